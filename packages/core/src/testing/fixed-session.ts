import type { Deadline } from '../engine/deadline.ts'
import { type Duration, parseDuration } from '../engine/duration.ts'
import type { SessionPolicy } from '../engine/policy-types.ts'
import { resolvePolicy } from '../engine/policy.ts'
import type { Checking, ExtendState, RefreshState, SessionEnd, SessionState, Warning } from '../engine/state.ts'
import type { EndReason, LimitReason, User } from '../engine/words.ts'
import type { Session } from '../runtime/session-types.ts'

/** 2026-01-01T00:00:00Z, as in a world. */
const SOME_DAY_AT = 1_767_225_600_000

/** A warning in short: what is about to end the session, and how long that takes. */
export interface FixedWarning {
  readonly cause: LimitReason
  readonly left: Duration
  /** Default: false for `max-lifetime` and `refresh-expired`, which no refresh moves. */
  readonly extendable?: boolean
  /** How far "Stay signed in" has got. Default idle. */
  readonly extend?: ExtendState
}

/** A state worth looking at. What is left out is as in a session where nothing is going on. */
export type FixedState<U = User> = {
  /** What its clock shows. Default: the instant at which the state began. */
  readonly nowAt?: number
  /** Default: the warning's alone, counted from its opening. */
  readonly deadlines?: readonly Deadline[]
  /** What limit notices read. Default: no limits. */
  readonly policy?: SessionPolicy
} & (
  | { readonly status: 'restoring'; readonly refresh?: RefreshState }
  | { readonly status: 'signed-out'; readonly end?: SessionEnd | EndReason }
  | {
      readonly status: 'signed-in'
      readonly user: U
      readonly warning?: Warning | FixedWarning
      readonly checking?: Checking
      readonly refresh?: RefreshState
    }
  | { readonly status: 'ended'; readonly end: SessionEnd | EndReason }
)

/**
 * A session that stands still: for component tests and stories. Nothing drives it; actions answer that nobody is signed
 * in; its clock shows `nowAt`, by default the instant at which the state began (a warning's opening, a check's beginning,
 * an end). Its one deadline is the warning's, unless you name others.
 *
 * @throws StillhereError `duration-invalid`, and what a policy that cannot work throws.
 * @example
 * createFixedSession({ status: 'signed-in', user: { sub: 'u1', name: 'Ada' }, warning: { cause: 'inactive', left: '90s' } })
 */
export function createFixedSession<U = User>(fixed: FixedState<U>): Session<U> {
  const state = stateOf(fixed, fixed.nowAt ?? SOME_DAY_AT)
  const nowAt = fixed.nowAt ?? state.warning?.openedAt ?? state.checking?.sinceAt ?? state.end?.endedAt ?? 0
  const deadlines = fixed.deadlines ?? deadlinesOf(state.warning)
  const refused = { ok: false, reason: 'not-signed-in', error: null } as const
  return {
    name: 'fixed',
    policy: resolvePolicy(fixed.policy),
    capabilities: { lock: 'none', channel: 'none', facts: 'memory', peek: false, signIn: false },
    getState: () => state,
    subscribe: () => nothing,
    on: () => nothing,
    deadlines: () => deadlines,
    userId: () => null,
    now: () => nowAt,
    after: () => nothing,
    settled: () => (state.status === 'restoring' ? new Promise(nothing) : Promise.resolve(state)),
    start: () => nothing,
    restore: async () => ({ ok: false, reason: 'unavailable', error: null }),
    signIn: async () => ({ ok: false, reason: 'unsupported', error: null }),
    reauthenticate: async () => refused,
    extend: async () => refused,
    refreshNow: async () => refused,
    reportUnauthorized: async () => refused,
    reportAnswer: nothing,
    reportActivity: nothing,
    holdActivity: () => nothing,
    signOut: async () => refused,
  }
}

function stateOf<U>(fixed: FixedState<U>, nowAt: number): SessionState<U> {
  const empty = { user: null, signedInAt: null, warning: null, checking: null, end: null, refresh: { status: 'idle' } } as const
  switch (fixed.status) {
    case 'restoring':
      return { ...empty, status: 'restoring', refresh: fixed.refresh ?? empty.refresh }
    case 'signed-out':
      return { ...empty, status: 'signed-out', end: fixed.end === undefined ? null : endOf(fixed.end, nowAt) }
    case 'signed-in': {
      const { user, checking = null, refresh = empty.refresh } = fixed
      const warning = fixed.warning ? warningOf(fixed.warning, nowAt) : null
      return { ...empty, status: 'signed-in', user, warning, checking, refresh }
    }
    case 'ended':
      return { ...empty, status: 'ended', end: endOf(fixed.end, nowAt) }
    default:
      return fixed satisfies never
  }
}

function endOf(end: SessionEnd | EndReason, nowAt: number): SessionEnd {
  return typeof end === 'string' ? { reason: end, here: true, endedAt: nowAt, limitMs: null } : end
}

function warningOf(warning: Warning | FixedWarning, nowAt: number): Warning {
  if (!('left' in warning)) return warning
  const { cause, left, extendable = cause !== 'max-lifetime' && cause !== 'refresh-expired', extend = { status: 'idle' } } = warning
  const span = { cause, openedAt: nowAt, endsAt: nowAt + parseDuration(left) }
  return extendable ? { ...span, extendable, extend } : { ...span, extendable, extend: null }
}

function deadlinesOf(warning: Warning | null): readonly Deadline[] {
  if (warning === null) return []
  const { cause, openedAt, endsAt, extendable } = warning
  return [{ reason: cause, sinceAt: openedAt, endsAt, extendable, warnAt: openedAt, refreshAt: null, from: 'policy' }]
}

function nothing(): void {}
