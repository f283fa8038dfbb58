import { type CSSProperties, memo, type ReactElement } from 'react'
import { keepFocus } from '../frame/keep-focus.ts'
import { type Axis, type Item, layOut } from './axis.ts'
import type { Happening } from './chronicle.ts'
import type { Life, Snapshot } from './life.ts'
import { START_AT } from './run.ts'
import { inWords, LIMIT_NAMES, shortTime, timeOfDay } from './words.ts'

/** A whole life as a band of time: what was, what is planned, and a handle to move through it. */
export function TimeAxis({ life, snapshot }: { readonly life: Life; readonly snapshot: Snapshot }): ReactElement {
  const { run, elapsedMs } = snapshot
  const axis = layOut(knownFrom(snapshot))
  const lengthMs = axis.endAt - axis.startAt
  const style: CSSProperties & Record<'--now' | '--rows', number> = { '--now': elapsedMs / lengthMs, '--rows': axis.rows.length }
  return (
    <section className="axis" aria-label="The life of the session" style={style}>
      <div className="axis-head">
        <span className="axis-name">
          <label htmlFor="moment">Moment</label>
        </span>
        <div className="axis-track">
          <input
            id="moment"
            type="range"
            min={0}
            max={lengthMs}
            step={stepOf(lengthMs)}
            value={Math.min(elapsedMs, lengthMs)}
            aria-valuetext={`${timeOfDay(run.now)}, ${inWords(elapsedMs)} after signing in`}
            onChange={({ currentTarget }) => {
              const toMs = Number(currentTarget.value)
              void keepFocus(() => life.seek(toMs))
            }}
          />
        </div>
      </div>
      <ul className="axis-rows">
        {axis.rows.map(({ name, items }) => (
          <li key={name} className="axis-row">
            <span className="axis-name">{name}</span>
            <div className="axis-track">
              {items.map((item) => (
                <Spot key={item.key} item={item} />
              ))}
            </div>
          </li>
        ))}
      </ul>
      <Ticks axis={axis} />
      <div className="axis-now" aria-hidden="true" />
      <p className="axis-foot">
        <span>Filled is what happened, outlined what is planned.</span>
        {axis.beyond.length > 0 && (
          <span>
            Further on:{' '}
            {axis.beyond
              .map(({ reason, endsAt }) => `${LIMIT_NAMES[reason].toLowerCase()} until ${shortTime(endsAt, START_AT)}`)
              .join(', ')}
          </span>
        )}
      </p>
    </section>
  )
}

/** About two hundred steps from one end to the other, on whole seconds that people count by. */
function stepOf(lengthMs: number): number {
  return [5, 15, 30, 60, 120, 300, 900, 3600].map((seconds) => seconds * 1000).find((step) => lengthMs / step <= 300) ?? 14_400_000
}

const Spot = memo(function Spot({ item: { look, from, until, ahead, text } }: { readonly item: Item }): ReactElement {
  const style: CSSProperties & Record<'--from' | '--until', number> = { '--from': from, '--until': until ?? from }
  return (
    <span className="spot" data-look={look} data-shape={until === null ? 'point' : 'stretch'} data-ahead={ahead} style={style} title={text}>
      <span className="unseen">{text}</span>
    </span>
  )
})

function Ticks({ axis }: { readonly axis: Axis }): ReactElement {
  return (
    <div className="axis-row axis-ticks" aria-hidden="true">
      <span className="axis-name" />
      <div className="axis-track">
        {axis.ticks.map(({ at, place }) => (
          <span
            key={at}
            className="tick"
            data-edge={place < 0.02 ? 'start' : place > 0.97 ? 'end' : 'none'}
            style={{ insetInlineStart: `${place * 100}%` }}
          >
            {shortTime(at, axis.startAt)}
          </span>
        ))}
      </div>
    </div>
  )
}

function knownFrom({ run, tape, done, reachedMs }: Snapshot) {
  const first = run.tabs.find(({ session }) => session.getState().status === 'signed-in') ?? run.tabs[0]
  return {
    startAt: START_AT,
    now: run.now,
    reachedAt: START_AT + Math.max(reachedMs, tape.at(-1)?.atMs ?? 0),
    happenings: run.chronicle.happenings,
    spans: run.chronicle.spans,
    deadlines: first?.session.deadlines() ?? [],
    state: first?.session.getState() ?? null,
    taped: tape.slice(done).map(({ atMs, deed }): Happening => ({ kind: 'deed', deed, at: START_AT + atMs })),
  }
}
