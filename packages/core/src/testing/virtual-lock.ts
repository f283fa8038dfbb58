import type { ExclusiveLock, LockOutcome } from '../ports/exclusive-lock.ts'
import type { TaskOwner, VirtualClock } from './virtual-clock.ts'

/** One Web Lock over all tabs of a world: first come, first served; a frozen holder keeps it, a closed or crashed one loses it. */
export interface VirtualLock {
  /** The lock as one page has it. */
  join(owner: TaskOwner): ExclusiveLock
  /** The page is gone: what it holds is released, what it waits for is forgotten. */
  abandon(owner: TaskOwner): void
  /** Whether this page holds the lock or waits for it. */
  concerns(owner: TaskOwner): boolean
  /** The page that holds the lock, null for none. */
  holder(): TaskOwner | null
}

interface LockRequest {
  readonly owner: TaskOwner
  readonly granted: () => void
}

/** `missing`: the browser has no Web Locks, so all work runs without. */
export function createVirtualLock(clock: VirtualClock, missing: boolean): VirtualLock {
  let holder: LockRequest | null = null
  let waiting: readonly LockRequest[] = []

  function grantNext(): void {
    const [first, ...rest] = waiting
    if (holder !== null || first === undefined) return
    holder = first
    waiting = rest
    first.granted()
  }

  function release(request: LockRequest): void {
    waiting = waiting.filter((other) => other !== request)
    if (holder !== request) return
    holder = null
    grantNext()
  }

  function acquire(owner: TaskOwner, waitMs: number): Promise<{ readonly outcome: LockOutcome; readonly request: LockRequest }> {
    return new Promise((resolve) => {
      const giveUp = () => {
        release(request)
        resolve({ outcome: 'without', request })
      }
      const undoWait = clock.schedule({ kind: 'timer', afterMs: waitMs, owner, run: giveUp })
      const granted = () => {
        undoWait()
        clock.schedule({ kind: 'callback', afterMs: 0, owner, run: () => resolve({ outcome: 'held', request }) })
      }
      const request: LockRequest = { owner, granted }
      waiting = [...waiting, request]
      grantNext()
    })
  }

  function join(owner: TaskOwner): ExclusiveLock {
    return {
      kind: missing ? 'none' : 'web-locks',
      async run(waitMs, work) {
        if (owner.isGone()) return new Promise(() => undefined)
        if (missing) return work('without')
        const { outcome, request } = await acquire(owner, waitMs)
        try {
          return await work(outcome)
        } finally {
          release(request)
        }
      },
    }
  }

  return {
    join,
    abandon(owner) {
      waiting = waiting.filter((request) => request.owner !== owner)
      if (holder?.owner === owner) release(holder)
    },
    concerns: (owner) => holder?.owner === owner || waiting.some((request) => request.owner === owner),
    holder: () => holder?.owner ?? null,
  }
}
