import { MAX_TIMER_DELAY_MS, type Timer } from '../ports/timer.ts'

/** The one timer. */
export interface Scheduler {
  /** Wakes at `at` or earlier; `null` for never. `now` is on the same clock. */
  arm(at: number | null, now: number): void
  disarm(): void
}

/** A timer that is armed for an earlier instant than needed stays: it wakes, finds nothing due and is armed anew. So input sets no timer. */
export function createScheduler(timer: Timer, wake: () => void): Scheduler {
  let armed: { readonly at: number; readonly cancel: () => void } | null = null

  function disarm(): void {
    armed?.cancel()
    armed = null
  }

  return {
    disarm,
    arm(at, now) {
      if (at === null) return disarm()
      if (armed !== null && armed.at <= at && armed.at > now) return
      disarm()
      const cancel = timer.set(Math.min(Math.max(0, Math.ceil(at - now)), MAX_TIMER_DELAY_MS), () => {
        armed = null
        wake()
      })
      armed = { at, cancel }
    },
  }
}
