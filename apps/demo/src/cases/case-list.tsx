import { type ReactElement, useState } from 'react'
import { parseCases } from './case.ts'
import { CaseTable } from './case-table.tsx'
import { Fetching, Problem } from './outcomes.tsx'
import { useProtected } from './use-protected.ts'
import { useTitle } from './use-title.ts'

/** The cases of the team, with a filter. */
export function CaseList(): ReactElement {
  const loaded = useProtected('/cases', parseCases)
  const [filter, setFilter] = useState('')
  useTitle('Cases')

  return (
    <section aria-labelledby="cases-title">
      <div className="section-head">
        <h1 id="cases-title">Cases</h1>
        <input
          className="filter"
          type="search"
          aria-label="Filter cases"
          placeholder="Filter by number, subject, person…"
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
        />
      </div>
      {loaded.status === 'ready' && <CaseTable cases={loaded.value} filter={filter} onClearFilter={() => setFilter('')} />}
      {loaded.status === 'loading' && <Fetching label="Fetching the cases" rows={8} />}
      {loaded.status === 'failed' && <Problem title="We couldn’t fetch the cases" text={loaded.problem} onRetry={loaded.retry} />}
      {loaded.status === 'missing' && (
        <Problem title="There is no list of cases" text="The server knows no cases for you." onRetry={null} />
      )}
    </section>
  )
}
