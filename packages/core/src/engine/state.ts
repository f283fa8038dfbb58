import type { StillhereError } from './errors.ts'
import type { EndReason, LimitReason, User } from './words.ts'

/** How the background refresh stands. Instants are epoch milliseconds. */
export type RefreshState =
  | { readonly status: 'idle' }
  | { readonly status: 'running'; readonly startedAt: number }
  | {
      readonly status: 'retrying'
      readonly attempt: number
      readonly sinceAt: number
      readonly nextAt: number
      readonly validUntilAt: number | null
      readonly error: StillhereError
    }
  | { readonly status: 'failed'; readonly error: StillhereError }

/** How the user's wish to stay stands: `running` until the backend has answered. */
export type ExtendState =
  | { readonly status: 'idle' }
  | { readonly status: 'running' }
  | { readonly status: 'failed'; readonly error: StillhereError }

interface WarningBase {
  readonly cause: LimitReason
  readonly openedAt: number
  readonly endsAt: number
}
/** The phase before an end in which the dialog is open. */
export type Warning =
  | (WarningBase & { readonly extendable: true; readonly extend: ExtendState })
  | (WarningBase & { readonly extendable: false; readonly extend: null })

/** This tab cannot prove that the session lives: cover private content (`SessionGate` does), count nothing as activity. */
export interface Checking {
  readonly sinceAt: number
  readonly cause: 'woke' | 'page-restored' | 'clock-jumped' | 'token-expired'
  readonly error: StillhereError | null
}

export interface SessionEnd {
  readonly reason: EndReason
  /** Whether it ended in this tab or was learnt from another one or the backend. */
  readonly here: boolean
  readonly endedAt: number
  /** Length of the limit that ran out, for "after 15 minutes"; null when no limit did. */
  readonly limitMs: number | null
}

/**
 * What an app sees. Slow by design: nothing here moves because of activity, and no refresh touches `status` or `user`.
 * Every member has every key, so destructuring compiles and narrows.
 */
export type SessionState<U = User> =
  | {
      readonly status: 'restoring'
      readonly user: null
      readonly signedInAt: null
      readonly warning: null
      readonly checking: null
      readonly end: null
      readonly refresh: RefreshState
    }
  | {
      readonly status: 'signed-out'
      readonly user: null
      readonly signedInAt: null
      readonly warning: null
      readonly checking: null
      readonly end: SessionEnd | null
      readonly refresh: RefreshState
    }
  | {
      readonly status: 'signed-in'
      readonly user: U
      readonly signedInAt: number | null
      readonly warning: Warning | null
      readonly checking: Checking | null
      readonly end: null
      readonly refresh: RefreshState
    }
  | {
      readonly status: 'ended'
      readonly user: null
      readonly signedInAt: null
      readonly warning: null
      readonly checking: null
      readonly end: SessionEnd
      readonly refresh: RefreshState
    }

export type SettledState<U = User> = Exclude<SessionState<U>, { status: 'restoring' }>
