import { type ReactElement, useState } from 'react'
import { parseCases } from './case.ts'
import { CaseTable } from './case-table.tsx'
import { NO_FILTER, search } from './case-filter.ts'
import { FilterBar } from './filter-bar.tsx'
import { Fetching, Problem } from './outcomes.tsx'
import { useProtected } from './use-protected.ts'
import { useTitle } from './use-title.ts'

/** The cases of the team, with a filter. */
export function CaseList(): ReactElement {
  const loaded = useProtected('/cases', parseCases)
  const [filter, setFilter] = useState(NO_FILTER)
  useTitle('Cases')

  return (
    <section aria-labelledby="cases-title">
      <div className="section-head">
        <h1 id="cases-title">Cases</h1>
        <input
          className="filter"
          type="search"
          aria-label="Filter cases"
          placeholder="Number, subject, person…"
          value={filter.text}
          onChange={(event) => setFilter({ ...filter, text: event.target.value })}
        />
      </div>
      {loaded.status === 'ready' && (
        <>
          <FilterBar cases={loaded.value} filter={filter} onChange={setFilter} />
          <CaseTable
            total={loaded.value.length}
            cases={search(loaded.value, filter)}
            filterText={filter.text.trim()}
            onClearFilter={() => setFilter(NO_FILTER)}
          />
        </>
      )}
      {loaded.status === 'loading' && <Fetching label="Fetching the cases" rows={8} />}
      {loaded.status === 'failed' && <Problem title="We couldn’t fetch the cases" text={loaded.problem} onRetry={loaded.retry} />}
      {loaded.status === 'missing' && (
        <Problem title="There is no list of cases" text="The server knows no cases for you." onRetry={null} />
      )}
    </section>
  )
}
