import type { ClockAnchor, EngineState } from './engine-state.ts'
import type { EventTime } from './events.ts'
import { nextWake } from './next-wake.ts'
import { CLOCK_TOLERANCE_MS, LONGEST_NAP_MS, type Rules } from './rules.ts'
import type { Checking } from './state.ts'

/** Differences this small are the clocks' own slack and are forgotten. */
const SLACK_MS = 100
/** Jumps longer than this are taken for sleep, shorter ones for a clock that was put right. They cannot be told apart. */
const SHORTEST_SLEEP_MS = 10_000

export interface ReadClock {
  readonly at: number
  readonly clock: ClockAnchor
  /** Why this tab may have missed something, or null. */
  readonly missed: Checking['cause'] | null
}

/**
 * The session's own time. The wall clock measures what has elapsed, because it runs while the machine sleeps; the monotonic clock
 * guards it: what the wall clock loses against it was set back and is added again, so that setting a clock back lengthens nothing.
 */
export function readClock<U>(state: EngineState<U>, time: EventTime, rules: Rules): ReadClock {
  const { clock } = state
  const drift = time.at - clock.at - (time.monotonicMs - clock.monotonicMs)
  const tolerance = CLOCK_TOLERANCE_MS * rules.clockRate
  const fresh = { ...clock, at: time.at, monotonicMs: time.monotonicMs }
  if (drift < -tolerance) {
    const offsetMs = clock.offsetMs - drift
    return { at: Math.max(state.at, time.at + offsetMs), clock: { ...fresh, offsetMs }, missed: null }
  }
  const at = Math.max(state.at, time.at + clock.offsetMs)
  if (drift > tolerance) {
    const missed = drift > SHORTEST_SLEEP_MS * rules.clockRate ? 'woke' : 'clock-jumped'
    return { at, clock: fresh, missed }
  }
  const anchor = Math.abs(drift) <= SLACK_MS * rules.clockRate ? fresh : clock
  return { at, clock: anchor, missed: overslept(state, at, rules) ? 'woke' : null }
}

/** Later than any timer of a page that runs: something stood still. */
export function isOverslept(at: number, expectedAt: number, clockRate: number): boolean {
  return at > expectedAt + LONGEST_NAP_MS * clockRate
}

/** Where the monotonic clock runs during sleep, only the timer's lateness shows it. A hidden page's timers are late by design. */
function overslept<U>(state: EngineState<U>, at: number, rules: Rules): boolean {
  if (!state.visible || state.status !== 'signed-in') return false
  const expected = nextWake(state, rules)
  return expected !== null && isOverslept(at, expected, rules.clockRate)
}
