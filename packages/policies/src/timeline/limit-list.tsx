import { type Duration, LIMIT_KEYS, type Limits, parseDuration, type PolicyClause, type ResolvedPolicy } from '@stillhere/core'
import type { ReactElement } from 'react'
import { durationText } from './duration-text.ts'
import type { TimelineMessages } from './messages.ts'

interface LimitListProps {
  readonly policy: ResolvedPolicy
  readonly clauses: readonly PolicyClause[]
  /** What is taken where the policy names none. */
  readonly accessTokenLifetime: Duration
  readonly messages: TimelineMessages
  readonly locale: string
  readonly Heading: 'h2' | 'h3' | 'h4' | 'h5' | 'h6'
}

/** The limits of a policy, a sentence each, with the clauses that they are held to. */
export function LimitList({ policy, clauses, accessTokenLifetime, messages, locale, Heading }: LimitListProps): ReactElement {
  const { limitsMs, rememberedLimitsMs } = policy
  const say = (key: keyof Limits, ms: number) => messages.limits[key]({ duration: durationText(ms, locale) })
  const own = LIMIT_KEYS.flatMap((key) => (limitsMs[key] === undefined ? [] : [{ key, text: say(key, limitsMs[key]) }]))
  const changed = LIMIT_KEYS.flatMap((key) => {
    const ms = rememberedLimitsMs?.[key]
    return ms === undefined || ms === limitsMs[key] ? [] : [{ key, text: say(key, ms) }]
  })
  const assumed = durationText(parseDuration(accessTokenLifetime), locale)
  return (
    <section>
      <Heading>{messages.limitsTitle}</Heading>
      <ul>
        {own.every(({ key }) => key === 'accessTokenLifetime') && <li>{messages.noLimits}</li>}
        {own.map(({ key, text }) => (
          <li key={key}>
            {text}
            {clauses
              .filter(({ limit }) => limit === key)
              .map((clause) => (
                <Clause key={clause.clause} clause={clause} messages={messages} locale={locale} />
              ))}
          </li>
        ))}
        {limitsMs.accessTokenLifetime === undefined && <li>{messages.assumedToken({ duration: assumed })}</li>}
      </ul>
      {changed.length > 0 && (
        <>
          <p>{messages.rememberedTitle}</p>
          <ul>
            {changed.map(({ key, text }) => (
              <li key={key}>{text}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

function Clause({
  clause: { clause, atMost, strength, url },
  messages,
  locale,
}: Pick<LimitListProps, 'messages' | 'locale'> & { readonly clause: PolicyClause }): ReactElement {
  return (
    <>
      {' '}
      <a className="stillhere-timeline__quiet" href={url}>
        {messages.clause({ clause, atMost: durationText(parseDuration(atMost), locale), strength })}
      </a>
    </>
  )
}
