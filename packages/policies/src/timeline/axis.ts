import type { Explanation } from '../explain-policy.ts'
import { isPlain } from './duration-text.ts'

/** One axis for all rows. Places are shares of its length, 0 to 1, from where reading starts. */
export interface Axis {
  readonly place: (ms: number) => number
  readonly ticks: readonly Tick[]
  /** Short times get more room: the ends are too far apart for an even scale. */
  readonly stretched: boolean
}

export interface Tick {
  readonly ms: number
  readonly place: number
  /** Shown where there is little room, too. */
  readonly major: boolean
}

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** Lengths that people count by. */
const ROUND = [
  ...[10, 20, 30].map((count) => count * SECOND),
  ...[1, 2, 5, 10, 15, 20, 30, 45].map((count) => count * MINUTE),
  ...[1, 2, 3, 4, 6, 8, 10, 12, 18, 24, 36].map((count) => count * HOUR),
  ...[2, 3, 4, 5, 7, 10, 14, 21, 30, 60, 90, 180, 365].map((count) => count * DAY),
]

/** With more than this between the first end and the last one an even scale would show the first as a hair. */
const EVEN_UP_TO = 10
/** Room that a label needs between two others, as a share of the axis: where little of it is shown, and where all of it is. */
const GAPS = { major: 0.2, minor: 0.14 }
/** The last label ends at its tick. */
const END_GAP = 0.05
/** How wide the axis is at least, in letters of its labels: there, too. The first label begins at its tick and is as long as its language has it. */
const LETTERS = { major: 38, minor: 55 }
const HALF_A_LABEL = 4

/** The axis on which every end of `explanations` can be told apart. `signIn` is what stands at its beginning. */
export function axisOf(explanations: readonly Explanation[], signIn: string): Axis {
  const lengths = explanations.map(({ endsAfterMs, horizonMs }) => endsAfterMs ?? horizonMs)
  const longestMs = Math.max(SECOND, ...lengths)
  const marks = [...lengths, ...explanations.flatMap(({ coveredAfterMs }) => coveredAfterMs ?? [])]
  const shortestMs = Math.max(SECOND, Math.min(...marks))
  const stretched = longestMs > EVEN_UP_TO * shortestMs
  const unitMs = shortestMs / 2
  const place = (ms: number) => (stretched ? Math.log1p(ms / unitMs) / Math.log1p(longestMs / unitMs) : ms / longestMs)
  return { place, stretched, ticks: ticksOf(marks, longestMs, place, signIn) }
}

/** What happens in the rows comes first, the longest before the shorter; round lengths fill what room is left. */
function ticksOf(marks: readonly number[], longestMs: number, place: Axis['place'], signIn: string): readonly Tick[] {
  const own = [...new Set(marks)].filter((ms) => isPlain(ms)).sort((one, other) => other - one)
  const round = ROUND.filter((ms) => ms < longestMs)
  const ticks: Tick[] = [{ ms: 0, place: 0, major: true }]
  const fill = (lengths: readonly number[], major: boolean) => {
    for (const ms of lengths) {
      const at = place(ms)
      const clear = (tick: Tick) => {
        const size = major && tick.major ? 'major' : 'minor'
        const gap = tick.ms === 0 ? (signIn.length + HALF_A_LABEL) / LETTERS[size] : GAPS[size]
        return Math.abs(tick.place - at) >= gap + (isEdge(at) || tick.place > 0.95 ? END_GAP : 0)
      }
      if (ticks.every(clear)) ticks.push({ ms, place: at, major })
    }
  }
  fill(own, true)
  fill(own, false)
  // How far it goes has to be said, also where it ends at no round length.
  fill(round.slice(-1), true)
  fill(round, true)
  fill(round, false)
  return ticks.sort((one, other) => one.ms - other.ms)
}

/** Where a label in the middle would stand out. */
export function isEdge(place: number): boolean {
  return place < 0.05 || place > 0.95
}
