import type { Session, SessionState } from '@stillhere/core'
import type { Standing, Step } from '@stillhere/core/inspection'
import type { Feed } from './feed.ts'

const KEPT = 500

/** Steps as far as a session's public face shows them: one for each state. Watches while somebody listens. */
export function watchSession(session: Session<unknown>): Pick<Feed, 'steps' | 'forgotten' | 'subscribe'> {
  const listeners = new Set<() => void>()
  let last = standingOf(session.getState())
  let steps: readonly Step[] = [stepTo(last, last, 1, session.now())]
  let forgotten = 0
  let stop = () => {}

  function look(): void {
    const after = standingOf(session.getState())
    const next = stepTo(last, after, forgotten + steps.length + 1, session.now())
    forgotten += Math.max(0, steps.length + 1 - KEPT)
    steps = [...steps, next].slice(-KEPT)
    last = after
    for (const listener of [...listeners]) listener()
  }

  return {
    steps: () => steps,
    forgotten: () => forgotten,
    subscribe(given) {
      const listener = () => given()
      if (listeners.size === 0) stop = session.subscribe(look)
      listeners.add(listener)
      return () => {
        if (listeners.delete(listener) && listeners.size === 0) stop()
      }
    },
  }
}

function stepTo(before: Standing, after: Standing, n: number, at: number): Step {
  const event = { type: 'state-changed', answer: null, tookMs: null, because: null, label: null } as const
  return { n, at, untilAt: at, times: 1, event, presence: null, before, after, commands: [], problem: null }
}

function standingOf({ status, warning, checking, refresh, end }: SessionState<unknown>): Standing {
  return {
    status,
    warning: warning && { cause: warning.cause, endsAt: warning.endsAt, extendable: warning.extendable },
    checking: checking && { cause: checking.cause, failing: checking.error !== null },
    refresh: {
      status: refresh.status === 'retrying' ? 'waiting' : refresh.status,
      failures: refresh.status === 'retrying' ? refresh.attempt : 0,
      nextAt: refresh.status === 'retrying' ? refresh.nextAt : null,
      code: 'error' in refresh ? refresh.error.code : null,
    },
    extending: warning?.extend?.status ?? 'idle',
    end,
    revision: null,
    activityAt: null,
    leases: 0,
    visible: true,
  }
}
