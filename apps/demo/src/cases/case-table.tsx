import { type ReactElement, useState } from 'react'
import { Link } from '../navigation.tsx'
import { type CaseSummary, PRIORITY_WORDS } from './case.ts'
import { Due, Status } from './case-words.tsx'
import { since } from './dates.ts'
import { useNoteDraft } from './use-note-draft.ts'

interface CaseTableProps {
  /** What the filter let through. */
  readonly cases: readonly CaseSummary[]
  readonly total: number
  readonly filterText: string
  readonly onClearFilter: () => void
}

const COLUMNS = ['Case', 'Subject', 'Person', 'Status', 'Priority', 'Due', 'Assigned to', 'Updated']

/** A table where there is room, cards where there is none; the roles are written out because the cards' CSS would take them away. */
export function CaseTable({ cases, total, filterText, onClearFilter }: CaseTableProps): ReactElement {
  const [lookedAt] = useState(() => new Date())
  if (total === 0) {
    return (
      <div className="panel outcome">
        <h2>No cases yet</h2>
        <p>Cases that are given to your team appear here.</p>
      </div>
    )
  }
  return (
    <>
      <p className={cases.length === total ? 'visually-hidden' : 'count'} role="status">
        {cases.length === total ? `${total} cases` : `${cases.length} of ${total} cases`}
      </p>
      {cases.length === 0 ? (
        <div className="panel outcome">
          <h2>{filterText === '' ? 'No case stands there now' : `Nothing matches “${filterText}”`}</h2>
          <p>Try fewer letters, another status, or the number of the case.</p>
          <button type="button" className="button" onClick={onClearFilter}>
            Show all cases
          </button>
        </div>
      ) : (
        <table className="panel cases" role="table" aria-labelledby="cases-title">
          <thead role="rowgroup">
            <tr role="row">
              {COLUMNS.map((name) => (
                <th key={name} role="columnheader" scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {cases.map((one) => (
              <Row key={one.id} one={one} lookedAt={lookedAt} />
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}

function Row({ one, lookedAt }: { readonly one: CaseSummary; readonly lookedAt: Date }): ReactElement {
  const hasDraft = useNoteDraft(one.id, null).found !== null
  return (
    <tr role="row">
      <td role="cell" className="cases-id">
        {one.id}
      </td>
      <th role="rowheader" scope="row" className="cases-subject">
        <Link to={`/cases/${one.id}`}>{one.title}</Link>
        {hasDraft && ' '}
        {hasDraft && <span className="draft-tag">Note not saved</span>}
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
      <td role="cell" className="cases-due">
        {one.dueAt === null ? '–' : <Due at={one.dueAt} lookedAt={lookedAt} />}
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
