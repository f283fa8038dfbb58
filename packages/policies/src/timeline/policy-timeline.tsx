'use client'
import { type Duration, type ResolvedPolicy, resolvePolicy, type SessionPolicy } from '@stillhere/core'
import type { ComponentPropsWithoutRef, ReactElement } from 'react'
import { checkPolicy } from '../check-policy.ts'
import type { Explanation } from '../explain-policy.ts'
import type { Finding } from '../finding.ts'
import { english } from './english.ts'
import { ExplanationTable } from './explanation-table.tsx'
import { FindingList } from './finding-list.tsx'
import { LimitList } from './limit-list.tsx'
import type { TimelineMessages } from './messages.ts'
import { type Explaining, useExplanations } from './use-explanations.ts'

export interface PolicyTimelineProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  readonly policy: SessionPolicy
  /** What `explainPolicy` has said of this policy. Left out, the component works it out in the browser, which takes up to a few seconds. */
  readonly explanations?: readonly Explanation[]
  /** Where the policy names none. Default `'1h'`. */
  readonly accessTokenLifetime?: Duration
  /** Signed in with "remember me". Default false. */
  readonly remembered?: boolean
  /** Who holds the tokens: a server (default), or the tabs, with the last of which they are gone. */
  readonly tokensIn?: 'server' | 'tabs'
  /** How far to look. Default: beyond the longest limit, as far as `explainPolicy` goes by itself. */
  readonly horizon?: Duration
  /** Every word. Default: English. */
  readonly messages?: TimelineMessages
  /** BCP 47, for durations and figures: the language of the messages. Default `'en'`. */
  readonly locale?: string
  /** Of the headings over limits and findings. Default 3. */
  readonly headingLevel?: 2 | 3 | 4 | 5 | 6
}

/**
 * When a policy signs people out, for people: a row for each situation on one time axis, the same in words, the limits, and what
 * `checkPolicy` has to say. Wants `@stillhere/policies/timeline.css`.
 *
 * A policy that a session would refuse is shown with the rule that it breaks; nothing is thrown.
 *
 * @example
 * <PolicyTimeline policy={nist('AAL2')} />
 */
export function PolicyTimeline({
  policy,
  explanations,
  accessTokenLifetime = '1h',
  remembered = false,
  tokensIn = 'server',
  horizon,
  messages = english,
  locale = 'en',
  headingLevel = 3,
  className,
  ...rest
}: PolicyTimelineProps): ReactElement {
  const read = readPolicy(policy, accessTokenLifetime)
  const options = { accessTokenLifetime, remembered, tokensIn, ...(horizon !== undefined && { horizon }) }
  const asked = useExplanations(explanations !== undefined || 'error' in read ? null : { policy, options })
  const explaining: Explaining =
    'error' in read ? { status: 'failed', error: read.error } : explanations === undefined ? asked : { status: 'done', explanations }
  const { status } = explaining
  const Heading = `h${headingLevel}` as const
  const said = { messages, locale, Heading }
  return (
    <div
      {...rest}
      className={className === undefined ? 'stillhere-timeline' : `stillhere-timeline ${className}`}
      lang={locale}
      data-status={status}
      aria-busy={status === 'working'}
    >
      <p className="stillhere-timeline__status" role="status">
        {status === 'working' && messages.working}
        {status === 'done' && explanations === undefined && <span className="stillhere-timeline__unseen">{messages.done}</span>}
        {status === 'failed' && (
          <>
            <strong>{messages.refused}</strong>{' '}
            <span lang="en" dir="ltr">
              {explaining.error.message}
            </span>
          </>
        )}
      </p>
      {status !== 'failed' && (
        <ExplanationTable
          explanations={status === 'done' ? explaining.explanations : null}
          maxLifetimeMs={maxLifetimeOf(read, remembered)}
          messages={messages}
          locale={locale}
        />
      )}
      {'error' in read || (
        <div className="stillhere-timeline__notes">
          <LimitList policy={read.policy} clauses={policy.clauses ?? []} accessTokenLifetime={accessTokenLifetime} {...said} />
          <FindingList findings={read.findings} {...said} />
        </div>
      )}
    </div>
  )
}

type Read = { readonly policy: ResolvedPolicy; readonly findings: readonly Finding[] } | { readonly error: Error }

function readPolicy(policy: SessionPolicy, accessTokenLifetime: Duration): Read {
  try {
    const own = policy.accessTokenLifetime
    return { policy: resolvePolicy(policy), findings: checkPolicy(policy, own === undefined ? { accessTokenLifetime } : {}) }
  } catch (error) {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }
}

function maxLifetimeOf(read: Read, remembered: boolean): number | null {
  if ('error' in read) return null
  const { limitsMs, rememberedLimitsMs } = read.policy
  return ((remembered ? rememberedLimitsMs : null) ?? limitsMs).maxLifetime ?? null
}
