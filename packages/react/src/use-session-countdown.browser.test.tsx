import type { Deadline } from '@stillhere/core'
import { act, cleanup, render } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { SessionProvider, useSessionCountdown } from './index.ts'
import { createSessionDouble, signedIn, START_AT } from './test-support/session-double.ts'

afterEach(cleanup)

function deadlineIn(ms: number): Deadline {
  return { reason: 'inactive', sinceAt: START_AT, endsAt: START_AT + ms, extendable: true, warnAt: null, refreshAt: null, from: 'policy' }
}

function start(ms: number | null, step?: '1s' | '10s' | '1m') {
  const double = createSessionDouble()
  if (ms !== null) double.setDeadlines([deadlineIn(ms)])
  const shown: (number | null)[] = []
  function Left() {
    shown.push(useSessionCountdown(step === undefined ? undefined : { step }))
    return null
  }
  const view = render(
    <SessionProvider session={double.session}>
      <Left />
    </SessionProvider>,
  )
  return { double, shown, ...view }
}

test('R-45 it waits exactly until the value shown changes', () => {
  const { double, shown } = start(89_500, '1m')
  expect(shown).toEqual([120_000])
  act(() => double.advance(29_499))
  expect(shown).toEqual([120_000])
  act(() => double.advance(1))
  expect(shown).toEqual([120_000, 60_000])
  act(() => double.advance(60_000))
  expect(shown).toEqual([120_000, 60_000, 0])
})

test('R-17 zero is stable: never negative, no timer left', () => {
  const { double, shown } = start(2_000)
  act(() => double.advance(60_000))
  expect(shown.at(-1)).toBe(0)
  expect(double.timers()).toBe(0)
})

test('R-45 fifty missed seconds are not counted one by one', () => {
  const { double, shown } = start(120_000)
  double.setDeadlines([deadlineIn(70_000)])
  act(() => double.set(signedIn({ refresh: { status: 'running', startedAt: 0 } })))
  expect(shown).toEqual([120_000, 70_000])
})

test('P-33 it is null without a deadline and arms nothing', () => {
  const { double, shown } = start(null)
  expect(shown).toEqual([null])
  expect(double.timers()).toBe(0)
})

test('P-33 one render per step, and no timer after unmounting', () => {
  const { double, shown, unmount } = start(120_000)
  act(() => double.advance(1_000))
  for (let second = 0; second < 9; second++) act(() => double.advance(1_000))
  expect(shown).toHaveLength(11)
  unmount()
  expect(double.timers()).toBe(0)
})

test('a token that is refreshed in time is no end to count to; one whose refresh fails is', () => {
  const { double, shown } = start(900_000)
  const token: Deadline = { ...deadlineIn(240_000), reason: 'token-expired', refreshAt: START_AT + 180_000, from: 'backend' }
  double.setDeadlines([token, deadlineIn(840_000)])
  act(() => double.set(signedIn({ refresh: { status: 'running', startedAt: 0 } })))
  expect(shown.at(-1)).toBe(840_000)
  double.setDeadlines([{ ...token, warnAt: START_AT + 210_000 }, deadlineIn(840_000)])
  act(() => double.set(signedIn()))
  expect(shown.at(-1)).toBe(240_000)
})
