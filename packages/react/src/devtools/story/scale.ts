/** Which way time is laid out: stretched around now, so that seconds and hours fit on one line, or evenly. */
export type Stretch = 'around-now' | 'even'

export interface Scale {
  readonly fromAt: number
  readonly untilAt: number
  /** 0 (left edge) to 1. */
  place(at: number): number
  readonly ticks: readonly Tick[]
}

export interface Tick {
  readonly place: number
  readonly label: string
  /** There is room for its label on a wide axis only. */
  readonly wideOnly: boolean
}

const MINUTE = 60_000
/** Up to here the stretched axis is nearly even. */
const NEAR_MS = 30_000
const SHORTEST_MS = 2 * MINUTE
/** No two labels may stand closer, in shares of the width. */
const APART = { wide: 0.085, narrow: 0.2 }

const STEPS: readonly (readonly [label: string, ms: number])[] = [
  ['5 s', 5000],
  ['15 s', 15_000],
  ['1 min', MINUTE],
  ['5 min', 5 * MINUTE],
  ['15 min', 15 * MINUTE],
  ['1 h', 60 * MINUTE],
  ['4 h', 240 * MINUTE],
  ['12 h', 720 * MINUTE],
  ['1 d', 1440 * MINUTE],
  ['7 d', 7 * 1440 * MINUTE],
  ['30 d', 30 * 1440 * MINUTE],
]

/** The line from the first thing that is remembered to the last that will come. `lastAt` null: nothing will. */
export function scaleOf(now: number, firstAt: number, lastAt: number | null, stretch: Stretch): Scale {
  const pastMs = Math.max(SHORTEST_MS, now - firstAt)
  const futureMs = lastAt === null ? 0 : Math.max(SHORTEST_MS, lastAt - now)
  const place = stretch === 'even' ? evenly(now, pastMs, futureMs) : aroundNow(now, pastMs, futureMs)
  return { fromAt: now - pastMs, untilAt: now + futureMs, place, ticks: ticksOf(now, pastMs, futureMs, place) }
}

function evenly(now: number, pastMs: number, futureMs: number): Scale['place'] {
  const wholeMs = pastMs + futureMs
  return (at) => clamp((at - now + pastMs) / wholeMs)
}

function aroundNow(now: number, pastMs: number, futureMs: number): Scale['place'] {
  const nowPlace = futureMs === 0 ? 0.97 : 0.5
  const share = (ms: number, wholeMs: number) => Math.log1p(ms / NEAR_MS) / Math.log1p(wholeMs / NEAR_MS)
  return (at) =>
    at <= now
      ? clamp(nowPlace * (1 - share(Math.min(pastMs, now - at), pastMs)))
      : clamp(nowPlace + (1 - nowPlace) * share(at - now, Math.max(1, futureMs)))
}

function ticksOf(now: number, pastMs: number, futureMs: number, place: Scale['place']): Scale['ticks'] {
  const kept: Tick[] = [{ place: place(now), label: 'now', wideOnly: false }]
  const isNear = (where: number, apart: number) => (tick: Tick) => Math.abs(tick.place - where) < apart
  const offer = (at: number, label: string) => {
    const where = place(at)
    if (where < 0.02 || where > 0.98 || kept.some(isNear(where, APART.wide))) return
    kept.push({ place: where, label, wideOnly: kept.filter((tick) => !tick.wideOnly).some(isNear(where, APART.narrow)) })
  }
  // The longest first: they are what a line of hours is read by.
  for (const [label, ms] of [...STEPS].reverse()) {
    if (ms <= futureMs) offer(now + ms, `+${label}`)
    if (ms <= pastMs) offer(now - ms, `−${label}`)
  }
  return kept.sort((a, b) => a.place - b.place)
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share))
}
