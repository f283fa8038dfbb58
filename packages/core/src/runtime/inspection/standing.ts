import type { Asking, EngineState } from '../../engine/engine-state.ts'
import type { EngineEvent } from '../../engine/events.ts'
import type { Standing, StepEvent } from './types.ts'

/** What a developer may see of a state. */
export function standingOf<U>(state: EngineState<U>): Standing {
  const { status, warning, checking, facts } = state
  return {
    status: status === 'new' ? 'restoring' : status === 'ended' && state.end === null ? 'signed-out' : status,
    warning: warning && { cause: warning.cause, endsAt: warning.endsAt, extendable: warning.extendable },
    checking: checking && { cause: checking.cause, failing: checking.error !== null },
    refresh: refreshOf(state.asking),
    extending: state.extending.status,
    end: state.end,
    revision: facts?.renewal?.revision ?? null,
    activityAt: facts?.activityAt ?? null,
    leases: state.leases.length,
    visible: state.visible,
  }
}

/** What a developer may see of an event: what kind it was, not what it carried. */
export function eventOf<U>(event: EngineEvent<U>, at: number): StepEvent {
  const nothing = { type: event.type, answer: null, tookMs: null, because: null, label: null }
  switch (event.type) {
    case 'restore-answered':
    case 'peek-answered':
    case 'refresh-answered': {
      const { status } = event.answer
      const reason = event.answer.status === 'rejected' ? event.answer.reason : null
      return { ...nothing, answer: { status, reason }, tookMs: Math.max(0, at - event.sentAt) }
    }
    case 'refresh-requested':
      return { ...nothing, because: event.because }
    case 'lease-taken':
      return { ...nothing, label: event.label }
    default:
      return nothing
  }
}

/** Whether nothing changed but the last activity. */
export function sameStanding(a: Standing, b: Standing): boolean {
  return (
    a.status === b.status &&
    same(a.warning, b.warning) &&
    same(a.checking, b.checking) &&
    same(a.refresh, b.refresh) &&
    a.extending === b.extending &&
    same(a.end, b.end) &&
    a.revision === b.revision &&
    a.leases === b.leases &&
    a.visible === b.visible
  )
}

function refreshOf(asking: Asking): Standing['refresh'] {
  switch (asking.status) {
    case 'idle':
      return { status: 'idle', failures: 0, nextAt: null, code: null }
    case 'running':
      return { status: 'running', failures: asking.failures?.count ?? 0, nextAt: null, code: null }
    case 'waiting':
      return { status: 'waiting', failures: asking.failures.count, nextAt: asking.nextAt, code: asking.failures.error.code }
    case 'failed':
      return { status: 'failed', failures: 0, nextAt: null, code: asking.error.code }
    default:
      return asking satisfies never
  }
}

function same(a: object | null, b: object | null): boolean {
  if (a === null || b === null) return a === b
  return Object.entries(a).every(([key, value]) => Object.is(value, Reflect.get(b, key)))
}
