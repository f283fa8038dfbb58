import type { Deadline } from '@stillhere/core'
import type { ReactElement, ReactNode } from 'react'
import type { Life } from '../story/life.ts'
import type { Scale } from '../story/scale.ts'
import { LIMIT_NAMES, timeText } from '../story/words.ts'

interface AxisProps {
  readonly life: Life
  /** The first one binds. */
  readonly deadlines: readonly Deadline[]
  readonly scale: Scale
  readonly now: number
}

/** Lanes keep their places while deadlines overtake each other. */
const ORDER = Object.keys(LIMIT_NAMES)

/*
 * Drawn in shares of the width, so that it fits any. It says nothing that log, table and lists do not say in words, so whoever cannot see
 * it misses nothing and is spared it.
 */
export function Axis({ life, deadlines, scale, now }: AxisProps): ReactElement {
  const lanes = [...deadlines].sort((a, b) => ORDER.indexOf(a.reason) - ORDER.indexOf(b.reason))
  return (
    <div className="axis" aria-hidden="true">
      <Lane name="" tall>
        {scale.ticks.map(({ place, label, wideOnly }) => (
          <text
            key={label}
            className="tick"
            data-now={label === 'now'}
            data-wide-only={wideOnly}
            x={share(place)}
            y="14"
            textAnchor={place > 0.93 ? 'end' : place < 0.07 ? 'start' : 'middle'}
          >
            {label}
          </text>
        ))}
      </Lane>
      <Lane name="Session" scale={scale} now={now}>
        {life.bands.map(({ n, look, fromAt, untilAt }) => (
          <Bar
            key={n}
            className="band"
            look={look}
            from={scale.place(fromAt)}
            until={scale.place(untilAt)}
            title={`${look}, ${timeText(fromAt, now)} to ${timeText(untilAt, now)}`}
          />
        ))}
        {life.marks
          .filter(({ kind }) => kind === 'end' || kind === 'sign-in')
          .map(({ n, at, kind, text }) => (
            <g key={n} className="mark" data-kind={kind}>
              <title>{`${timeText(at, now)} ${text}`}</title>
              <line x1={share(scale.place(at))} x2={share(scale.place(at))} y1="3" y2="21" />
            </g>
          ))}
      </Lane>
      <Lane name="Refreshes" scale={scale} now={now}>
        {life.marks
          .filter(({ kind }) => kind !== 'end' && kind !== 'sign-in')
          .map(({ n, at, kind, text }) => (
            <svg key={n} className="mark" data-kind={kind} x={share(scale.place(at))} y="12" overflow="visible">
              <title>{`${timeText(at, now)} ${text}`}</title>
              {kind === 'failed' ? <path d="M-4 -4L4 4M4 -4L-4 4" /> : <circle r={kind === 'renewed' ? 4 : 3.5} />}
            </svg>
          ))}
      </Lane>
      <Lane name="Activity" scale={scale} now={now}>
        {life.present.map(({ fromAt, untilAt, elsewhere }) => (
          <Bar
            key={`${fromAt} ${elsewhere}`}
            className="presence"
            look={elsewhere ? 'elsewhere' : 'here'}
            from={scale.place(fromAt)}
            until={scale.place(untilAt)}
            title={`${elsewhere ? 'In another tab' : 'Here'}, ${timeText(fromAt, now)} to ${timeText(untilAt, now)}`}
          />
        ))}
      </Lane>
      {lanes.map((deadline) => (
        <DeadlineLane key={deadline.reason} deadline={deadline} binds={deadline === deadlines[0]} scale={scale} now={now} />
      ))}
    </div>
  )
}

function DeadlineLane({
  deadline,
  binds,
  scale,
  now,
}: {
  readonly deadline: Deadline
  readonly binds: boolean
  readonly scale: Scale
  readonly now: number
}) {
  const { reason, sinceAt, endsAt, warnAt, refreshAt } = deadline
  const end = scale.place(endsAt)
  return (
    <Lane name={LIMIT_NAMES[reason]} binds={binds} scale={scale} now={now}>
      <Bar
        className="limit"
        look={binds ? 'binds' : 'waits'}
        from={scale.place(sinceAt)}
        until={end}
        title={`${reason}: ${timeText(sinceAt, now)} to ${timeText(endsAt, now)}`}
      />
      {warnAt !== null && (
        <Bar className="limit" look="warning" from={scale.place(warnAt)} until={end} title={`Warning from ${timeText(warnAt, now)}`} />
      )}
      {refreshAt !== null && (
        <svg className="mark" data-kind="to-come" x={share(scale.place(refreshAt))} y="12" overflow="visible">
          <title>{`Refresh at ${timeText(refreshAt, now)}`}</title>
          <circle r="4.5" />
        </svg>
      )}
      <line className="limit-end" x1={share(end)} x2={share(end)} y1="5" y2="19" />
    </Lane>
  )
}

interface LaneProps {
  readonly name: string
  readonly binds?: boolean
  readonly tall?: boolean
  readonly scale?: Scale
  readonly now?: number
  readonly children: ReactNode
}

function Lane({ name, binds = false, tall = false, scale, now, children }: LaneProps): ReactElement {
  return (
    <div className="lane" data-binds={binds}>
      <span className="lane-name">{name}</span>
      <svg className="lane-drawing" height={tall ? 20 : 24} focusable="false">
        {scale?.ticks.map(({ place, label }) => (
          <line key={label} className="grid" x1={share(place)} x2={share(place)} y1="0" y2="24" />
        ))}
        {children}
        {scale !== undefined && now !== undefined && (
          <line className="now" x1={share(scale.place(now))} x2={share(scale.place(now))} y1="0" y2="24" />
        )}
      </svg>
    </div>
  )
}

interface BarProps {
  readonly className: string
  readonly look: string
  readonly from: number
  readonly until: number
  readonly title: string
}

/** Never too thin to be seen: what took a moment has happened too. */
function Bar({ className, look, from, until, title }: BarProps): ReactElement {
  return (
    <g className={className} data-look={look}>
      <title>{title}</title>
      <rect x={share(from)} width={share(Math.max(0.003, until - from))} y="7" height="10" rx="2" />
    </g>
  )
}

function share(place: number): string {
  return `${Math.round(place * 10_000) / 100}%`
}
