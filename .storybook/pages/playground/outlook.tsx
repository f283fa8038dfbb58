import type { Deadline } from '../../product.ts'
import type { ReactElement } from 'react'
import { isMet } from './axis.ts'
import type { Snapshot } from './life.ts'
import { inWords, LIMIT_NAMES, shortTime, timeOfDay, whatHappened, whyThen } from './words.ts'
import { START_AT } from './run.ts'

/** What comes next, as things stand: every limit with its instant and why it is there. The first one that somebody would meet binds. */
export function Outlook({ snapshot: { run } }: { readonly snapshot: Snapshot }): ReactElement {
  const open = run.tabs.find(({ session }) => session.getState().status === 'signed-in')
  const deadlines = open?.session.deadlines() ?? []
  const failing = open !== undefined && open.session.getState().refresh.status === 'retrying'
  const binding = deadlines.find(isMet) ?? deadlines[0]
  return (
    <section className="panel" aria-labelledby="outlook">
      <h2 id="outlook">What comes next</h2>
      {deadlines.length === 0 ? (
        <p className="quiet-text">Nothing is due while nobody is signed in.</p>
      ) : (
        <ul className="limits">
          {deadlines.map((deadline) => (
            <Limit key={deadline.reason} deadline={deadline} now={run.now} binds={deadline === binding} failing={failing} />
          ))}
        </ul>
      )}
    </section>
  )
}

interface LimitProps {
  readonly deadline: Deadline
  readonly now: number
  readonly binds: boolean
  readonly failing: boolean
}

function Limit({ deadline, now, binds, failing }: LimitProps): ReactElement {
  const { reason, endsAt, refreshAt, warnAt } = deadline
  return (
    <li data-binds={binds}>
      <p className="limit-head">
        <strong>{LIMIT_NAMES[reason]}</strong>
        {binds && <span className="tag">ends first</span>}
        <span className="figures">{shortTime(endsAt, START_AT)}</span>
      </p>
      <p className="quiet-text">
        In {inWords(endsAt - now)}. {whyThen(deadline, failing)}
        {refreshAt !== null && refreshAt > now && !failing && ` Renewal at ${timeOfDay(refreshAt)}.`}
        {warnAt !== null && warnAt > now && ` Dialog from ${timeOfDay(warnAt)}.`}
      </p>
    </li>
  )
}

const SHOWN = 40
const ACTIVE = whatHappened({ kind: 'activity', at: 0 })

/** The story so far, the latest first. */
export function Story({ snapshot: { run } }: { readonly snapshot: Snapshot }): ReactElement {
  const { happenings, spans } = run.chronicle
  const lines = [
    ...happenings.map((happening) => ({ at: happening.at, text: whatHappened(happening) })),
    ...spans.flatMap((span) => {
      if (span.kind !== 'warning' && span.kind !== 'reconnecting') return []
      const what = span.kind === 'warning' ? 'The dialog' : 'The cover'
      return [{ at: span.from, text: `${what} appears` }, ...(span.until === null ? [] : [{ at: span.until, text: `${what} goes` }])]
    }),
  ]
    .map((line, order) => ({ ...line, order }))
    .sort((a, b) => b.at - a.at || b.order - a.order)
    // Of somebody who goes on and on, the last sign of life is enough.
    .filter(({ text }, index, all) => text !== all[index - 1]?.text || text !== ACTIVE)
  return (
    <section className="panel" aria-labelledby="story">
      <h2 id="story">What happened</h2>
      {/* Scrolls, so it can be reached with the keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <ol className="story" tabIndex={0} aria-label="What happened, the latest first">
        {lines.slice(0, SHOWN).map(({ at, text, order }) => (
          <li key={order}>
            <span className="figures">{timeOfDay(at)}</span> {text}
          </li>
        ))}
      </ol>
    </section>
  )
}
