import type { Backend, BackendAnswer, User } from '@stillhere/core'
import { describe, expect, test } from 'vitest'
import { checkPolicy } from '../check-policy.ts'
import { privx, type PrivxOptions } from '../privx.ts'
import { ada, hour, minute, openStage, second, shownBy, type Stage } from '../test-support/stage.ts'

const tokens = { refresh_token_valid: '30m', session_valid: '24h', accessTokenLifetime: '5m' } as const
const short = { refresh_token_valid: '15m', accessTokenLifetime: '5m' } as const

/** The server keeps the tokens' lifetimes and knows nothing of the user interface's limit. */
function stage(options: PrivxOptions, backend?: Backend, credentials: 'shared' | 'per-tab' = 'shared'): Stage {
  const policy = privx(options)
  const { inactivity: _, ...serverLimits } = policy
  return openStage({ policy, serverLimits, credentials, ...(backend !== undefined && { backend }) })
}

describe('PrivX: token lifetimes plus a limit of the user interface', () => {
  test('PRIVX-1 after 29 minutes of sleep since the last renewal the user is in, after 31 out', async () => {
    for (const [sleptMinutes, status, reason, showsPrivate] of [
      [29, 'signed-in', undefined, true],
      [31, 'ended', 'refresh-expired', false],
    ] as const) {
      const { world, signedInAt, until, wakesAt } = stage(tokens)
      const tab = world.tab()
      await until(8 * minute)
      expect(world.server.refreshes).toBe(2)
      const shown = await wakesAt((8 + sleptMinutes) * minute, tab)
      const state = tab.session.getState()
      expect([state.status, state.checking, state.end?.reason]).toEqual([status, null, reason])
      expect(state.end?.endedAt).toBe(reason && signedInAt + 38 * minute)
      expect(shown.includes('private')).toBe(showsPrivate)
    }
  })

  test('PRIVX-1 awake and renewing the user is out 24 hours after signing in', async () => {
    const { world, signedInAt, until } = stage(tokens)
    const { session } = world.tab()
    await until(24 * hour - 1)
    expect(session.getState()).toMatchObject({ status: 'signed-in', warning: { cause: 'max-lifetime', extendable: false } })
    await until(24 * hour)
    expect(session.getState()).toMatchObject({ status: 'ended', end: { reason: 'max-lifetime', endedAt: signedInAt + 24 * hour } })
  })

  test('PRIVX-2 with nobody there tokens are renewed for an hour, warned at 0:58:00 and out at 1:00:00, inactive', async () => {
    const { world, signedInAt, until } = stage({ ...tokens, sessionInactivityLimitSeconds: 3600 })
    const { session } = world.tab()
    await until(58 * minute - 1)
    expect(session.getState().warning).toBeNull()
    expect(world.server.refreshes).toBe(14)
    await until(58 * minute)
    expect(session.getState().warning).toMatchObject({ cause: 'inactive', endsAt: signedInAt + hour, extendable: true })
    await until(hour - 1)
    expect(session.getState().status).toBe('signed-in')
    await until(hour)
    expect(session.getState()).toMatchObject({ status: 'ended', end: { reason: 'inactive', endedAt: signedInAt + hour } })
  })

  test('PRIVX-3 tokens that live in tabs die with them: a tab opened after the token is over starts signed out', async () => {
    const opened: Stage = stage({ ...tokens, sessionInactivityLimitSeconds: 3600 }, inTabs())
    const { world, until } = opened
    const first = world.tab()
    await until(10 * minute)
    expect(first.session.getState().status).toBe('signed-in')
    await first.close()
    await until(14 * minute)
    const later = world.tab()
    const seen = shownBy(later)
    await world.advance('1s')
    expect(later.session.getState()).toMatchObject({ status: 'signed-out', user: null })
    expect(seen).not.toContain('private')

    /** One sign-in, whose tokens only the page has that got them. */
    function inTabs(): Backend {
      let signIns = 1
      const live = async (): Promise<BackendAnswer<User>> => ({
        status: 'live',
        userId: ada.sub,
        user: ada,
        sessionKey: 'first',
        endsIn: { 'token-expired': '5m' },
      })
      return {
        credentials: 'per-tab',
        restore: async () => (signIns-- > 0 ? live() : { status: 'rejected' }),
        refresh: live,
        signOut: async () => {},
      }
    }
  })

  test.each([
    ['in, a second before the hour is over', hour - second, 'signed-in'],
    ['out when the hour is over, though tokens could be had', hour, 'signed-out'],
  ] as const)('PRIVX-3 where tabs have tokens of their own a tab opened later is %s', async (_, openedAt, status) => {
    const options = { ...tokens, refresh_token_valid: '2h', accessTokenLifetime: '90m', sessionInactivityLimitSeconds: 3600 } as const
    const { world, until } = stage(options, undefined, 'per-tab')
    const first = world.tab()
    await until(10 * minute)
    await first.close()
    await until(openedAt)
    const later = world.tab()
    const seen = shownBy(later)
    await world.advance('0ms')
    expect(later.session.getState().status).toBe(status)
    expect(seen.includes('private')).toBe(status === 'signed-in')
  })

  test.each<[string, number, string]>([
    ['in, 37 minutes after sign-in, 29 after the last renewal', 37 * minute, 'signed-in'],
    ['out, 39 minutes after sign-in, 31 after the last renewal', 39 * minute, 'signed-out'],
  ])('PRIVX-3 where a server holds the tokens, a tab opened later is %s', async (_, openedAt, status) => {
    const { world, until } = stage({ ...tokens, sessionInactivityLimitSeconds: 3600 })
    const first = world.tab()
    await until(10 * minute)
    await first.close()
    await until(openedAt)
    const later = world.tab()
    const seen = shownBy(later)
    await world.advance('1s')
    expect(later.session.getState()).toMatchObject({ status })
    expect(seen.includes('private')).toBe(status === 'signed-in')
  })

  test('PRIVX-3 where a server holds the tokens, a tab opened after the hour is out although renewing were possible', async () => {
    const { world, until } = stage({ ...tokens, refresh_token_valid: '2h', sessionInactivityLimitSeconds: 3600 })
    const first = world.tab()
    await until(10 * minute)
    await first.close()
    await until(hour)
    const later = world.tab()
    const seen = shownBy(later)
    await world.advance('1s')
    expect(later.session.getState().status).not.toBe('signed-in')
    expect(seen).not.toContain('private')
  })

  test('PRIVX-4 refresh_token_valid 15m, no session_valid, limit 600: out after exactly 10 minutes of inactivity', async () => {
    const { world, signedInAt, until } = stage({ ...short, sessionInactivityLimitSeconds: 600 })
    const { session } = world.tab()
    await until(10 * minute - 1)
    expect(session.getState().status).toBe('signed-in')
    await until(10 * minute)
    expect(session.getState()).toMatchObject({ status: 'ended', end: { reason: 'inactive', endedAt: signedInAt + 10 * minute } })
  })

  test('PRIVX-5 the same with a limit of 3600 saved earlier: out after exactly 15 minutes, although a tab is open', async () => {
    const { world, signedInAt, until } = stage({ ...short, sessionInactivityLimitSeconds: 3600, limitSavedEarlier: true })
    const { session } = world.tab()
    await until(15 * minute - 1)
    expect(session.getState().status).toBe('signed-in')
    await until(15 * minute)
    expect(session.getState()).toMatchObject({ status: 'ended', end: { reason: 'max-lifetime', endedAt: signedInAt + 15 * minute } })
  })

  test('PRIVX-6 interaction in tab B keeps tab A signed in, and A shows no prompt', async () => {
    const { world, signedInAt, until, lines } = stage({ ...tokens, sessionInactivityLimitSeconds: 3600 })
    const [a, b] = [world.tab(), world.tab()]
    await until(50 * minute)
    await b.input()
    await until(108 * minute - 1)
    expect(lines(/warning|ended/)).toEqual([])
    await until(110 * minute)
    for (const { session } of [a, b]) {
      expect(session.getState()).toMatchObject({ status: 'ended', end: { reason: 'inactive', endedAt: signedInAt + 110 * minute } })
    }
  })

  test('PRIVX-6 renewals alone never count as interaction', async () => {
    const { world, signedInAt, until } = stage({ ...tokens, sessionInactivityLimitSeconds: 3600 })
    const { session } = world.tab()
    for (let elapsed = 1; elapsed < 60; elapsed++) {
      await until(elapsed * minute)
      await session.refreshNow()
    }
    await until(hour)
    expect(session.getState()).toMatchObject({ status: 'ended', end: { reason: 'inactive', endedAt: signedInAt + hour } })
  })

  test.each<[PrivxOptions, RegExp]>([
    [{ ...tokens, sessionInactivityLimitSeconds: 59 }, /59 s.*least is 60 s/],
    [{ ...tokens, sessionInactivityLimitSeconds: 86_401 }, /86401 s.*most is 86400 s.*session_valid is '24h'/],
    [{ ...short, sessionInactivityLimitSeconds: 3600 }, /3600 s.*most is 900 s.*refresh_token_valid is '15m'/],
    [{ accessTokenLifetime: '5m', sessionInactivityLimitSeconds: 86_401 }, /86401 s.*most is 86400 s \(24h\)/],
  ])('PRIVX-7 a limit out of bounds is refused when it is set, with both figures and the rule: %o', (options, told) => {
    expect(() => privx(options)).toThrowError(expect.objectContaining({ code: 'policy-rule-broken', message: expect.stringMatching(told) }))
  })

  test.each<PrivxOptions>([
    { ...tokens, sessionInactivityLimitSeconds: 60 },
    { ...tokens, sessionInactivityLimitSeconds: 86_400 },
    { ...short, sessionInactivityLimitSeconds: 900 },
    { accessTokenLifetime: '5m', sessionInactivityLimitSeconds: 86_400 },
  ])('PRIVX-7 a limit at the bound is taken: %o', (options) => {
    expect(() => privx(options)).not.toThrow()
  })

  test('PRIVX-7 one that was saved earlier is loaded, and the policy check names both figures', () => {
    const saved = privx({ ...short, sessionInactivityLimitSeconds: 3600, limitSavedEarlier: true })
    const [finding] = checkPolicy(saved)
    expect(finding).toMatchObject({ code: 'inactivity-above-tokens', severity: 'error' })
    expect(finding?.explanation).toMatch(/3600 s.*900 s/)
  })

  test('PRIVX-7 seconds that are no seconds, and a missing token life, are refused', () => {
    for (const limit of [0, -60, 90.5, Number.NaN]) {
      const set = () => privx({ ...tokens, sessionInactivityLimitSeconds: limit, limitSavedEarlier: true })
      expect(set).toThrowError(expect.objectContaining({ code: 'policy-limit-too-short' }))
    }
    const { accessTokenLifetime: _, ...without } = tokens
    expect(() => privx(without as typeof tokens)).toThrowError(expect.objectContaining({ code: 'policy-figure-missing' }))
  })
})
