import { type ReactElement, useDeferredValue, useState } from 'react'
import type { Step } from '@stillhere/core/inspection'
import { useSteps, useWatched } from '../feed/watched.ts'
import type { Subject } from '../story/effects.ts'
import { tell } from '../story/tell.ts'
import { LogLine } from './log-line.tsx'

const SUBJECTS: readonly (readonly [Subject, string])[] = [
  ['session', 'Session'],
  ['refresh', 'Refresh'],
  ['warning', 'Warning'],
  ['cover', 'Cover'],
  ['presence', 'Presence'],
  ['page', 'Page and tabs'],
  ['problem', 'Problems'],
]

/** Lines that are shown; older ones are in the report. */
const SHOWN = 400

/** What happened, a line each, the newest first. */
export function LogPane(): ReactElement {
  const { feed } = useWatched()
  const live = useSteps()
  const [paused, setPaused] = useState<readonly Step[] | null>(null)
  const [clearedAt, setClearedAt] = useState(0)
  const [hidden, setHidden] = useState<readonly Subject[]>([])
  const [quiet, setQuiet] = useState(false)
  const [search, setSearch] = useState('')
  const wanted = useDeferredValue(search.trim().toLowerCase())

  const steps = paused ?? live
  const lines = steps
    .filter(({ n }) => n > clearedAt)
    .map((step) => tell(step))
    .filter(
      (told) => (quiet || !told.quiet) && !hidden.includes(told.subject) && (wanted === '' || told.text.toLowerCase().includes(wanted)),
    )
    .reverse()
  const missed = paused === null ? 0 : live.filter(({ n }) => n > (paused.at(-1)?.n ?? 0)).length

  return (
    <div className="log">
      <div className="row-of-controls">
        <label className="field">
          <span className="unseen">Search the log</span>
          <input type="search" placeholder="Search" value={search} onChange={(event) => setSearch(event.target.value)} />
        </label>
        <fieldset className="choice">
          <legend className="unseen">Shown</legend>
          {SUBJECTS.map(([subject, label]) => (
            <label key={subject}>
              <input
                type="checkbox"
                checked={!hidden.includes(subject)}
                onChange={(event) => setHidden(event.target.checked ? hidden.filter((one) => one !== subject) : [...hidden, subject])}
              />
              <span>{label}</span>
            </label>
          ))}
          <label>
            <input type="checkbox" checked={quiet} onChange={(event) => setQuiet(event.target.checked)} />
            <span>Where nothing followed</span>
          </label>
        </fieldset>
        <div className="buttons">
          <button type="button" aria-pressed={paused !== null} onClick={() => setPaused(paused === null ? live : null)}>
            {paused === null ? 'Pause' : `Go on${missed > 0 ? ` (${missed} new)` : ''}`}
          </button>
          <button type="button" onClick={() => setClearedAt(live.at(-1)?.n ?? 0)}>
            Clear
          </button>
        </div>
      </div>
      {feed.inspection === null && (
        <p className="note">
          This session was made by a production build: only changes of its state are known, since the panel was mounted.
        </p>
      )}
      {lines.length === 0 ? (
        <p className="quiet">Nothing to show.</p>
      ) : (
        <ol className="lines" reversed>
          {lines.slice(0, SHOWN).map((told) => (
            <LogLine key={told.n} told={told} />
          ))}
        </ol>
      )}
      {(lines.length > SHOWN || feed.forgotten() > 0) && (
        <p className="quiet">
          {lines.length > SHOWN ? `${lines.length - SHOWN} older lines are not shown. ` : ''}
          {feed.forgotten() > 0 ? `${feed.forgotten()} steps before these are forgotten.` : ''}
        </p>
      )}
    </div>
  )
}
