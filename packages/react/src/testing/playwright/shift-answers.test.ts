import { expect, test } from 'vitest'
import { createShiftedAnswers } from './shift-answers.ts'

const HOUR_MS = 3_600_000

function live(endsInSeconds: Record<string, number>, more: Record<string, unknown> = {}) {
  return { status: 'live', sessionKey: 'one', endsInSeconds, ...more }
}

/** A server answers at once unless it says else; pages are `aheadMs` ahead of it. */
function setUp() {
  const { shift } = createShiftedAnswers()
  return (kind: string, realMs: number, aheadMs: number, answer: unknown, tookMs = 0) =>
    shift(answer, { kind, sentAt: realMs - tookMs, answeredAt: realMs, aheadMs })
}

test('an end that the server names again is nearer by what the page’s clock has run on', () => {
  const shift = setUp()
  expect(shift('peek', 0, 0, live({ 'max-lifetime': 28_800 }))).toEqual(live({ 'max-lifetime': 28_800 }))
  expect(shift('peek', 1000, HOUR_MS, live({ 'max-lifetime': 28_799 }))).toEqual(live({ 'max-lifetime': 28_799 - 3600 }))
})

test('what a request has moved counts from now, though no real time has passed', () => {
  const shift = setUp()
  const fresh = live({ 'token-expired': 300, 'server-idle': 600, inactive: 900 })
  shift('peek', 0, 0, fresh)
  expect(shift('refresh', 0, 240_000, fresh)).toEqual(live({ 'token-expired': 300, 'server-idle': 600, inactive: 660 }))
  expect(shift('extend', 0, 480_000, fresh)).toEqual(fresh)
  expect(shift('peek', 0, 500_000, fresh)).toEqual(live({ 'token-expired': 280, 'server-idle': 580, inactive: 880 }))
})

test('an end that moved without being asked, by requests of the app’s own, is told apart from a slow answer', () => {
  const shift = setUp()
  shift('peek', 0, 0, live({ inactive: 900 }))
  expect(shift('peek', 400, 60_000, live({ inactive: 900 }), 500)).toEqual(live({ inactive: 840 }))
  expect(shift('peek', 5000, 120_000, live({ inactive: 900 }), 20)).toEqual(live({ inactive: 900 }))
})

test('a limit that a server with such a clock would have kept ends the session, and a spent token alone does not', () => {
  const shift = setUp()
  const answer = live({ 'token-expired': 300, 'refresh-expired': 7200, inactive: 900, 'max-lifetime': 28_800 })
  shift('peek', 0, 0, answer)
  expect(shift('peek', 0, 600_000, answer)).toMatchObject({ status: 'live', endsInSeconds: { 'token-expired': 0, inactive: 300 } })
  expect(shift('peek', 0, 900_000, answer)).toEqual({ status: 'rejected', reason: 'inactive' })
  const without = live({ 'token-expired': 300, 'refresh-expired': 7200 }, { sessionKey: 'two' })
  shift('peek', 0, 0, without)
  expect(shift('peek', 0, 2 * HOUR_MS, without)).toEqual({ status: 'rejected', reason: 'refresh-expired' })
})

test('ages grow with the page’s clock, a proof begins them anew, and another session has its own', () => {
  const shift = setUp()
  shift('peek', 1000, 0, live({}, { sessionAgeSeconds: 1, authAgeSeconds: 1 }))
  expect(shift('peek', 2000, HOUR_MS, live({}, { sessionAgeSeconds: 2, authAgeSeconds: 2 }))).toMatchObject({ sessionAgeSeconds: 3602 })
  expect(shift('peek', 3000, HOUR_MS, live({}, { sessionAgeSeconds: 0, authAgeSeconds: 0 }))).toMatchObject({ sessionAgeSeconds: 0 })
  expect(shift('peek', 3000, HOUR_MS, live({ inactive: 9 }, { sessionKey: 'two' }))).toMatchObject({ endsInSeconds: { inactive: 9 } })
})

test('a refusal is handed on as it is', () => {
  const shift = setUp()
  const answer = { status: 'rejected' }
  expect(shift('peek', 0, HOUR_MS, answer)).toBe(answer)
  expect(shift('peek', 0, HOUR_MS, null)).toBeNull()
})
