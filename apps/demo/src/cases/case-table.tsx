import { type ReactElement, useState } from 'react'
import { Link } from '../navigation.tsx'
import { type CaseSummary, PRIORITY_WORDS, STATUS_WORDS } from './case.ts'
import { since } from './dates.ts'

/** A table where there is room, cards where there is none; the roles are written out because the cards' CSS would take them away. */
export function CaseTable({
  cases,
  filter,
  onClearFilter,
}: {
  readonly cases: readonly CaseSummary[]
  readonly filter: string
  readonly onClearFilter: () => void
}): ReactElement {
  const [lookedAt] = useState(() => new Date())
  const found = cases.filter((one) => matches(one, filter))
  if (cases.length === 0) {
    return (
      <div className="panel outcome">
        <h2>No cases yet</h2>
        <p>Cases that are given to your team appear here.</p>
      </div>
    )
  }
  return (
    <>
      <p className="count" role="status">
        {found.length === cases.length ? `${cases.length} cases` : `${found.length} of ${cases.length} cases`}
      </p>
      {found.length === 0 ? (
        <div className="panel outcome">
          <h2>Nothing matches “{filter.trim()}”</h2>
          <p>Try fewer letters, or the number of the case.</p>
          <button type="button" className="button" onClick={onClearFilter}>
            Clear the filter
          </button>
        </div>
      ) : (
        <table className="panel cases" role="table" aria-labelledby="cases-title">
          <thead role="rowgroup">
            <tr role="row">
              {['Case', 'Subject', 'Person', 'Status', 'Priority', 'Assigned to', 'Updated'].map((name) => (
                <th key={name} role="columnheader" scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {found.map((one) => (
              <Row key={one.id} one={one} lookedAt={lookedAt} />
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}

function Row({ one, lookedAt }: { readonly one: CaseSummary; readonly lookedAt: Date }): ReactElement {
  return (
    <tr role="row">
      <td role="cell" className="cases-id">
        {one.id}
      </td>
      <th role="rowheader" scope="row" className="cases-subject">
        <Link to={`/cases/${one.id}`}>{one.title}</Link>
      </th>
      <td role="cell" className="cases-person">
        {one.person}
      </td>
      <td role="cell" className="cases-status">
        <Status status={one.status} />
      </td>
      <td role="cell" className="cases-priority" data-priority={one.priority}>
        {PRIORITY_WORDS[one.priority]}
      </td>
      <td role="cell" className="cases-assignee">
        {one.assignee}
      </td>
      <td role="cell" className="cases-updated">
        <time dateTime={one.updatedAt}>{since(one.updatedAt, lookedAt)}</time>
      </td>
    </tr>
  )
}

/** The status in words; the dot's colour only repeats it. */
export function Status({ status }: { readonly status: CaseSummary['status'] }): ReactElement {
  return (
    <span className="status" data-status={status}>
      {STATUS_WORDS[status]}
    </span>
  )
}

function matches(one: CaseSummary, filter: string): boolean {
  const words = filter.toLocaleLowerCase('en').split(/\s+/).filter(Boolean)
  const text = [one.id, one.title, one.person, one.assignee, STATUS_WORDS[one.status], PRIORITY_WORDS[one.priority]]
    .join(' ')
    .toLocaleLowerCase('en')
  return words.every((word) => text.includes(word))
}
