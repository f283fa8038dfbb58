import { expect, test } from 'vitest'
import { createFixedSession } from './fixed-session.ts'

const WARNING = { cause: 'inactive', openedAt: 1_000_000, endsAt: 1_120_000, extendable: true, extend: { status: 'idle' } } as const

test('a fixed session shows its state, its one deadline and a clock that stands still', () => {
  const session = createFixedSession({ status: 'signed-in', user: { sub: 'ada' }, warning: WARNING })
  expect(session.getState()).toMatchObject({ status: 'signed-in', user: { sub: 'ada' }, warning: WARNING, checking: null, end: null })
  expect(session.deadlines()).toEqual([
    { reason: 'inactive', sinceAt: 1_000_000, endsAt: 1_120_000, extendable: true, warnAt: 1_000_000, refreshAt: null, from: 'policy' },
  ])
  expect(session.now()).toBe(1_000_000)
  expect(session.getState()).toBe(session.getState())
})

test('nowAt chooses the instant', () => {
  expect(createFixedSession({ status: 'signed-in', user: { sub: 'ada' }, warning: WARNING, nowAt: 1_110_000 }).now()).toBe(1_110_000)
})

test('nothing drives it: actions answer that nobody is signed in, listeners and timers are never called', async () => {
  const session = createFixedSession({ status: 'signed-in', user: { sub: 'ada' }, warning: WARNING })
  const called: string[] = []
  const stops = [
    session.start(),
    session.subscribe(() => called.push('state')),
    session.on('ended', () => void called.push('ended')),
    session.after(0, () => called.push('timer')),
  ]
  expect(await session.extend()).toEqual({ ok: false, reason: 'not-signed-in', error: null })
  expect(await session.signOut()).toEqual({ ok: false, reason: 'not-signed-in', error: null })
  expect(await session.settled()).toBe(session.getState())
  for (const stop of [...stops, ...stops]) stop()
  expect(called).toEqual([])
})

test('a state without a warning has no deadline, and every key is there', () => {
  const session = createFixedSession({ status: 'signed-out' })
  expect(session.deadlines()).toEqual([])
  expect(session.getState()).toEqual({
    status: 'signed-out',
    user: null,
    signedInAt: null,
    warning: null,
    checking: null,
    end: null,
    refresh: { status: 'idle' },
  })
})

test('a warning and an end may be written in short, and a policy is read', () => {
  const nowAt = 1_000_000
  const warned = createFixedSession({ status: 'signed-in', user: { sub: 'ada' }, nowAt, warning: { cause: 'inactive', left: '2m' } })
  expect(warned.getState().warning).toEqual(WARNING)
  const last = createFixedSession({ status: 'signed-in', user: { sub: 'ada' }, warning: { cause: 'max-lifetime', left: '90s' } })
  expect(last.getState().warning).toMatchObject({ extendable: false, extend: null })
  expect(last.deadlines()[0]?.endsAt).toBe(last.now() + 90_000)
  const over = createFixedSession({ status: 'ended', end: 'revoked', nowAt, policy: { inactivity: '15m' } })
  expect(over.getState().end).toEqual({ reason: 'revoked', here: true, endedAt: nowAt, limitMs: null })
  expect(over.policy.limitsMs).toEqual({ inactivity: 900_000 })
  expect(() => createFixedSession({ status: 'signed-out', policy: { inactivity: '1ms' } })).toThrow('inactivity')
})
