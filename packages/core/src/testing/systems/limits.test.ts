import { describe, expect, test } from 'vitest'
import type { Duration } from '../../engine/duration.ts'
import type { Limits, SessionPolicy } from '../../engine/policy-types.ts'
import { openBreakableWorld } from '../../test-support/breakable-world.ts'
import { openWorld } from '../world.ts'

const ada = { sub: 'u1' }
const minute = 60_000
const hour = 60 * minute

function oneTab(policy: SessionPolicy, serverLimits: Limits & { readonly remembered?: Limits } = { accessTokenLifetime: '12h' }) {
  const opened = openWorld({ user: ada, policy, serverLimits })
  const tab = opened.world.tab()
  const { session } = tab
  return {
    ...opened,
    tab,
    session,
    signedInAt: opened.world.now,
    refreshesSent: () => opened.sent.filter((kind) => kind === 'refresh').length,
    /** Lines about the tab, without what follows the reason. */
    lines: () => opened.world.trace.filter((line) => / tab 1 is /.test(line)).map((line) => line.replace(/ until .*/, '')),
    endsMs: () => Object.fromEntries(session.deadlines().map(({ reason, endsAt }) => [reason, endsAt - opened.machine.clock.trueAt()])),
  }
}

describe('of several limits', () => {
  test.each<readonly [string, SessionPolicy, number]>([
    ['inactive', { inactivity: '1h', serverIdle: '2h', maxLifetime: '3h' }, hour],
    ['server-idle', { inactivity: '3h', serverIdle: '2h', maxLifetime: '4h' }, 2 * hour],
    ['max-lifetime', { inactivity: '3h', serverIdle: '2h', maxLifetime: '90m' }, 90 * minute],
    ['token-expired', { inactivity: '30h', maxLifetime: '40h', accessTokenLifetime: '20m', onTokenExpiry: 'end' }, 20 * minute],
  ])('R-57 P-17 the earliest binds, is named first and ends the session: %s', async (reason, policy, endsMs) => {
    const { world, session, signedInAt } = oneTab(policy)
    await world.advance('0ms')
    if (reason === 'token-expired') world.server.fail('network', undefined, { hits: 'everything' })
    const deadlines = session.deadlines()
    expect(deadlines[0]).toMatchObject({ reason, endsAt: signedInAt + endsMs })
    expect(deadlines.map(({ endsAt }) => endsAt)).toEqual(deadlines.map(({ endsAt }) => endsAt).toSorted((a, b) => a - b))
    await world.advance(`${endsMs - 1}ms`)
    expect(session.getState().status).toBe('signed-in')
    await world.advance('1ms')
    expect(session.getState()).toMatchObject({ status: 'ended', end: { reason, endedAt: signedInAt + endsMs } })
  })

  test('R-57 nobody is warned of what lies beyond a fixed end: only that one comes', async () => {
    const policy: SessionPolicy = { inactivity: '15m', maxLifetime: '1h', warningLead: { inactivity: '2m', maxLifetime: 'none' } }
    const { world, tab, session, signedInAt } = oneTab(policy)
    for (const step of ['12m', '12m', '12m', '10m'] as const) {
      await world.advance(step)
      await tab.input()
    }
    await world.advance('14m')
    expect(session.getState()).toMatchObject({ status: 'ended', end: { reason: 'max-lifetime', endedAt: signedInAt + hour } })
    expect(world.trace.filter((line) => /warning/.test(line))).toEqual([])
  })

  test('P-17 each may be unknown, and one that nobody names is none', async () => {
    for (const policy of [{}, { inactivity: '1h' }, { serverIdle: '1h' }, { maxLifetime: '1h' }] satisfies readonly SessionPolicy[]) {
      const { world, until } = openBreakableWorld({ life: '2h', policy })
      const { session } = world.tab()
      await until(minute)
      const own = session.deadlines().map(({ reason }) => reason)
      expect(own).toHaveLength(1 + Object.keys(policy).length)
      expect(own).toContain('token-expired')
    }
  })
})

describe('the ways of renewing', () => {
  const limits = { accessTokenLifetime: '10m' } as const

  test('R-57 the end of the refresh token bounds refreshing: the session ends with its last token', async () => {
    const { world, session, refreshesSent, signedInAt, lines } = oneTab({ refreshTokenLifetime: '35m' }, limits)
    // Refreshed at 8, 16, 24 and 32 minutes; at 40 there is nothing left to refresh with.
    await world.advance('35m')
    expect(refreshesSent()).toBe(4)
    expect(session.getState()).toMatchObject({ status: 'signed-in', checking: null })
    expect(session.deadlines()[0]).toMatchObject({
      reason: 'refresh-expired',
      endsAt: signedInAt + 42 * minute,
      extendable: false,
      refreshAt: null,
    })
    await world.advance('5h')
    expect(refreshesSent()).toBe(4)
    expect(lines()).toEqual([
      '0:00:00 tab 1 is signed-in',
      '0:40:00 tab 1 is signed-in, warning refresh-expired',
      '0:42:00 tab 1 is ended refresh-expired',
    ])
  })

  test('R-57 a refresh window ends nothing while refreshes come within it', async () => {
    const { world, session, refreshesSent } = oneTab({ refreshWindow: '15m' }, { ...limits, refreshWindow: '15m' })
    await world.advance('4h')
    expect(session.getState()).toMatchObject({ status: 'signed-in', checking: null, warning: null })
    expect(refreshesSent()).toBe(30)
  })

  test('R-57 a refresh window that passes while nothing can be refreshed ends the session, and not before', async () => {
    const { world, session, signedInAt } = oneTab({ refreshWindow: '25m' }, { ...limits, refreshWindow: '25m' })
    await world.advance('1m')
    world.server.fail('network', undefined, { hits: 'everything' })
    await world.advance(`${24 * minute - 1}ms`)
    expect(session.getState()).toMatchObject({ status: 'signed-in', checking: { cause: 'token-expired' } })
    await world.advance('1ms')
    expect(session.getState()).toMatchObject({ status: 'ended', end: { reason: 'refresh-expired', endedAt: signedInAt + 25 * minute } })
  })

  test('R-57 a live sign-on session is another way: the later of both counts', async () => {
    const policy = { refreshTokenLifetime: '35m', signOnWindow: '2h' } as const
    const { world, session, refreshesSent } = oneTab(policy, { ...limits, ...policy })
    await world.advance('4h')
    expect(session.getState()).toMatchObject({ status: 'signed-in', checking: null, warning: null })
    expect(refreshesSent()).toBe(30)
  })

  test('R-57 and is over when nothing was renewed within it', async () => {
    const policy = { refreshTokenLifetime: '35m', signOnWindow: '1h' } as const
    const { world, session, signedInAt } = oneTab(policy, { ...limits, ...policy })
    await world.advance('33m')
    world.server.fail('network', undefined, { hits: 'everything' })
    await world.advance(`${59 * minute - 1}ms`)
    expect(session.getState()).toMatchObject({ status: 'signed-in', checking: { cause: 'token-expired' } })
    await world.advance('1ms')
    expect(session.getState()).toMatchObject({ status: 'ended', end: { reason: 'refresh-expired', endedAt: signedInAt + 92 * minute } })
  })
})

describe('what the backend reports', () => {
  test.each<readonly [string, SessionPolicy, Limits, number]>([
    ['max-lifetime', { maxLifetime: '8h' }, { maxLifetime: '2h', accessTokenLifetime: '12h' }, 2 * hour],
    ['inactive', { inactivity: '1h' }, { inactivity: '20m', accessTokenLifetime: '12h' }, 20 * minute],
    ['server-idle', { serverIdle: '1h' }, { serverIdle: '20m', accessTokenLifetime: '12h' }, 20 * minute],
    ['token-expired', { accessTokenLifetime: '1h' }, { accessTokenLifetime: '20m' }, 20 * minute],
  ])('R-57 wins where it is shorter: %s of %o with a server of %o', async (reason, policy, limits, endsMs) => {
    const { world, session, endsMs: ends } = oneTab(policy, limits)
    await world.advance('0ms')
    expect(ends()[reason]).toBe(endsMs)
    expect(session.deadlines()[0]?.from).toBe('backend')
  })

  test.each<readonly [string, SessionPolicy, Limits, number]>([
    ['max-lifetime', { maxLifetime: '2h' }, { maxLifetime: '8h', accessTokenLifetime: '12h' }, 2 * hour],
    ['inactive', { inactivity: '20m' }, { inactivity: '1h', accessTokenLifetime: '12h' }, 20 * minute],
    ['server-idle', { serverIdle: '20m' }, { serverIdle: '1h', accessTokenLifetime: '12h' }, 20 * minute],
    ['token-expired', { accessTokenLifetime: '20m' }, { accessTokenLifetime: '1h' }, 20 * minute],
  ])('R-57 never loosens what the policy says: %s of %o with a server of %o', async (reason, policy, limits, endsMs) => {
    const { world, session, endsMs: ends } = oneTab(policy, limits)
    await world.advance('0ms')
    expect(ends()[reason]).toBe(endsMs)
    expect(session.deadlines()[0]?.from).toBe('policy')
  })

  test('R-57 counts from when it is said: a limit that it names later was none before', async () => {
    const says: { endsIn: Record<string, '90m'> } = { endsIn: {} }
    const { world, until, signedInAt } = openBreakableWorld({ life: '1h', says })
    const { session } = world.tab()
    await until(10 * minute)
    expect(session.deadlines().map(({ reason }) => reason)).toEqual(['token-expired'])
    says.endsIn['max-lifetime'] = '90m'
    await until(58 * minute)
    expect(session.deadlines().map(({ reason, endsAt }) => [reason, endsAt - signedInAt])).toContainEqual(['max-lifetime', 148 * minute])
  })
})

test.each(['max-lifetime', 'inactive', 'server-idle'] as const)(
  'R-51 nothing left of a limit (%s) is nothing left: the session is over, whatever was known of it',
  async (reason) => {
    const says: { endsIn: Record<string, '0ms'> } = { endsIn: {} }
    const { world, until, asked, signedInAt } = openBreakableWorld({ life: '1h', says })
    const tab = world.tab()
    await until(5 * minute)
    says.endsIn[reason] = '0ms'
    await tab.freeze()
    await until(6 * minute)
    await tab.thaw()
    expect(tab.session.getState()).toMatchObject({ status: 'ended', end: { reason, endedAt: signedInAt + 6 * minute } })
    expect(asked('refresh')).toEqual([])
  },
)

describe('the maximum lifetime', () => {
  test.each([
    ['session', 8 * hour],
    ['auth_time', 5 * hour],
  ] as const)('R-57 from %s is counted from there', async (maxLifetimeFrom, leftMs) => {
    const policy = { maxLifetime: '8h', maxLifetimeFrom } as const
    let elapsedMs = () => 0
    const says = {
      get authAge(): Duration {
        return `${3 * hour + elapsedMs()}ms`
      },
      get sessionAge(): Duration {
        return `${elapsedMs()}ms`
      },
    }
    const { world, until, signedInAt } = openBreakableWorld({ life: '20h', policy, says })
    elapsedMs = () => world.now - signedInAt
    const { session } = world.tab()
    await until(minute)
    expect(session.deadlines()[0]).toMatchObject({ reason: 'max-lifetime', endsAt: signedInAt + leftMs, extendable: false })
    await until(leftMs - 1)
    expect(session.getState()).toMatchObject({ status: 'signed-in', warning: { cause: 'max-lifetime', extendable: false } })
    await until(leftMs)
    expect(session.getState()).toMatchObject({ status: 'ended', end: { reason: 'max-lifetime', endedAt: signedInAt + leftMs } })
  })
})

describe('a session that was signed in with "remember me"', () => {
  const policy = { inactivity: '15m', maxLifetime: '8h', remembered: { maxLifetime: '30d', inactivity: '7d' } } as const
  const limits = { accessTokenLifetime: '40d' } as const

  test.each([
    [false, 15 * minute, 8 * hour],
    ['remembered', 7 * 24 * hour, 30 * 24 * hour],
  ] as const)('R-57 has limits of its own in every tab (%s)', async (signedIn, inactiveMs, lifetimeMs) => {
    const { world } = openWorld({ user: ada, policy, serverLimits: limits, signedIn: signedIn === false ? true : signedIn })
    const tabs = [world.tab(), world.tab()]
    const signedInAt = world.now
    await world.advance('0ms')
    tabs.push(await (tabs[1] ?? world.tab()).reload())
    for (const { session } of [tabs[0], tabs[2]].filter((tab) => tab !== undefined)) {
      expect(Object.fromEntries(session.deadlines().map(({ reason, endsAt }) => [reason, endsAt - signedInAt]))).toMatchObject({
        inactive: inactiveMs,
        'max-lifetime': lifetimeMs,
      })
    }
  })

  test('R-57 takes what its own limits do not name from the others', async () => {
    const { world } = openWorld({
      user: ada,
      policy: { inactivity: '15m', maxLifetime: '8h', remembered: { maxLifetime: '30d' } },
      serverLimits: limits,
      signedIn: 'remembered',
    })
    const { session } = world.tab()
    await world.advance('0ms')
    expect(session.deadlines().map(({ reason, endsAt }) => [reason, endsAt - world.now])).toEqual([
      ['inactive', 15 * minute],
      ['max-lifetime', 30 * 24 * hour],
      ['token-expired', 40 * 24 * hour],
    ])
  })
})
