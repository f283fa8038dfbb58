import * as texts from '#texts'
import { StillhereError } from './errors.ts'

type Unit = 'ms' | 's' | 'm' | 'h' | 'd'

/**
 * One number and one unit: `'15m'`, `'1.5h'`, `'30d'`. A bare number is refused by the types, because 900 may be
 * milliseconds or seconds.
 */
export type Duration = `${number}${Unit}`

const UNIT_MS: Readonly<Record<Unit, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }
const PATTERN = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/

/**
 * Text (or, for JavaScript callers, milliseconds) to milliseconds.
 *
 * @throws StillhereError `duration-invalid` for anything that is not one non-negative number with one unit.
 * @example
 * parseDuration('15m') // 900000
 */
export function parseDuration(value: Duration | (string & {}) | number): number {
  if (typeof value === 'number' && value >= 0) return value
  const match = typeof value === 'string' ? PATTERN.exec(value.trim()) : null
  const ms = match ? Number(match[1]) * UNIT_MS[match[2] as Unit] : Number.NaN
  if (Number.isFinite(ms)) return ms
  throw new StillhereError('duration-invalid', texts.durationInvalid(value))
}
