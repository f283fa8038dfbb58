import { describe, expect, test } from 'vitest'
import type { PlatformOptions } from '../virtual-machine.ts'
import { openWorld } from '../world.ts'

const ada = { sub: 'u1' }
const second = 1000
const minute = 60 * second
const hour = 60 * minute

const combinations = (['web-locks', 'none'] as const).flatMap((locks) =>
  (['broadcast-channel', 'none'] as const).flatMap((channel) =>
    (['indexeddb', 'memory'] as const).map((storage) => [locks, channel, storage] as const),
  ),
)

describe.each(combinations)('with locks: %s, channel: %s, store: %s', (locks, channel, storage) => {
  const platform: PlatformOptions = { locks, channel, storage }
  const one = (options: Omit<Parameters<typeof openWorld>[0], 'user'> = {}) => {
    const opened = openWorld({ ...options, user: ada, platform })
    return { ...opened, tab: opened.world.tab(), signedInAt: opened.world.now }
  }

  test('P-27 it says what it stands on', async () => {
    const { world, tab } = one()
    await world.advance('1m')
    expect(tab.session.capabilities).toMatchObject({ lock: locks, channel, facts: storage })
  })

  test('P-27 a tab is refreshed once an hour and reuses nothing', async () => {
    const { world, tab, sent } = one()
    await world.advance('10h')
    expect(sent.filter((kind) => kind === 'refresh')).toHaveLength(10)
    expect(world.server).toMatchObject({ refreshes: 10, reuses: 0 })
    expect(tab.session.getState()).toMatchObject({ status: 'signed-in', warning: null, checking: null })
  })

  test('P-27 a tab warns of inactivity, is extended, and ends', async () => {
    const { world, tab, signedInAt } = one({ policy: { inactivity: '15m' } })
    await world.advance('14m')
    expect(tab.session.getState().warning).toMatchObject({ cause: 'inactive', openedAt: signedInAt + 13 * minute })
    await expect(tab.session.extend()).resolves.toMatchObject({ ok: true })
    expect(tab.session.getState().warning).toBeNull()
    await world.advance('15m')
    expect(tab.session.getState()).toMatchObject({ status: 'ended', end: { reason: 'inactive', endedAt: signedInAt + 29 * minute } })
    expect(world.server.signOuts).toBe(1)
  })

  test('P-27 a tab waits out failures and is back by itself', async () => {
    const { world, tab } = one()
    await world.advance('50m')
    world.server.fail('network', 5)
    await world.advance('1h')
    expect(tab.session.getState()).toMatchObject({ status: 'signed-in', checking: null, refresh: { status: 'idle' } })
    expect(world.server).toMatchObject({ refreshes: 1, reuses: 0 })
  })

  test('P-27 a tab that slept past the limit is over, one that slept past the token is back', async () => {
    const past = one({ policy: { inactivity: '15m' } })
    await past.world.advance('1m')
    await past.world.sleep('8h')
    await past.tab.input()
    expect(past.tab.session.getState()).not.toMatchObject({ status: 'signed-in', checking: null })
    await past.world.advance('1s')
    expect(past.tab.session.getState()).toMatchObject({ status: 'ended', end: { reason: 'inactive' } })
    const within = one()
    await within.world.advance('1m')
    await within.world.sleep('8h')
    await within.tab.input()
    await within.world.advance('1s')
    expect(within.tab.session.getState()).toMatchObject({ status: 'signed-in', checking: null })
    expect(within.world.server).toMatchObject({ refreshes: 1, reuses: 0 })
  })

  test('P-27 a tab signs out, and stays out when it is opened anew', async () => {
    const { world, tab } = one()
    await world.advance('1m')
    await expect(tab.session.signOut()).resolves.toEqual({ ok: true })
    const reloaded = await tab.reload()
    await world.advance('1m')
    expect(reloaded.session.getState().status).toBe('signed-out')
    expect(world.server.signOuts).toBe(1)
  })

  test('P-27 R-65 R-69 a tab that is opened beside another asks the backend, and both go on for hours', async () => {
    const { world, tab } = one({ serverKind: 'handler' })
    const other = world.tab()
    await world.advance('5h')
    for (const { session } of [tab, other]) expect(session.getState()).toMatchObject({ status: 'signed-in', checking: null, warning: null })
    expect(world.server.reuses).toBe(0)
  })

  test('P-27 R-65 a sign-out in one tab is learnt by the other at the latest when it would refresh', async () => {
    const { world, tab } = one()
    const other = world.tab()
    await world.advance('5m')
    await tab.session.signOut()
    await world.advance('54m')
    expect(other.session.getState()).toMatchObject({ status: 'ended', user: null })
    expect(world.server.reuses).toBe(0)
  })
})

describe('a store', () => {
  test('R-69 that is emptied under a page in use ends nothing: the page writes anew what it knows', async () => {
    const { world } = openWorld({ user: ada, policy: { inactivity: '15m' } })
    const tab = world.tab()
    await world.advance('5m')
    world.storage.plant(null)
    await tab.input()
    await world.advance('1s')
    const reloaded = await tab.reload()
    await world.advance('0ms')
    expect(reloaded.session.getState()).toMatchObject({ status: 'signed-in', checking: null })
    expect(world.storage.read()).not.toBeNull()
  })

  test.each([
    ['lives', 'signed-in'],
    ['is over', 'signed-out'],
  ] as const)('R-69 that is empty means "ask": the backend says that the session %s', async (how, status) => {
    const { world, sent } = openWorld({ user: ada })
    const first = world.tab()
    await world.advance('5m')
    if (how === 'is over') await world.server.end()
    first.crash()
    world.storage.plant(null)
    world.server.fail('slow', 1, { delay: '3s', hits: 'everything' })
    const tab = world.tab()
    await world.advance('2s')
    expect(tab.session.getState().status).toBe('restoring')
    await world.advance('1s')
    expect(tab.session.getState().status).toBe(status)
    expect(sent.at(-1)).toBe('restore')
  })

  test.each([['{}'], [42], [[]], [{ facts: 'x', claim: 7 }], [{ facts: { format: 99 } }]])(
    'R-69 R-63 that holds something else is as good as an empty one: %o',
    async (value) => {
      const { world } = openWorld({ user: ada, policy: { inactivity: '15m' } })
      world.storage.plant(value)
      const tab = world.tab()
      await world.advance('58m')
      expect(tab.session.getState()).toMatchObject({ status: 'ended', end: { reason: 'inactive' } })
    },
  )

  test('R-69 that is empty at the end of an hour of failures still signs nobody out', async () => {
    const { world } = openWorld({ user: ada })
    const tab = world.tab()
    await world.advance('50m')
    world.server.fail('network', undefined, { hits: 'everything' })
    for (let minutes = 0; minutes < 60; minutes += 1) {
      world.storage.plant(null)
      await world.advance('1m')
    }
    expect(tab.session.getState()).toMatchObject({ status: 'signed-in', checking: { cause: 'token-expired' } })
    world.server.recover()
    await world.advance('1m')
    expect(tab.session.getState()).toMatchObject({ status: 'signed-in', checking: null })
    expect(tab.session.deadlines()[0]?.endsAt).toBeGreaterThan(world.now + hour - 2 * minute)
  })
})

describe('without a common store', () => {
  test('a look that the machine slept over is followed by no request once nothing can be renewed', async () => {
    const { world, sent } = openWorld({
      user: ada,
      platform: { storage: 'memory' },
      serverLimits: { accessTokenLifetime: '5m', refreshTokenLifetime: '40m' },
    })
    const { session } = world.tab()
    await world.advance('3m')
    world.server.fail('slow', 1, { delay: '2s', on: 'answer', hits: 'everything' })
    await world.advance('61s')
    await world.sleep('5h')
    await world.advance('10s')
    expect(session.getState()).toMatchObject({ status: 'ended', end: { reason: 'refresh-expired' } })
    expect(sent).toEqual(['restore', 'peek', 'sign-out'])
  })

  test('P-15 a token that another tab got three seconds after ours ends three seconds after it', async () => {
    const { world } = openWorld({
      user: ada,
      policy: { onTokenExpiry: 'end' },
      platform: { channel: 'none', storage: 'memory' },
      serverLimits: { accessTokenLifetime: '1m' },
    })
    const [first, other] = [world.tab(), world.tab()]
    await world.advance('3s')
    await first.session.reportUnauthorized()
    world.server.fail('network')
    await world.advance(`${60 * second - 1 - 3000}ms`)
    world.server.fail('network', undefined, { hits: 'everything' })
    await world.advance('3s')
    expect(other.session.getState().status).toBe('signed-in')
    await world.advance('1s')
    expect(other.session.getState()).toMatchObject({ status: 'ended', end: { reason: 'token-expired' } })
  })

  test('a tab that stood still hears what the others have to say before it warns', async () => {
    const { world } = openWorld({
      user: ada,
      platform: { locks: 'none', storage: 'memory' },
      serverKind: 'handler',
      serverLimits: { accessTokenLifetime: '1m' },
      policy: { refreshLead: '30s' },
    })
    const [stopped] = [world.tab(), world.tab()]
    world.server.fail('slow', 1, { delay: '12s' })
    await world.advance('30001ms')
    await stopped.suspend()
    await world.advance('48s')
    await stopped.resume()
    await world.advance('5s')
    expect(world.trace.filter((line) => /warning/.test(line))).toEqual([])
    expect(stopped.session.getState()).toMatchObject({ status: 'signed-in', checking: null })
  })

  test('P-1 a look that finds the token good for longer does not put off the next attempt after one that failed', async () => {
    const { world, sent } = openWorld({ user: ada, platform: { storage: 'memory' }, serverLimits: { accessTokenLifetime: '1m' } })
    world.tab()
    const refreshes = () => sent.filter((kind) => kind === 'refresh').length
    world.server.fail('slow', 1, { delay: '8s' })
    world.server.fail('network', 1)
    await world.advance('95s')
    expect(refreshes()).toBe(1)
    await world.advance('3s')
    expect(refreshes()).toBe(3)
  })

  test('a tab that is opened does not close the warning of a token that it takes for a newer one', async () => {
    const { world } = openWorld({ user: ada, platform: { storage: 'memory' }, serverLimits: { accessTokenLifetime: '5m' } })
    const { session } = world.tab()
    await world.advance('3m')
    world.server.fail('network', 60)
    await world.advance('95s')
    const seen = [session.getState().warning?.cause]
    session.subscribe(() => seen.push(session.getState().warning?.cause))
    const next = world.tab()
    await world.advance('3s')
    expect(new Set(seen)).toEqual(new Set(['token-expired']))
    const ends = [session, next.session].map((one) => one.deadlines()[0])
    expect(ends[1]).toEqual(ends[0])
  })

  test('an answer that a tab read late, because it stood still, does not shorten the life of the token that all have', async () => {
    const { world } = openWorld({
      user: ada,
      platform: { locks: 'none', storage: 'stale' },
      serverKind: 'handler',
      serverLimits: { accessTokenLifetime: '1m' },
      policy: { onTokenExpiry: 'end', refreshLead: '10s' },
    })
    const [stopped, other] = [world.tab(), world.tab()]
    await world.advance('3s')
    world.server.fail('slow', 1, { delay: '12s', on: 'request' })
    await world.advance('48s')
    await stopped.freeze()
    await world.advance('48s')
    const before = other.session.deadlines()
    await stopped.thaw()
    await world.advance('500ms')
    for (const { session } of [stopped, other]) {
      expect(session.getState()).toMatchObject({ status: 'signed-in', checking: null })
      expect(session.deadlines()).toEqual(before)
    }
  })
})
