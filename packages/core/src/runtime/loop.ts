import { noteStep } from '#inspection'
import type { Command } from '../engine/commands.ts'
import { type EngineState, initialState } from '../engine/engine-state.ts'
import type { EngineEvent, EventBody } from '../engine/events.ts'
import { nextWake } from '../engine/next-wake.ts'
import { type Rules, SHARE_INTERVAL_MS } from '../engine/rules.ts'
import { readClock } from '../engine/session-clock.ts'
import { transition } from '../engine/transition.ts'
import type { Clock, ClockReading } from '../ports/clock.ts'
import type { Timer } from '../ports/timer.ts'
import { createScheduler } from './scheduler.ts'

export interface Loop<U> {
  readonly state: EngineState<U>
  /** The session's own time: the wall clock, with what was set back added again. */
  now(): number
  /** Marks this instant. The result tells it whenever it is asked, in the time line of then. */
  mark(): () => number
  dispatch(event: EventBody<U>): void
  /** User input. Costs two clock readings; the engine hears of one a second, and of the last one before anything else happens. */
  activity(): void
  /** The last user input, whether or not the engine knows of it already; null when it knows. */
  lastActivityAt(): number | null
  /** Lets the one timer run, or stops it. */
  run(running: boolean): void
}

export interface LoopEffects<U> {
  /** Called after each transition, before its commands are carried out. */
  changed(before: EngineState<U>, after: EngineState<U>): void
  perform(command: Command): void
}

/** Feeds events to the engine one after the other, carries out what it commands, and keeps the one timer armed. */
export function createLoop<U>(ports: { readonly clock: Clock; readonly timer: Timer }, rules: Rules, effects: LoopEffects<U>): Loop<U> {
  const { clock } = ports
  const queue: EngineEvent<U>[] = []
  const scheduler = createScheduler(ports.timer, () => dispatch({ type: 'timer-fired' }))
  let state = initialState<U>()
  let busy = false
  let running = false
  let lastInput: ClockReading = { at: 0, monotonicMs: 0 }
  let held: ClockReading | null = null

  /** Also where the clock was set back since the last event. */
  const sessionTime = (reading: ClockReading): number => readClock(state, reading, rules).at

  function dispatch(event: EventBody<U>): void {
    if (held !== null) {
      const reading = held
      held = null
      queue.push({ type: 'activity-seen', ...reading })
    }
    queue.push({ ...event, ...clock.now() })
    if (!busy) drain()
  }

  function drain(): void {
    busy = true
    try {
      for (let event = queue.shift(); event !== undefined; event = queue.shift()) step(event)
    } finally {
      busy = false
    }
    scheduleNext()
  }

  function step(event: EngineEvent<U>): void {
    const before = state
    const [after, commands] = transition(before, event, rules)
    state = after
    noteStep(ports, event, after, commands)
    effects.changed(before, after)
    for (const command of commands) effects.perform(command)
  }

  function scheduleNext(): void {
    if (!running) return scheduler.disarm()
    const at = nextWake(state, rules)
    const reading = clock.now()
    scheduler.arm(at, { at: sessionTime(reading), monotonicMs: reading.monotonicMs })
  }

  return {
    get state() {
      return state
    },
    now: () => sessionTime(clock.now()),
    mark() {
      const at = sessionTime(clock.now()) - state.clock.learntMs
      return () => at + state.clock.learntMs
    },
    dispatch,
    activity() {
      const reading = clock.now()
      const interval = SHARE_INTERVAL_MS * clock.rate
      const wallMs = reading.at - lastInput.at
      const monotonicMs = reading.monotonicMs - lastInput.monotonicMs
      const inStep = wallMs >= 0 && wallMs < interval && monotonicMs >= 0 && monotonicMs < interval
      if (inStep) {
        held = reading
        return
      }
      lastInput = reading
      dispatch({ type: 'activity-seen' })
    },
    lastActivityAt: () => held && sessionTime(held),
    run(next) {
      running = next
      scheduleNext()
    },
  }
}
