import { describe, expect, it } from 'vitest'
import { MAX_TIMER_DELAY_MS } from '../ports/timer.ts'
import { createScheduler } from './scheduler.ts'

function fakeTimer() {
  const set: number[] = []
  let pending: (() => void) | null = null
  const timer = {
    set(delayMs: number, wake: () => void) {
      set.push(delayMs)
      pending = wake
      return () => {
        if (pending === wake) pending = null
      }
    },
    setReal: () => () => {},
  }
  return {
    timer,
    set,
    fire() {
      const wake = pending
      pending = null
      wake?.()
    },
    isArmed: () => pending !== null,
  }
}

/** Both clocks in step; or the monotonic one behind, as after a sleep. */
const at = (ms: number, sleptMs = 0) => ({ at: ms, monotonicMs: ms - sleptMs })

describe('the one timer', () => {
  it('R-46 is never set beyond what browsers can count, whatever the deadline', () => {
    for (const delay of [MAX_TIMER_DELAY_MS - 1, MAX_TIMER_DELAY_MS, MAX_TIMER_DELAY_MS + 1, 2_592_000_000, 400 * 86_400_000]) {
      const { timer, set } = fakeTimer()
      createScheduler(timer, () => {}).arm(1000 + delay, at(1000))
      expect(set).toEqual([Math.min(delay, MAX_TIMER_DELAY_MS)])
    }
  })

  it('P-40 stays as it is when the deadline moves away, so that input sets no timer', () => {
    const { timer, set } = fakeTimer()
    const scheduler = createScheduler(timer, () => {})
    for (let input = 0; input < 10_000; input += 1) scheduler.arm(60_000 + input, at(input))
    expect(set).toHaveLength(1)
  })

  it('is set anew when the deadline comes nearer', () => {
    const { timer, set } = fakeTimer()
    const scheduler = createScheduler(timer, () => {})
    scheduler.arm(60_000, at(0))
    scheduler.arm(10_000, at(0))
    expect(set).toEqual([60_000, 10_000])
  })

  it('P-25 is set anew once the machine has slept, because it stood still and would come too late', () => {
    const { timer, set } = fakeTimer()
    const scheduler = createScheduler(timer, () => {})
    scheduler.arm(1_080_000, at(0))
    scheduler.arm(1_080_000, at(30_000))
    expect(set).toEqual([1_080_000])
    scheduler.arm(1_080_000, at(50_000, 20_000))
    expect(set).toEqual([1_080_000, 1_030_000])
    scheduler.arm(1_080_000, at(1_050_000))
    expect(set).toEqual([1_080_000, 1_030_000, 30_000])
  })

  it('wakes once and waits for the next deadline', () => {
    let wakes = 0
    const { timer, fire, isArmed } = fakeTimer()
    const scheduler = createScheduler(timer, () => {
      wakes += 1
    })
    scheduler.arm(5, at(0))
    fire()
    expect(wakes).toBe(1)
    scheduler.arm(null, at(6))
    expect(isArmed()).toBe(false)
  })
})
