import type { LimitReason } from './words.ts'
import type { ResolvedPolicy } from './policy-types.ts'

/** What the engine decides by and that never changes: the app's policy, and what backend and platform can do. */
export interface Rules {
  readonly policy: ResolvedPolicy
  readonly credentials: 'shared' | 'per-tab'
  /** Limits whose end moves only when the backend says so. */
  readonly enforces: readonly LimitReason[]
  readonly canPeek: boolean
  /** Whether other tabs can tell this one anything before it looks. */
  readonly hears: boolean
  /** Clock milliseconds in one real millisecond; backoff is real time. */
  readonly clockRate: number
}

/** Differences of clocks up to this mean nothing. */
export const CLOCK_TOLERANCE_MS = 2000
/** While visible and signed in, the longest time without a look at the clock: how soon sleep is noticed without any event. */
export const LONGEST_NAP_MS = 60_000
/** How long before a warning or an end the facts are read afresh. */
export const LOOK_AHEAD_MS = 5000
/** How long a warning that is already due waits for that look. */
export const LOOK_PATIENCE_MS = 1000
/** A refresh in flight for this long counts as failing when it comes to warning of the token's end. */
export const SLOW_REFRESH_MS = 10_000
/**
 * Longer than an attempt may take (30 s), so that the limit of a tab that runs comes before its lease is over. An answer that is older
 * came while its page stood still. Real time.
 */
export const LEASE_MS = 35_000
/** Refreshes that nobody forced keep this distance, or half the token's life if that is longer. */
export const CLOSEST_REFRESH_MS = 10_000
/** Activity is told to the other tabs at most this often; real time. */
export const SHARE_INTERVAL_MS = 1000
/** A lease moves the last activity in steps of this. */
export const LEASE_STEP_MS = 10_000
/** Presence is reported to a backend that enforces a limit at most this often. */
export const PRESENCE_INTERVAL_MS = 60_000
/** The longest default lead of a refresh. */
export const LONGEST_DEFAULT_LEAD_MS = 120_000
/** No token is good for as long: a refresh that asks for it distrusts the one that is there. */
export const ANY_LENGTH_MS = Number.MAX_SAFE_INTEGER
