import type { Deadline } from '@stillhere/core'
import type { ReactElement } from 'react'
import { sinceOf, sourceOf } from '../story/binding.ts'
import { LIMIT_NAMES, stopwatch, timeText } from '../story/words.ts'

interface DeadlineTableProps {
  /** The first one binds. */
  readonly deadlines: readonly Deadline[]
  readonly now: number
}

/** Every deadline in words and figures; what the drawing shows, and where it comes from. */
export function DeadlineTable({ deadlines, now }: DeadlineTableProps): ReactElement | null {
  if (deadlines.length === 0) return null
  return (
    // Focusable, so that a wide table in a narrow panel can be scrolled by keyboard.
    <div className="scroller" role="group" aria-label="Deadlines" tabIndex={0}>
      <table className="deadlines">
        <thead>
          <tr>
            <th scope="col">Deadline</th>
            <th scope="col">Left</th>
            <th scope="col">Ends</th>
            <th scope="col">Warns</th>
            <th scope="col">Refreshes</th>
            <th scope="col">Counted from</th>
            <th scope="col">Said by</th>
            <th scope="col">Moves</th>
          </tr>
        </thead>
        <tbody>
          {deadlines.map((deadline, index) => (
            <tr key={deadline.reason} data-binds={index === 0}>
              <th scope="row">
                {LIMIT_NAMES[deadline.reason]}
                {index === 0 && <span className="badge">binds</span>}
              </th>
              <td className="number">{stopwatch(deadline.endsAt - now)}</td>
              <td className="number">{timeText(deadline.endsAt, now)}</td>
              <td className="number">{deadline.warnAt === null ? '–' : timeText(deadline.warnAt, now)}</td>
              <td className="number">{deadline.refreshAt === null ? '–' : timeText(deadline.refreshAt, now)}</td>
              <td>{sinceOf(deadline, now)}</td>
              <td>{sourceOf(deadline)}</td>
              <td>{deadline.extendable ? 'yes' : 'no'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
