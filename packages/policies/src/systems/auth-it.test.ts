import { resolvePolicy } from '@stillhere/core'
import { describe, expect, test } from 'vitest'
import { authIt, type AuthItOptions } from '../auth-it.ts'
import { checkPolicy } from '../check-policy.ts'
import { hour, minute, openStage } from '../test-support/stage.ts'

const stage = () => openStage({ policy: authIt(), serverLimits: authIt() })

describe('Auth.it: three dials', () => {
  test('AUTHIT-1 the defaults are 300, 1,800 and 36,000 seconds, and each can be changed', () => {
    expect(resolvePolicy(authIt()).limitsMs).toEqual({ accessTokenLifetime: 300_000, serverIdle: 1_800_000, maxLifetime: 36_000_000 })
    const changed = authIt({ accessTokenLifespanSeconds: 60, sessionIdleTimeoutSeconds: 900, maximumSessionLifespanSeconds: 7200 })
    expect(resolvePolicy(changed).limitsMs).toEqual({ accessTokenLifetime: 60_000, serverIdle: 900_000, maxLifetime: 7_200_000 })
  })

  test.each<[AuthItOptions, string, RegExp]>([
    [{ sessionIdleTimeoutSeconds: 40_000 }, 'policy-rule-broken', /40000 s.*36000 s/],
    [{ accessTokenLifespanSeconds: 1800 }, 'policy-rule-broken', /1800 s.*1800 s/],
    [{ accessTokenLifespanSeconds: 0 }, 'policy-limit-too-short', /accessTokenLifespanSeconds is 0/],
    [{ maximumSessionLifespanSeconds: 1.5 }, 'policy-limit-too-short', /maximumSessionLifespanSeconds is 1\.5/],
  ])('AUTHIT-1 a change that cannot work is refused with the figures: %o', (options, code, told) => {
    expect(() => authIt(options)).toThrowError(expect.objectContaining({ code, message: expect.stringMatching(told) }))
  })

  test('AUTHIT-2 in an hour of an open tab every token is refreshed before its 300 s are over, and nothing is shown', async () => {
    const { world, until, lines } = stage()
    const { session } = world.tab()
    for (let at = 0; at <= hour; at += minute / 2) {
      await until(at)
      const token = session.deadlines().find(({ reason }) => reason === 'token-expired')
      expect(token?.endsAt).toBeGreaterThan(world.now)
    }
    expect(world.server.refreshes).toBe(15)
    expect(lines(/warning|checking|ended/)).toEqual([])
    expect(session.getState()).toMatchObject({ status: 'signed-in', warning: null, checking: null })
  })

  test('AUTHIT-3 asleep until 31 minutes after the last refresh: over, found at the next interaction. Until 29: in', async () => {
    for (const [sleptMinutes, status, reason, showsPrivate] of [
      [29, 'signed-in', undefined, true],
      [31, 'ended', 'server-idle', false],
    ] as const) {
      const { world, signedInAt, until, wakesAt } = stage()
      const tab = world.tab()
      await until(8 * minute)
      const shown = await wakesAt((8 + sleptMinutes) * minute, tab)
      const state = tab.session.getState()
      expect([state.status, state.checking, state.end?.reason]).toEqual([status, null, reason])
      expect(state.end?.endedAt).toBe(reason && signedInAt + 38 * minute)
      expect(shown.includes('private')).toBe(showsPrivate)
    }
  })

  test('AUTHIT-3 input postpones the end only with a refresh or an extend that the server confirmed', async () => {
    const { world, signedInAt, until } = stage()
    const tab = world.tab()
    const idleEnd = () => tab.session.deadlines().find(({ reason }) => reason === 'server-idle')?.endsAt
    await until(8 * minute)
    expect(idleEnd()).toBe(signedInAt + 38 * minute)
    world.server.fail('network')
    await until(10 * minute)
    await tab.input()
    await expect(tab.session.extend()).resolves.toMatchObject({ ok: false })
    expect(idleEnd()).toBe(signedInAt + 38 * minute)
    world.server.recover()
    await until(11 * minute)
    await expect(tab.session.extend()).resolves.toMatchObject({ ok: true })
    expect(idleEnd()).toBe(signedInAt + 41 * minute)
  })

  test('AUTHIT-4 at 10:00:00 hours the session of an active user ends, warned at 9:58:00 without an offer to extend', async () => {
    const { world, signedInAt, until, lines } = stage()
    const tab = world.tab()
    for (let at = minute; at < 10 * hour - 2 * minute; at += minute) {
      await until(at)
      await tab.input()
    }
    await until(10 * hour - 2 * minute - 1)
    expect(tab.session.getState().warning).toBeNull()
    await until(10 * hour - 2 * minute)
    expect(tab.session.getState().warning).toMatchObject({ cause: 'max-lifetime', endsAt: signedInAt + 10 * hour, extendable: false })
    await until(10 * hour - 1)
    await tab.input()
    await until(10 * hour)
    expect(tab.session.getState()).toMatchObject({ status: 'ended', end: { reason: 'max-lifetime', endedAt: signedInAt + 10 * hour } })
    expect(lines(/warning/)).toHaveLength(1)
  })

  test('AUTHIT-5 a cap over 24 hours is taken, and the policy check advises against it', () => {
    const codes = (cap: number) => checkPolicy(authIt({ maximumSessionLifespanSeconds: cap })).map(({ code, severity }) => [code, severity])
    expect(codes(90_000)).toContainEqual(['maximum-over-a-day', 'warning'])
    expect(codes(86_400).map(([code]) => code)).not.toContain('maximum-over-a-day')
  })
})
