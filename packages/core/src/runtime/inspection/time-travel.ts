import type { Clock } from '../../ports/clock.ts'
import { MAX_TIMER_DELAY_MS, type Timer } from '../../ports/timer.ts'

/** How far a tab is ahead of the real time. Sleep moved its wall clock alone. */
export interface Ahead {
  readonly sleptMs: number
  readonly skippedMs: number
}

/** A clock and a timer that can be moved ahead of the real ones. */
export interface TimeTravel {
  readonly clock: Clock
  readonly timer: Timer
  /** How far the clocks were moved. */
  ahead(): Ahead
  /** How far they were moved since the session began, in all: the backend's clock was not, so what it says of the past is so much longer ago. */
  sinceBeginningMs(): number
  /** Whatever session comes next begins on the clocks as they are. */
  sessionIsOver(): void
  /** Another tab of the session is further ahead: this one goes there as well. */
  follow(ahead: Ahead): void
  /** The wall clock alone goes ahead; timers stand where they were. */
  sleep(durationMs: number): void
  /** Both clocks go ahead, and what is due by then wakes. */
  skip(durationMs: number): void
}

interface Waiting {
  readonly dueMs: number
  readonly fire: () => void
}

export function createTimeTravel({ clock, timer }: { readonly clock: Clock; readonly timer: Timer }): TimeTravel {
  const waiting = new Set<Waiting>()
  let sleptMs = 0
  let skippedMs = 0
  let beganMs = 0
  const monotonicMs = () => clock.now().monotonicMs + skippedMs

  return {
    clock: {
      rate: clock.rate,
      now() {
        const real = clock.now()
        return { at: real.at + sleptMs + skippedMs, monotonicMs: real.monotonicMs + skippedMs }
      },
    },
    timer: {
      setReal: (delayMs, wake) => timer.setReal(delayMs, wake),
      set(delayMs, wake) {
        const undo = timer.set(delayMs, () => entry.fire())
        const entry: Waiting = {
          dueMs: monotonicMs() + Math.min(Math.max(0, delayMs), MAX_TIMER_DELAY_MS * clock.rate),
          fire() {
            if (!waiting.delete(entry)) return
            undo()
            wake()
          },
        }
        waiting.add(entry)
        return () => {
          waiting.delete(entry)
          undo()
        }
      },
    },
    ahead: () => ({ sleptMs, skippedMs }),
    sinceBeginningMs: () => sleptMs + skippedMs - beganMs,
    sessionIsOver() {
      beganMs = sleptMs + skippedMs
    },
    follow(ahead) {
      sleptMs = Math.max(sleptMs, ahead.sleptMs)
      skippedMs = Math.max(skippedMs, ahead.skippedMs)
    },
    sleep(durationMs) {
      sleptMs += durationMs
    },
    skip(durationMs) {
      skippedMs += durationMs
      const now = monotonicMs()
      const due = [...waiting].filter(({ dueMs }) => dueMs <= now).sort((a, b) => a.dueMs - b.dueMs)
      for (const { fire } of due) fire()
    },
  }
}
