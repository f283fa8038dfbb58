import type { Deadline, SessionState } from '@stillhere/core'

/** What the state adds to the deadlines: whether a refresh is under way or waits for its next try, and which warning is open. */
export type Standing = Pick<SessionState<unknown>, 'refresh' | 'warning'>

/** One thing that will happen, as things stand. */
export interface Mark {
  readonly kind: 'refresh' | 'retry' | 'warning' | 'end'
  readonly at: number
  readonly inMs: number
  /** 0 (now) to 1 (the horizon). */
  readonly place: number
}

export interface Lane {
  readonly reason: Deadline['reason']
  readonly binding: boolean
  readonly extendable: boolean
  /** What is happening to this one right now. */
  readonly now: 'refreshing' | 'warning' | null
  /** Time since what the limit counts from: the token's age, the time without activity, the session's age. */
  readonly ageMs: number
  readonly marks: readonly Mark[]
}

export interface Axis {
  readonly lanes: readonly Lane[]
  readonly ticks: readonly { readonly label: string; readonly place: number }[]
}

const MINUTE = 60_000
/** Up to here the axis is nearly even; beyond, distances shrink, so that minutes and hours fit on one line. */
const NEAR_MS = 2 * MINUTE
const SHORTEST_MS = 5 * MINUTE
const TICKS = [
  ['1 min', MINUTE],
  ['5 min', 5 * MINUTE],
  ['15 min', 15 * MINUTE],
  ['1 h', 60 * MINUTE],
  ['4 h', 240 * MINUTE],
  ['12 h', 720 * MINUTE],
  ['3 d', 3 * 1440 * MINUTE],
  ['30 d', 30 * 1440 * MINUTE],
] as const

/** Lanes keep their places while deadlines overtake each other. */
const ORDER: readonly Deadline['reason'][] = ['token-expired', 'refresh-expired', 'inactive', 'server-idle', 'max-lifetime']

/** The next events on one logarithmic line from `now` to the last of them. `deadlines` as the session sorts them: the first one binds. */
export function layOut(deadlines: readonly Deadline[], now: number, standing: Standing): Axis {
  const horizonMs = Math.max(SHORTEST_MS, ...deadlines.map(({ endsAt }) => endsAt - now))
  const place = (inMs: number) => Math.log1p(Math.max(0, inMs) / NEAR_MS) / Math.log1p(horizonMs / NEAR_MS)
  return {
    lanes: deadlines
      .map((deadline, index) => ({
        reason: deadline.reason,
        binding: index === 0,
        extendable: deadline.extendable,
        now: happeningTo(deadline, standing),
        ageMs: Math.max(0, now - deadline.sinceAt),
        marks: marksOf(deadline, now, standing).map(({ kind, at }) => ({ kind, at, inMs: at - now, place: place(at - now) })),
      }))
      .sort((a, b) => ORDER.indexOf(a.reason) - ORDER.indexOf(b.reason)),
    ticks: TICKS.filter(([, ms]) => ms < horizonMs && place(ms) > 0.12 && place(ms) < 0.93).map(([label, ms]) => ({
      label,
      place: place(ms),
    })),
  }
}

/** What still lies ahead of one deadline, and its end. A refresh that is due stays until it has happened. */
function marksOf(deadline: Deadline, now: number, { refresh }: Standing): readonly Pick<Mark, 'kind' | 'at'>[] {
  const { refreshAt, warnAt, endsAt } = deadline
  const marks: Pick<Mark, 'kind' | 'at'>[] = []
  if (refreshAt !== null && refresh.status === 'retrying') marks.push({ kind: 'retry', at: refresh.nextAt })
  else if (refreshAt !== null && refresh.status !== 'running') marks.push({ kind: 'refresh', at: refreshAt })
  if (warnAt !== null && warnAt > now) marks.push({ kind: 'warning', at: warnAt })
  return [...marks, { kind: 'end', at: endsAt }]
}

function happeningTo({ reason, refreshAt }: Deadline, { refresh, warning }: Standing): Lane['now'] {
  if (refreshAt !== null && refresh.status === 'running') return 'refreshing'
  return warning?.cause === reason ? 'warning' : null
}
