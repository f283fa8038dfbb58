import { describe, expect, it } from 'vitest'
import { resolvePolicy } from '../engine/policy.ts'
import type { Command } from '../engine/commands.ts'
import type { EventBody } from '../engine/events.ts'
import { createLoop } from './loop.ts'

const start = 1_700_000_000_000
const answer = {
  status: 'live',
  userId: 'ada',
  user: { sub: 'ada' },
  endsInMs: {},
  extendable: null,
  authAgeMs: null,
  sessionAgeMs: null,
  sessionKey: 'k',
  remembered: false,
} as const

/** A signed-in session on clocks that the test moves. */
function signedIn() {
  let wall = start
  let monotonic = 5000
  const timers: number[] = []
  const commands: Command[] = []
  const rules = {
    policy: resolvePolicy({ inactivity: '15m' }),
    credentials: 'shared',
    enforces: [],
    canPeek: false,
    hears: true,
    clockRate: 1,
  } as const
  const loop = createLoop<{ readonly sub: string }>(
    {
      clock: { now: () => ({ at: wall, monotonicMs: monotonic }), rate: 1 },
      timer: { set: (delayMs) => (timers.push(delayMs), () => {}), setReal: () => () => {} },
    },
    rules,
    { changed: () => {}, perform: (command) => void commands.push(command) },
  )
  const dispatch = (event: EventBody<{ readonly sub: string }>) => loop.dispatch(event)
  loop.run(true)
  dispatch({ type: 'started', stored: null, visible: true })
  dispatch({ type: 'restore-answered', answer, sentAt: start, about: null, random: 0, explicit: false })
  return {
    loop,
    timers,
    shared: () => commands.filter(({ type }) => type === 'share').length,
    activityAt: () => loop.state.facts?.activityAt,
    pass(wallMs: number, monotonicMs = wallMs) {
      wall += wallMs
      monotonic += monotonicMs
    },
  }
}

describe('user input', () => {
  it('P-40 sets no timer and sends one message, although it comes ten thousand times in a second', () => {
    const { loop, timers, shared, pass } = signedIn()
    pass(2000)
    const before = { timers: timers.length, shared: shared() }
    for (let input = 0; input < 10_000; input += 1) {
      loop.activity()
      pass(0.0999)
    }
    expect(timers.length - before.timers).toBe(0)
    expect(shared() - before.shared).toBe(1)
  })

  it('is not forgotten when it was held back: the next event of any kind counts it first, with its own instant', () => {
    const { loop, activityAt, pass } = signedIn()
    pass(2000)
    loop.activity()
    pass(700)
    loop.activity()
    expect(activityAt()).toBe(start + 2000)
    expect(loop.lastActivityAt()).toBe(start + 2700)
    pass(60_000)
    loop.dispatch({ type: 'timer-fired' })
    expect(activityAt()).toBe(start + 2700)
  })

  it.each([
    ['the monotonic clock stood still during a sleep', 1_200_000, 0],
    ['the monotonic clock ran on during a sleep', 1_200_000, 1_200_000],
  ])('P-11 R-48 is judged before it counts when %s', (_, wallMs, monotonicMs) => {
    const { loop, activityAt, pass } = signedIn()
    pass(2000)
    loop.activity()
    pass(wallMs, monotonicMs)
    loop.activity()
    expect(loop.state.checking).toMatchObject({ cause: 'woke' })
    expect(activityAt()).toBe(start + 2000)
    loop.dispatch({ type: 'facts-read', value: null })
    expect(loop.state).toMatchObject({ status: 'ended', end: { reason: 'inactive', endedAt: start + 2000 + 900_000 } })
  })

  it('R-50 a clock set back lengthens nothing', () => {
    const { loop, pass } = signedIn()
    pass(600_000)
    pass(-3_600_000, 0)
    loop.dispatch({ type: 'timer-fired' })
    expect(loop.now()).toBe(start + 600_000)
    for (const wakeAfterMs of [60_000, 60_000, 60_000, 60_000, 55_000, 5000]) {
      expect(loop.state.status).toBe('signed-in')
      pass(wakeAfterMs)
      loop.dispatch({ type: 'timer-fired' })
    }
    expect(loop.state).toMatchObject({ status: 'ended', end: { reason: 'inactive' } })
  })
})
