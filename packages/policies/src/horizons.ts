import type { Limits } from '@stillhere/core'

/** How far a policy is played, in milliseconds. */
export interface Horizons {
  /** While a tab is open: it wakes every minute, so each day costs. */
  readonly openMs: number
  /** Without a network, where a request is tried more than once a minute. */
  readonly offlineMs: number
  /** With nothing running, which costs nothing. */
  readonly awayMs: number
}

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** Lengths that people speak of: "still signed in after 31 days". */
const LENGTHS = [36 * HOUR, ...[2, 4, 5, 7, 10, 14, 21, 31, 45, 62, 93, 186, 372, 744].map((days) => days * DAY)]

const LONGEST_OPEN_MS = 31 * DAY
const LONGEST_OFFLINE_MS = 4 * DAY
const MOST_TOKENS = 2000

/** Beyond every limit that can be met, and be paid for; `written` holds for all of them. */
export function horizonsOf(
  limitsMs: Readonly<Partial<Record<keyof Limits, number>>> & { readonly accessTokenLifetime: number },
  written: number | null,
): Horizons {
  if (written !== null) return { openMs: written, offlineMs: written, awayMs: written }
  const { accessTokenLifetime: tokenMs, refreshWindow = 0, signOnWindow = 0, refreshTokenLifetime = 0, ...ends } = limitsMs
  // What bounds refreshing ends a session with the token that was fetched last.
  const open = [...Object.values(ends), refreshTokenLifetime + tokenMs]
  // An open tab refreshes in time: only without a network, or without a tab, are these gaps met.
  const all = [...open, refreshWindow + tokenMs, signOnWindow + tokenMs]
  return {
    openMs: beyond(open, Math.min(LONGEST_OPEN_MS, MOST_TOKENS * tokenMs)),
    offlineMs: beyond(all, LONGEST_OFFLINE_MS),
    awayMs: beyond(all, Number.POSITIVE_INFINITY),
  }
}

function beyond(limitsMs: readonly number[], mostMs: number): number {
  const longest = Math.max(0, ...limitsMs.filter((ms) => ms < mostMs))
  return LENGTHS.find((length) => length > longest) ?? Math.ceil((longest * 1.05) / DAY) * DAY
}
