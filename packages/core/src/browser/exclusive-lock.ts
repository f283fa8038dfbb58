import type { ExclusiveLock, LockOutcome } from '../ports/exclusive-lock.ts'
import { MAX_TIMER_DELAY_MS } from '../ports/timer.ts'
import { after, available, type Platform } from './platform.ts'

/**
 * Web Locks, with a limit on waiting only: a lock that is held is never taken away. Missing, throwing, refusing and hanging
 * locks all lead to the same: the work runs without, exactly once, and what it throws is passed on.
 */
export function browserLock(name: string, platform: Pick<Platform, 'document' | 'navigator'> = globalThis): ExclusiveLock {
  let refused = false
  const manager = () => (refused || !platform.document ? null : available(() => platform.navigator?.locks))

  return {
    get kind() {
      return manager() ? 'web-locks' : 'none'
    },
    run: (waitMs, work) =>
      new Promise((resolve, reject) => {
        const waiting = new AbortController()
        let begun = false
        /** Resolves when the work is over, however it went; at once when it has begun elsewhere. */
        const begin = async (outcome: LockOutcome) => {
          if (begun) return
          begun = true
          stopWaiting()
          try {
            resolve(await work(outcome))
          } catch (error) {
            reject(error)
          }
        }
        const locks = manager()
        const stopWaiting = after(Math.min(waitMs, MAX_TIMER_DELAY_MS), () => {
          waiting.abort()
          void begin('without')
        })
        if (!locks) {
          void begin('without')
          return
        }
        const turnedDown = (error: unknown) => {
          refused ||= !begun && isForbidden(error)
          return begin('without')
        }
        try {
          locks.request(name, { signal: waiting.signal }, () => begin('held')).catch(turnedDown)
        } catch (error) {
          void turnedDown(error)
        }
      }),
  }
}

/** Browsers that block storage reject with SecurityError, at every attempt. */
function isForbidden(error: unknown): boolean {
  return error instanceof Error && (error.name === 'SecurityError' || error.name === 'TypeError')
}
