/** The world speaks in durations, the oracle in milliseconds. */
export function figure(duration: string | undefined): number {
  if (duration === undefined) return Number.POSITIVE_INFINITY
  const [, count = '', unit = ''] = /^([\d.]+)(ms|s|m|h|d)$/.exec(duration) ?? []
  const unitMs = new Map([
    ['ms', 1],
    ['s', 1000],
    ['m', 60_000],
    ['h', 3_600_000],
    ['d', 86_400_000],
  ]).get(unit)
  return unitMs === undefined ? Number.NaN : Number(count) * unitMs
}

/** Clocks may differ by two seconds before it means anything; a little more for what comes on top. */
export const TOLERANCE_MS = 2500
/** The longest that a page that sees nobody's hand goes without a look at the clock. */
export const LONGEST_NAP_MS = 60_000
/** How long before an end or a warning a tab looks whether others know more. */
export const LOOK_AHEAD_MS = 5000
export const ATTEMPT_LIMIT_MS = 30_000
export const LEASE_MS = 35_000
