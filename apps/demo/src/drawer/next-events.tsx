import type { ReactElement } from 'react'
import { type Lane, type Mark, layOut } from './axis.ts'
import { useOutlook } from './use-outlook.ts'
import { LIMIT_NAMES, stopwatch, timeOfDay } from './words.ts'

const MARK_WORDS: Readonly<Record<Mark['kind'], string>> = { refresh: 'refresh', retry: 'next try', warning: 'warning', end: 'ends' }
const NOW_WORDS = { refreshing: 'refreshing', warning: 'warning is open' } as const
const AGE_WORDS: Readonly<Record<Lane['reason'], string>> = {
  'token-expired': 'old',
  'refresh-expired': 'since sign-in',
  inactive: 'without activity',
  'server-idle': 'since the server saw anybody',
  'max-lifetime': 'since sign-in',
}

/** Every deadline on one time axis; the words under each line say the same to those who do not see it. Renders once a (real) second. */
export function NextEvents({ everyMs }: { readonly everyMs: number }): ReactElement {
  const { now, deadlines, standing } = useOutlook(everyMs)
  const { lanes, ticks } = layOut(deadlines, now, standing)
  if (lanes.length === 0) return <p className="drawer-quiet">Nothing is due while nobody is signed in.</p>
  return (
    <div className="axis">
      <ul className="lanes" aria-label="What happens next, unless something changes">
        {lanes.map((lane) => (
          <LaneRow key={lane.reason} lane={lane} />
        ))}
      </ul>
      <div className="ticks" aria-hidden="true">
        <span className="tick tick-now">now</span>
        {ticks.map(({ label, place }) => (
          <span key={label} className="tick" style={{ insetInlineStart: percent(place) }}>
            {label}
          </span>
        ))}
      </div>
    </div>
  )
}

function LaneRow({ lane }: { readonly lane: Lane }): ReactElement {
  const end = lane.marks.at(-1)
  return (
    <li className="lane" data-binding={lane.binding}>
      <p className="lane-head">
        <span className="lane-name">{LIMIT_NAMES[lane.reason]}</span>
        {lane.binding && <span className="tag">binding</span>}
        {!lane.extendable && <span className="tag tag-quiet">fixed</span>}
        <span className="lane-age figures">
          {stopwatch(lane.ageMs)} {AGE_WORDS[lane.reason]}
        </span>
      </p>
      <span className="track" aria-hidden="true">
        <span className="track-line" style={{ inlineSize: percent(end?.place ?? 0) }} />
        {lane.marks.map((mark) => (
          <span key={mark.kind} className="mark" data-kind={mark.kind} style={{ insetInlineStart: percent(mark.place) }} />
        ))}
      </span>
      <p className="lane-marks figures">
        {lane.now !== null && <span className="lane-now">{NOW_WORDS[lane.now]}</span>}
        {lane.marks.map((mark) => (
          <span key={mark.kind} className="lane-mark" data-kind={mark.kind} title={timeOfDay(mark.at)}>
            {markWords(mark)}
          </span>
        ))}
      </p>
    </li>
  )
}

function markWords({ kind, inMs }: Mark): string {
  if (inMs > 0) return `${MARK_WORDS[kind]} in ${stopwatch(inMs)}`
  return kind === 'end' ? 'over' : `${MARK_WORDS[kind]} now`
}

function percent(place: number): string {
  return `${(place * 100).toFixed(2)}%`
}
