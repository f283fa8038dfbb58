import type { ReactElement } from 'react'
import { Link } from '../navigation.tsx'
import { type CaseDetail, PRIORITY_WORDS, parseCase } from './case.ts'
import { Status } from './case-table.tsx'
import { moment } from './dates.ts'
import { NoteForm } from './note-form.tsx'
import { Fetching, Problem } from './outcomes.tsx'
import { useProtected } from './use-protected.ts'
import { useTitle } from './use-title.ts'

/** One case: what it is about, who works on it, and the note. */
export function CasePage({ id }: { readonly id: string }): ReactElement {
  const loaded = useProtected(`/cases/${id}`, parseCase)
  useTitle(id)

  return (
    <article className="case" aria-labelledby="case-title">
      <Link to="/" className="back">
        All cases
      </Link>
      {loaded.status === 'ready' && <Facts one={loaded.value} />}
      {loaded.status === 'loading' && <Fetching label={`Fetching case ${id}`} rows={5} />}
      {loaded.status === 'missing' && (
        <Problem title={`There is no case ${id}`} text="It may have been merged with another one." onRetry={null} />
      )}
      {loaded.status === 'failed' && <Problem title="We couldn’t fetch this case" text={loaded.problem} onRetry={loaded.retry} />}
    </article>
  )
}

function Facts({ one }: { readonly one: CaseDetail }): ReactElement {
  return (
    <>
      <header className="case-head">
        <p className="case-id">{one.id}</p>
        <h1 id="case-title">{one.title}</h1>
        <Status status={one.status} />
      </header>
      <div className="case-columns">
        <div className="case-main">
          <section className="panel block" aria-labelledby="about">
            <h2 id="about">What it is about</h2>
            <p className="prose">{one.summary}</p>
          </section>
          <NoteForm key={one.id} caseId={one.id} saved={one.note} />
        </div>
        <section className="panel block" aria-labelledby="details">
          <h2 id="details">Details</h2>
          <dl className="facts">
            <Fact name="Person" value={one.person} />
            <Fact name="Assigned to" value={one.assignee} />
            <Fact name="Priority" value={PRIORITY_WORDS[one.priority]} />
            <Fact name="Updated" value={moment(one.updatedAt)} />
          </dl>
        </section>
      </div>
    </>
  )
}

function Fact({ name, value }: { readonly name: string; readonly value: string }): ReactElement {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}
