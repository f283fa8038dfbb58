import * as texts from '#texts'
import { type Duration, StillhereError } from '@stillhere/core'

const GO_UNIT_MS: Readonly<Record<string, number>> = { ns: 1e-6, us: 1e-3, µs: 1e-3, μs: 1e-3, ms: 1, s: 1000, m: 60_000, h: 3_600_000 }
const GO_PART = /(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g
const GO = /^(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/
const NUMBER = String.raw`(\d+(?:[.,]\d+)?)`
const ISO = new RegExp(`^P(?:${NUMBER}W)?(?:${NUMBER}D)?(?:T(?=\\d)(?:${NUMBER}H)?(?:${NUMBER}M)?(?:${NUMBER}S)?)?$`)
const ISO_UNIT_MS = [604_800_000, 86_400_000, 3_600_000, 60_000, 1000]
/** Go's longest duration, 292 years. */
const LONGEST_MS = 9_223_372_036_854
const SHORTEST_LIMIT_MS = 1000
const DAYS = /^(\d+(?:\.\d+)?)d$/

const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
] as const

/**
 * A duration as configuration files write it, in milliseconds: one number with one unit (`30m`, `30d`), Go's style (`1h30m`, `1.5h`,
 * also `0`), or ISO 8601 (`PT30M`, `P30D`).
 *
 * @throws StillhereError `duration-invalid`, also for ISO months and years, which have no fixed length, and for more than 292 years.
 * @example
 * readDuration('1h30m') // 5400000
 */
export function readDuration(text: string): number {
  const ms = readGo(text) ?? readDays(text) ?? readIso(text)
  if (ms !== null && ms <= LONGEST_MS) return ms
  throw new StillhereError('duration-invalid', ms === null ? texts.anyDurationInvalid(text) : texts.durationTooLong(text))
}

/** As {@link readDuration}, with the place in the error. */
export function readDurationAt(place: string, text: string): number {
  try {
    return readDuration(text)
  } catch (cause) {
    if (!(cause instanceof StillhereError)) throw cause
    throw new StillhereError('duration-invalid', `${place}: ${cause.message}`, { cause })
  }
}

/** As {@link readDurationAt}, for a length that a session can keep: a second at least. */
export function readLimitAt(place: string, text: string): number {
  const ms = readDurationAt(place, text)
  if (ms >= SHORTEST_LIMIT_MS) return ms
  throw new StillhereError('policy-limit-too-short', texts.limitTooShort(place, text))
}

/** Milliseconds as the core reads them, in the largest unit that leaves no fraction. */
export function toDuration(ms: number): Duration {
  const [unit, unitMs] = UNITS.find(([, size]) => ms >= size && ms % size === 0) ?? ['ms', 1]
  return `${ms / unitMs}${unit}`
}

function readGo(text: string): number | null {
  if (text === '0') return 0
  if (!GO.test(text)) return null
  const parts = [...text.matchAll(GO_PART)].map(([, count, unit = '']) => Number(count) * (GO_UNIT_MS[unit] ?? Number.NaN))
  return parts.reduce((sum, part) => sum + part, 0)
}

function readDays(text: string): number | null {
  const count = DAYS.exec(text)?.[1]
  return count === undefined ? null : Number(count) * 86_400_000
}

function readIso(text: string): number | null {
  const match = ISO.exec(text)
  if (match === null) return null
  const counts = match.slice(1).map((count) => (count === undefined ? null : Number(count.replace(',', '.'))))
  if (counts.every((count) => count === null)) return null
  return counts.reduce<number>((sum, count, at) => sum + (count ?? 0) * (ISO_UNIT_MS[at] ?? 0), 0)
}
