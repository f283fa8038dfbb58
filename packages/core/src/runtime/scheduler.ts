import type { ClockReading } from '../ports/clock.ts'
import { MAX_TIMER_DELAY_MS, type Timer } from '../ports/timer.ts'

/** The one timer. */
export interface Scheduler {
  /** Wakes at `at` or earlier; `null` for never. `now` is on the same clock. */
  arm(at: number | null, now: ClockReading): void
  disarm(): void
}

interface Armed {
  readonly at: number
  readonly set: ClockReading
  readonly cancel: () => void
}

/** A timer that was set longer ago than this may have stood still meanwhile, whatever the clocks say. */
const TRUSTED_FOR_MS = 60_000

/**
 * A timer that is armed for an instant a little earlier than needed stays: it wakes, finds nothing due and is armed anew. So input sets no
 * timer. But timers stand still while the machine sleeps: one that is too late by now is set again.
 */
export function createScheduler(timer: Timer, wake: () => void): Scheduler {
  let armed: Armed | null = null

  function disarm(): void {
    armed?.cancel()
    armed = null
  }

  function willDo(at: number, now: ClockReading): boolean {
    if (armed === null || armed.at > at || armed.at <= now.at || at - armed.at > TRUSTED_FOR_MS) return false
    const passed = now.at - armed.set.at
    return passed < TRUSTED_FOR_MS && passed - (now.monotonicMs - armed.set.monotonicMs) < 1000
  }

  return {
    disarm,
    arm(at, now) {
      if (at === null) return disarm()
      if (willDo(at, now)) return
      disarm()
      const cancel = timer.set(Math.min(Math.max(0, Math.ceil(at - now.at)), MAX_TIMER_DELAY_MS), () => {
        armed = null
        wake()
      })
      armed = { at, set: now, cancel }
    },
  }
}
