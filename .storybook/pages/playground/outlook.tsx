import type { Deadline } from '../../product.ts'
import type { ReactElement } from 'react'
import { isMet } from './axis.ts'
import type { Snapshot } from './life.ts'
import { inWords, LIMIT_NAMES, shortTime, timeOfDay, whyThen } from './words.ts'
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
