import type { Clock } from '../ports/clock.ts'
import type { Platform } from './platform.ts'

/** How fast the session's time runs. For demonstrations and tests only. */
export interface TimeScale {
  /** Clock milliseconds per real millisecond. Default 1. */
  readonly rate?: number
  /** Epoch milliseconds at which scaled and real wall clock agree; has to be the same in every tab. Default 0, the epoch. */
  readonly scaledSinceAt?: number
}

/**
 * Wall clock from `Date.now`, monotonic clock from `performance.now` (the wall clock where that is missing).
 * With a rate the wall clock shows `scaledSinceAt + (real − scaledSinceAt) × rate`: a fixed origin, because tabs exchange instants.
 *
 * @throws RangeError when the rate is not a positive finite number.
 */
export function browserClock({ rate = 1, scaledSinceAt = 0 }: TimeScale = {}, platform: Pick<Platform, 'performance'> = globalThis): Clock {
  if (!(rate > 0 && rate < Infinity)) throw new RangeError(`The rate of a clock is a positive number, not ${String(rate)}.`)
  return {
    rate,
    now() {
      const real = Date.now()
      const monotonicMs = (platform.performance?.now() ?? real) * rate
      return { at: rate === 1 ? real : scaledSinceAt + (real - scaledSinceAt) * rate, monotonicMs }
    },
  }
}
