import { MAX_TIMER_DELAY_MS, type Timer } from '../ports/timer.ts'
import { after } from './platform.ts'

/**
 * `setTimeout`. A delay beyond 2^31−1 ms is cut there (browsers would fire at once): the timer then comes early, which the
 * port allows. `rate`: clock milliseconds per real one, default 1.
 */
export function browserTimer({ rate = 1 }: { readonly rate?: number } = {}): Timer {
  const setReal = (delayMs: number, wake: () => void) => after(Math.min(Math.max(delayMs, 0), MAX_TIMER_DELAY_MS), wake)
  return { set: (delayMs, wake) => setReal(delayMs / rate, wake), setReal }
}
