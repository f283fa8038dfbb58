import type { Duration } from '../src/engine/duration.ts'
import type { Limits, SessionPolicy } from '../src/engine/policy-types.ts'
import type { PlatformOptions } from '../src/testing/index.ts'

/** What a world of the trial is made of. */
export interface DrawnWorld {
  readonly policy: SessionPolicy
  /** Another build's policy, for some of the tabs that are opened later. */
  readonly otherPolicy: SessionPolicy
  readonly serverLimits: Limits & { readonly remembered?: Limits }
  readonly platform: PlatformOptions
  readonly credentials: 'shared' | 'per-tab'
  readonly serverKind: 'provider' | 'handler'
  readonly latency: Duration
  readonly remembered: boolean
  /** How wrong the wall clock is from the start. */
  readonly offsetHours: number
  readonly tabs: number
  readonly seed: number
}

/** Deeds that concern one tab; `which` picks it among those that are open, -1 the one that was opened last. */
export type TabDeed =
  | 'input'
  | 'hide'
  | 'show'
  | 'freeze'
  | 'thaw'
  | 'suspend'
  | 'resume'
  | 'leave'
  | 'back'
  | 'close'
  | 'crash'
  | 'reload'
  | 'extend'
  | 'unauthorized'
  | 'sign-out'
  | 'hold'

export type Step =
  | { readonly act: TabDeed; readonly which: number }
  /** The tab whose refresh is under way. */
  | { readonly act: 'freeze-holder' | 'suspend-holder' | 'crash-holder' }
  /** Whoever stands still goes on: thawed, resumed, back from the cache. */
  | { readonly act: 'release' }
  | { readonly act: 'open'; readonly other: boolean; readonly hidden: boolean }
  | { readonly act: 'close-all' }
  | { readonly act: 'advance' | 'sleep'; readonly minutes: number }
  /** To an instant at which something is due, a little before or after it. */
  | { readonly act: 'until'; readonly what: 'refresh' | 'warning' | 'end'; readonly offsetMs: number }
  | { readonly act: 'work'; readonly minutes: number }
  | { readonly act: 'lose'; readonly times: number; readonly hits: 'refreshes' | 'everything' }
  | { readonly act: 'lose-answer'; readonly hits: 'refreshes' | 'everything' }
  | { readonly act: 'slow'; readonly seconds: number; readonly on: 'request' | 'answer'; readonly hits: 'refreshes' | 'everything' }
  | { readonly act: 'hang'; readonly times: number }
  | { readonly act: 'refuse'; readonly status: 408 | 429 | 500 | 503; readonly times: number; readonly retryAfter: Duration | null }
  | { readonly act: 'recover' }
  | { readonly act: 'set-clock'; readonly minutes: number }
  | { readonly act: 'end-at-server' | 'reject-refresh' | 'lose-exchange' | 'clear-storage' }
  | { readonly act: 'sign-in'; readonly other: boolean; readonly remembered: boolean }
  | { readonly act: 'messages'; readonly fault: 'lost' | 'late' | 'doubled'; readonly times: number }
  | { readonly act: 'forge'; readonly what: 'newer-format' | 'garbage' | 'activity-ahead' | 'echo' }

export interface Schedule {
  readonly world: DrawnWorld
  readonly steps: readonly Step[]
}
