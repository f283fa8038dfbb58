import type { ReactElement } from 'react'
import type { Explanation } from '../explain-policy.ts'
import { type Axis, isEdge, type Tick } from './axis.ts'
import { durationText } from './duration-text.ts'
import { spansOf } from './spans.ts'

/*
 * Drawn from left to right in shares of the width, so that it fits any; the style sheet mirrors it where reading runs the other way. No
 * style attributes: a strict content security policy forbids them in HTML from a server.
 */

/** One row. It says nothing that the words beside it do not say, so it is hidden from who cannot see it. */
export function RowDrawing({ explanation, axis }: { readonly explanation: Explanation | null; readonly axis: Axis | null }): ReactElement {
  return (
    <svg className="stillhere-timeline__row-drawing" aria-hidden="true" focusable="false">
      {axis?.ticks.map((tick) => (
        <line key={tick.ms} data-part="grid" data-major={tick.major} x1={share(tick.place)} x2={share(tick.place)} y1="0" y2="100%" />
      ))}
      {explanation === null || axis === null ? (
        <rect data-part="waiting" x="0" width="100%" y="1.125em" height="0.75em" />
      ) : (
        <Life explanation={explanation} place={axis.place} />
      )}
    </svg>
  )
}

function Life({ explanation, place }: { readonly explanation: Explanation; readonly place: Axis['place'] }): ReactElement {
  const { endsAfterMs, horizonMs, warningMs, refreshes } = explanation
  const untilMs = endsAfterMs ?? horizonMs
  const at = share(place(untilMs))
  return (
    <>
      {spansOf(explanation).map(({ look, fromMs, untilMs: spanUntilMs }) => {
        const [from, until] = [place(fromMs), place(spanUntilMs)]
        return (
          <g key={fromMs} data-part={look}>
            <rect x={share(from)} width={share(until - from)} y="1.125em" height="0.75em" />
            {look !== 'signed-in' && <line x1={share(from)} x2={share(until)} y1="1.5em" y2="1.5em" />}
          </g>
        )
      })}
      {endsAfterMs !== null && warningMs !== null && (
        <g data-part="warning">
          <rect
            x={share(place(endsAfterMs - warningMs))}
            width={share(place(endsAfterMs) - place(endsAfterMs - warningMs))}
            y="1em"
            height="1em"
          />
          {/* Two minutes can be seen in thirty days, too. */}
          <svg x={at}>
            <rect x="-7" width="7" y="1em" height="1em" />
          </svg>
        </g>
      )}
      {refreshes.firstAfterMs !== null && refreshes.lastAfterMs !== null && (
        <g data-part="refreshes">
          <line x1={share(place(refreshes.firstAfterMs))} x2={share(place(refreshes.lastAfterMs))} y1="2.375em" y2="2.375em" />
          <circle cx={share(place(refreshes.firstAfterMs))} cy="2.375em" r="2.5" />
          <circle cx={share(place(refreshes.lastAfterMs))} cy="2.375em" r="2.5" />
        </g>
      )}
      {endsAfterMs === null ? (
        <svg x={at} y="1.5em" data-part="goes-on">
          <path d="M2 -7 L9 0 L2 7" />
        </svg>
      ) : (
        <line data-part="end" x1={at} x2={at} y1="0.625em" y2="2.375em" />
      )}
    </>
  )
}

interface AxisDrawingProps {
  readonly axis: Axis
  readonly signIn: string
  readonly locale: string
}

/** The lengths over the rows. */
export function AxisDrawing({ axis, signIn, locale }: AxisDrawingProps): ReactElement {
  const label = ({ ms }: Tick) => (ms === 0 ? signIn : durationText(ms, locale, 'short'))
  return (
    <svg className="stillhere-timeline__axis" aria-hidden="true" focusable="false">
      {axis.ticks.map((tick) => (
        <text key={tick.ms} data-major={tick.major} data-edge={edge(tick)} x={share(tick.place)} y="1em">
          {label(tick)}
        </text>
      ))}
    </svg>
  )
}

function edge({ place }: Tick): 'start' | 'end' | 'none' {
  return isEdge(place) ? (place < 0.5 ? 'start' : 'end') : 'none'
}

function share(place: number): string {
  return `${Math.round(place * 10_000) / 100}%`
}
