import type { EngineState } from './engine-state.ts'
import type { RefreshState, SessionState } from './state.ts'
import { tokenEnd } from './deadlines.ts'

/** What an app sees of the engine's state. Pieces that did not change keep their identity. */
export function project<U>(state: EngineState<U>, before: SessionState<U>): SessionState<U> {
  const next = projectAnew(state, before)
  const same =
    next.status === before.status &&
    next.user === before.user &&
    next.signedInAt === before.signedInAt &&
    next.warning === before.warning &&
    next.checking === before.checking &&
    next.end === before.end &&
    next.refresh === before.refresh
  return same ? before : next
}

function projectAnew<U>(state: EngineState<U>, before: SessionState<U>): SessionState<U> {
  const refresh = keep(before.refresh, refreshState(state))
  const nothing = { user: null, signedInAt: null, warning: null, checking: null } as const
  switch (state.status) {
    case 'new':
    case 'restoring':
      return { status: 'restoring', ...nothing, end: null, refresh }
    case 'signed-out':
      return { status: 'signed-out', ...nothing, end: keep(before.end, state.end), refresh }
    case 'ended':
      if (state.end === null) return { status: 'signed-out', ...nothing, end: null, refresh }
      return { status: 'ended', ...nothing, end: keep(before.end, state.end), refresh }
    case 'signed-in': {
      if (state.user === null) return { status: 'restoring', ...nothing, end: null, refresh }
      const { checking } = state
      const shown = checking && { sinceAt: checking.sinceAt, cause: checking.cause, error: checking.error }
      return {
        status: 'signed-in',
        user: state.user,
        signedInAt: state.facts?.startedAt ?? null,
        warning: keep(before.warning, state.warning),
        checking: keep(before.checking, shown),
        end: null,
        refresh,
      }
    }
    default:
      return state.status satisfies never
  }
}

function refreshState<U>({ asking, facts }: EngineState<U>): RefreshState {
  switch (asking.status) {
    case 'idle':
      return { status: 'idle' }
    case 'running':
      return { status: 'running', startedAt: asking.startedAt }
    case 'waiting': {
      const { count, sinceAt, error } = asking.failures
      const validUntilAt = facts === null ? null : (tokenEnd(facts)?.endsAt ?? null)
      return { status: 'retrying', attempt: count, sinceAt, nextAt: asking.nextAt, validUntilAt, error }
    }
    case 'failed':
      return { status: 'failed', error: asking.error }
    default:
      return asking satisfies never
  }
}

/** The object from before when the new one says the same. */
function keep<T extends object | null>(before: object | null, next: T): T {
  if (before === null || next === null) return next
  const keys = Object.keys(next)
  const record = next as Readonly<Record<string, unknown>>
  const known = before as Readonly<Record<string, unknown>>
  return keys.length === Object.keys(before).length && keys.every((key) => Object.is(record[key], known[key])) ? (before as T) : next
}
