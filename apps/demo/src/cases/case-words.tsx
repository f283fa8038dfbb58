import type { ReactElement } from 'react'
import { type CaseSummary, STATUS_WORDS } from './case.ts'
import { daysUntil, dueDay } from './dates.ts'

/** The status in words; the dot's colour only repeats it. */
export function Status({ status }: { readonly status: CaseSummary['status'] }): ReactElement {
  return (
    <span className="status" data-status={status}>
      {STATUS_WORDS[status]}
    </span>
  )
}

/** By when, in the words of people; what is late or due now stands out, and its word says so too. */
export function Due({ at, lookedAt }: { readonly at: string; readonly lookedAt: Date }): ReactElement {
  return (
    <time dateTime={at} className="due" data-pressing={daysUntil(at, lookedAt) <= 0}>
      {dueDay(at, lookedAt)}
    </time>
  )
}
