import type { Facts } from '../engine/facts.ts'
import { CLOCK_TOLERANCE_MS, CLOSEST_REFRESH_MS } from '../engine/rules.ts'
import { LIMIT_REASONS } from '../engine/words.ts'

/**
 * Whether a header with remaining times is a reason to look: it speaks of another session, or of an end that comes sooner than this tab
 * knows. More than a reason it never is. What it says may be old or untrue, and the backend's own answer corrects it; so it can neither
 * end anything nor lengthen it. `rate`: clock milliseconds in one of the server's.
 */
export function tellsOfLess(header: string, { key, renewal }: Facts, sentAt: number, rate: number): boolean {
  for (const [, name, value] of header.matchAll(/([\w-]+)="?([^",\s]+)/g)) {
    if (name === 'session' && value !== key) return true
    const reason = LIMIT_REASONS.find((one) => one === name)
    if (reason && sentAt + Number(value) * 1000 * rate < (renewal?.endsAt[reason] ?? Infinity) - CLOCK_TOLERANCE_MS * rate) return true
  }
  return false
}

/** The looks keep this distance, so that answers which go on differing ask for one and not for a hundred. */
export const LOOKS_APART_MS = CLOSEST_REFRESH_MS
