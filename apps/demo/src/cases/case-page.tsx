import { type ReactElement, useState } from 'react'
import { Link } from '../navigation.tsx'
import { type CaseDetail, type CaseEvent, PRIORITY_WORDS, parseCase } from './case.ts'
import { Due, Status } from './case-words.tsx'
import { moment } from './dates.ts'
import { NoteForm } from './note-form.tsx'
import { Fetching, Problem } from './outcomes.tsx'
import { useProtected } from './use-protected.ts'
import { useTitle } from './use-title.ts'

/** One case: what it is about, what has happened, who works on it, and the note. */
export function CasePage({ id }: { readonly id: string }): ReactElement {
  const loaded = useProtected(`/cases/${id}`, parseCase)
  useTitle(loaded.status === 'ready' ? loaded.value.title : id)

  return (
    <article className="case" aria-labelledby="case-title">
      <Link to="/" className="back">
        All cases
      </Link>
      {loaded.status !== 'ready' && (
        <h1 id="case-title" className="visually-hidden">
          Case {id}
        </h1>
      )}
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
  const [lookedAt] = useState(() => new Date())
  return (
    <>
      <header className="case-head">
        <h1 id="case-title">{one.title}</h1>
        <p className="case-line">
          <span className="case-id">{one.id}</span>
          <Status status={one.status} />
          {one.dueAt !== null && (
            <span>
              Due <Due at={one.dueAt} lookedAt={lookedAt} />
            </span>
          )}
        </p>
      </header>
      <div className="case-columns">
        <div className="case-main">
          <section className="panel block" aria-labelledby="about">
            <h2 id="about">What it is about</h2>
            <p className="prose">{one.summary}</p>
          </section>
          <NoteForm key={one.id} caseId={one.id} saved={one.note} />
          <History events={one.history} />
        </div>
        <section className="panel block" aria-labelledby="details">
          <h2 id="details">Details</h2>
          <dl className="facts">
            <Fact name="Person" value={one.person} />
            <Fact name="Address" value={one.address} />
            <Fact name="Phone" value={one.phone} />
            <Fact name="Assigned to" value={one.assignee} />
            <Fact name="Priority" value={PRIORITY_WORDS[one.priority]} />
            <Fact name="Came by" value={one.cameBy} />
            <Fact name="Opened" value={moment(one.openedAt)} />
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

function History({ events }: { readonly events: readonly CaseEvent[] }): ReactElement {
  return (
    <section className="panel block" aria-labelledby="history">
      <h2 id="history">What has happened</h2>
      <ol className="history">
        {events.map(({ at, by, text }) => (
          <li key={at}>
            <p className="history-head">
              <span className="history-by">{by}</span> <time dateTime={at}>{moment(at)}</time>
            </p>
            <p className="prose">{text}</p>
          </li>
        ))}
      </ol>
    </section>
  )
}
