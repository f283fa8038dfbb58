import type { ReactElement } from 'react'
import { type CaseStatus, type CaseSummary, STATUS_WORDS } from './case.ts'
import type { CaseFilter } from './case-filter.ts'

const CHOICES: readonly (readonly [CaseFilter['status'], string])[] = [
  ['any', 'All'],
  ...(['new', 'in progress', 'waiting', 'closed'] satisfies CaseStatus[]).map((status) => [status, STATUS_WORDS[status]] as const),
]

/** One button per status, with how many there are. */
export function FilterBar({
  cases,
  filter,
  onChange,
}: {
  readonly cases: readonly CaseSummary[]
  readonly filter: CaseFilter
  readonly onChange: (filter: CaseFilter) => void
}): ReactElement {
  return (
    <div className="filter-bar" role="group" aria-label="Status">
      {CHOICES.map(([status, words]) => (
        <button
          key={status}
          type="button"
          className="button"
          aria-pressed={filter.status === status}
          onClick={() => onChange({ ...filter, status })}
        >
          {words} <span className="filter-count">{cases.filter((one) => status === 'any' || one.status === status).length}</span>
        </button>
      ))}
    </div>
  )
}
