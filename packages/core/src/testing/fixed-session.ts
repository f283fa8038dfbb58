import type { Deadline } from '../engine/deadline.ts'
import type { ResolvedPolicy } from '../engine/policy-types.ts'
import type { Checking, RefreshState, SessionEnd, SessionState, Warning } from '../engine/state.ts'
import type { User } from '../engine/words.ts'
import type { Session } from '../runtime/session-types.ts'

/** A state worth looking at. What is left out is as in a session where nothing is going on. */
export type FixedState<U = User> = {
  /** What its clock shows. Default: the instant at which the state began. */
  readonly nowAt?: number
  /** Default: the warning's alone, counted from its opening. */
  readonly deadlines?: readonly Deadline[]
} & (
  | { readonly status: 'restoring'; readonly refresh?: RefreshState }
  | { readonly status: 'signed-out'; readonly end?: SessionEnd }
  | {
      readonly status: 'signed-in'
      readonly user: U
      readonly warning?: Warning
      readonly checking?: Checking
      readonly refresh?: RefreshState
    }
  | { readonly status: 'ended'; readonly end: SessionEnd }
)

/**
 * A session that stands still: for component tests and stories. Nothing drives it; actions answer that nobody is signed
 * in; its clock shows `nowAt`, by default the instant at which the state began (a warning's opening, a check's beginning,
 * an end). Its one deadline is the warning's, unless you name others.
 *
 * @example
 * createFixedSession({ status: 'signed-in', user: { sub: 'u1', name: 'Ada' } })
 */
export function createFixedSession<U = User>(fixed: FixedState<U>): Session<U> {
  const state = stateOf(fixed)
  const nowAt = fixed.nowAt ?? state.warning?.openedAt ?? state.checking?.sinceAt ?? state.end?.endedAt ?? 0
  const deadlines = fixed.deadlines ?? deadlinesOf(state.warning)
  const refused = { ok: false, reason: 'not-signed-in', error: null } as const
  return {
    name: 'fixed',
    policy: POLICY,
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

function stateOf<U>(fixed: FixedState<U>): SessionState<U> {
  const empty = { user: null, signedInAt: null, warning: null, checking: null, end: null, refresh: { status: 'idle' } } as const
  switch (fixed.status) {
    case 'restoring':
      return { ...empty, status: 'restoring', refresh: fixed.refresh ?? empty.refresh }
    case 'signed-out':
      return { ...empty, status: 'signed-out', end: fixed.end ?? null }
    case 'signed-in': {
      const { user, warning = null, checking = null, refresh = empty.refresh } = fixed
      return { ...empty, status: 'signed-in', user, warning, checking, refresh }
    }
    case 'ended':
      return { ...empty, status: 'ended', end: fixed.end }
    default:
      return fixed satisfies never
  }
}

function deadlinesOf(warning: Warning | null): readonly Deadline[] {
  if (warning === null) return []
  const { cause, openedAt, endsAt, extendable } = warning
  return [{ reason: cause, sinceAt: openedAt, endsAt, extendable, warnAt: openedAt, refreshAt: null, from: 'policy' }]
}

const POLICY: ResolvedPolicy = {
  limitsMs: {},
  rememberedLimitsMs: null,
  refreshLeadMs: null,
  onTokenExpiry: 'check',
  onRejected: 'end',
  maxLifetimeFrom: 'session',
  refreshWhen: 'always',
  warningLeadMs: {
    inactivity: 120_000,
    serverIdle: 120_000,
    maxLifetime: 120_000,
    refreshWindow: 60_000,
    refreshTokenLifetime: 60_000,
    signOnWindow: 60_000,
    accessTokenLifetime: 60_000,
  },
  whileWarning: 'ask',
  loosened: [],
}

function nothing(): void {}
