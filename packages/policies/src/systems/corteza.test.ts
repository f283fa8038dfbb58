import { describe, expect, test } from 'vitest'
import { corteza, type CortezaOptions } from '../corteza.ts'
import { cortezaFromEnv } from '../corteza-env.ts'
import { hour, minute, openStage, second, shownBy } from '../test-support/stage.ts'

function lifetimes(access: string, refresh: string, session: string, permanent = '0'): CortezaOptions {
  return {
    AUTH_OAUTH2_ACCESS_TOKEN_LIFETIME: access,
    AUTH_OAUTH2_REFRESH_TOKEN_LIFETIME: refresh,
    AUTH_SESSION_LIFETIME: session,
    AUTH_SESSION_PERM_LIFETIME: permanent,
  }
}

function stage(options: CortezaOptions, signedIn: true | 'remembered' = true) {
  const policy = corteza(options)
  return openStage({ policy, serverLimits: policy, signedIn })
}

const long = '2h'
const mixed = [
  ['2m', long, long],
  [long, '2m', long],
  [long, long, '2m'],
  ['2m', '2m', long],
  ['2m', long, '2m'],
  [long, '2m', '2m'],
] as const

describe('Corteza: four variables', () => {
  test('CORTEZA-1 a .env text becomes a policy, with Go durations', () => {
    const text = `
# sessions
AUTH_OAUTH2_ACCESS_TOKEN_LIFETIME=2m
export AUTH_OAUTH2_REFRESH_TOKEN_LIFETIME="1h30m" # quoted
AUTH_SESSION_LIFETIME='90s'
AUTH_SESSION_PERM_LIFETIME=1.5h
DB_DSN=postgres://somebody:something@db/corteza
`
    expect(cortezaFromEnv(text)).toEqual({
      accessTokenLifetime: '2m',
      refreshWindow: '90m',
      signOnWindow: '90s',
      remembered: { signOnWindow: '90m' },
    })
  })

  test('CORTEZA-1 a bad duration is refused by name and line', () => {
    const text = 'AUTH_SESSION_LIFETIME=24h\n\nAUTH_OAUTH2_REFRESH_TOKEN_LIFETIME=2 minutes\n'
    expect(() => cortezaFromEnv(text, { file: 'prod.env' })).toThrowError(
      expect.objectContaining({
        code: 'policy-file-invalid',
        message: expect.stringMatching(/^prod\.env:3: AUTH_OAUTH2_REFRESH_TOKEN_LIFETIME = "2 minutes"/),
      }),
    )
  })

  // Closed or asleep from 4:00 on. The last refresh was at 3:12, and two minutes of it are left at 5:12.
  test.each([
    ['closed', '5:11', 'signed-in'],
    ['closed', '5:12', 'signed-out'],
    ['closed', '6:01', 'signed-out'],
    ['asleep', '5:11', 'signed-in'],
    ['asleep', '5:12', 'ended'],
    ['asleep', '6:01', 'ended'],
  ] as const)('CORTEZA-2 all three at 2m: %s until %s the user is %s at the next look', async (how, look, status) => {
    const { world, signedInAt, until, asleepUntil, lines } = stage(lifetimes('2m', '2m', '2m'))
    const first = world.tab()
    await until(4 * minute)
    expect(lines(/refresh/).at(-1)).toBe('0:03:12 tab 1 refresh → ok')
    const [minutes = 0, seconds = 0] = look.split(':').map(Number)
    const lookedAt = minutes * minute + seconds * second
    if (how === 'closed') await first.close()
    await (how === 'closed' ? until(lookedAt) : asleepUntil(lookedAt))
    const tab = how === 'closed' ? world.tab() : first
    const seen = shownBy(tab)
    if (how === 'asleep') await tab.input()
    await world.advance('0ms')
    const state = tab.session.getState()
    expect([state.status, state.checking]).toEqual([status, null])
    // What stood there while nobody could look is nothing that is shown.
    expect(seen.slice(1).includes('private')).toBe(status === 'signed-in')
    const end = status === 'signed-in' ? [undefined, undefined] : ['refresh-expired', signedInAt + 5 * minute + 12 * second]
    expect([state.end?.reason, state.end?.endedAt]).toEqual(end)
  })

  test.each(mixed)('CORTEZA-2 with token %s, refresh %s and session %s the user is still in', async (...figures) => {
    for (const how of ['closed', 'asleep'] as const) {
      const { world, until, asleepUntil } = stage(lifetimes(...figures))
      const first = world.tab()
      await until(minute)
      if (how === 'closed') await first.close()
      await (how === 'closed' ? until(11 * minute) : asleepUntil(11 * minute))
      const tab = how === 'closed' ? world.tab() : first
      await tab.input()
      await world.advance('1s')
      expect(tab.session.getState()).toMatchObject({ status: 'signed-in', checking: null })
    }
  })

  test.each([
    ['remembered', 'signed-in'],
    [true, 'ended'],
  ] as const)(
    'CORTEZA-3 asleep for half an hour with a permanent lifetime of an hour: signed in as %s, the user is %s',
    async (how, status) => {
      const { world, until, wakesAt } = stage(lifetimes('2m', '2m', '2m', '1h'), how)
      const tab = world.tab()
      await until(minute)
      await wakesAt(31 * minute, tab)
      expect(tab.session.getState()).toMatchObject({ status, checking: null })
    },
  )

  test('CORTEZA-3 AUTH_SESSION_PERM_LIFETIME=0 means that there is no remember-me', () => {
    expect(corteza({ AUTH_SESSION_PERM_LIFETIME: '0' })).not.toHaveProperty('remembered')
    expect(cortezaFromEnv('AUTH_SESSION_PERM_LIFETIME=0s')).not.toHaveProperty('remembered')
    expect(corteza()).toHaveProperty('remembered', { signOnWindow: '360d' })
  })

  test.each([
    ['a live refresh token', lifetimes('5m', '2h', '10m')],
    ['a live authentication session', lifetimes('5m', '10m', '2h')],
  ])('CORTEZA-4 new access tokens come by %s although the other way is over', async (_, options) => {
    const { world, until, wakesAt } = stage(options)
    const tab = world.tab()
    await until(minute)
    await wakesAt(hour, tab)
    expect(world.server.refreshes).toBe(1)
    expect(tab.session.getState()).toMatchObject({ status: 'signed-in', checking: null })
    expect(tab.session.deadlines()[0]?.endsAt).toBeGreaterThanOrEqual(world.now + 4 * minute)
  })

  test('CORTEZA-4 when both ways are over the user is out at T', async () => {
    const { world, signedInAt, until } = stage(lifetimes('10m', '2m', '3m'))
    const { session } = world.tab()
    await until(10 * minute - 1)
    expect(session.getState()).toMatchObject({ status: 'signed-in', warning: { cause: 'refresh-expired', extendable: false } })
    await until(10 * minute)
    expect(session.getState()).toMatchObject({ status: 'ended', end: { reason: 'refresh-expired', endedAt: signedInAt + 10 * minute } })
    expect(world.server.refreshes).toBe(0)
  })

  // Without an authentication session it is the refresh token alone that keeps them in.
  test.each(['2m', '0'])('CORTEZA-5 all at 2m (session %s), a tab open and somebody at work: signed in for an hour', async (session) => {
    const { world, until, lines } = stage(lifetimes('2m', '2m', session))
    const tab = world.tab()
    for (let at = minute; at <= hour; at += minute) {
      await until(at)
      await tab.input()
    }
    expect(tab.session.getState()).toMatchObject({ status: 'signed-in', warning: null, checking: null })
    expect(world.server.refreshes).toBe(37)
    expect(lines(/warning|checking|ended|signed-out/)).toEqual([])
  })
})
