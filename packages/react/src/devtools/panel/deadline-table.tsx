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
    <table className="deadlines" aria-label="Deadlines">
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
            <td className="number" data-label="Left">
              {stopwatch(deadline.endsAt - now)}
            </td>
            <td className="number" data-label="Ends">
              {timeText(deadline.endsAt, now)}
            </td>
            <td className="number" data-label="Warns">
              {deadline.warnAt === null ? '–' : timeText(deadline.warnAt, now)}
            </td>
            <td className="number" data-label="Refreshes">
              {deadline.refreshAt === null ? '–' : timeText(deadline.refreshAt, now)}
            </td>
            <td data-label="Counted from">{sinceOf(deadline, now)}</td>
            <td data-label="Said by">{sourceOf(deadline)}</td>
            <td data-label="Moves">{deadline.extendable ? 'yes' : 'no'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
