import { describe, expect, test } from 'vitest'
import type { SessionPolicy } from '../../engine/policy-types.ts'
import type { Tab } from '../world-types.ts'
import { openWorld } from '../world.ts'

const ada = { sub: 'u1' }
const second = 1000
const minute = 60 * second
const hour = 60 * minute

function cachedPage(policy: SessionPolicy) {
  const opened = openWorld({ user: ada, policy, serverLimits: { accessTokenLifetime: '12h' } })
  const [cached, other] = [opened.world.tab(), opened.world.tab()]
  return { ...opened, cached, other, signedInAt: opened.world.now }
}

/** What an app would show, step by step from now on. */
function shown({ session }: Tab<{ readonly sub: string }>): string[] {
  const steps: string[] = []
  session.subscribe(() => {
    const { status, checking, warning } = session.getState()
    steps.push(checking !== null ? 'covered' : warning !== null ? 'warning' : status)
  })
  return steps
}

describe('a page that comes back from the back/forward cache', () => {
  test('R-58 P-19 is covered at once and until the backend has said that the session lives', async () => {
    const { world, cached, signedInAt } = cachedPage({ inactivity: '1h' })
    await world.advance('1m')
    await cached.leave()
    await world.advance('5m')
    world.server.fail('slow', undefined, { delay: '3s', hits: 'everything' })
    const steps = shown(cached)
    expect(await cached.back()).toBe(cached)
    expect(steps).toEqual(['covered'])
    expect(cached.session.getState()).toMatchObject({ status: 'signed-in', checking: { cause: 'page-restored' }, warning: null })
    await cached.input()
    await world.advance('2999ms')
    expect(steps).toEqual(['covered'])
    await world.advance('1ms')
    expect(steps).toEqual(['covered', 'signed-in'])
    expect(cached.session.deadlines()[0]).toMatchObject({ reason: 'inactive', endsAt: signedInAt + hour })
  })

  test.each(['sign-out', 'limit', 'server'] as const)('R-58 P-19 shows nothing of a session that is over by now (%s)', async (how) => {
    const { world, cached, other } = cachedPage({ inactivity: '15m' })
    await world.advance('1m')
    await cached.leave()
    if (how === 'sign-out') await other.session.signOut()
    if (how === 'server') await world.server.end()
    await world.advance(how === 'limit' ? '20m' : '1m')
    const steps = shown(cached)
    await cached.back()
    expect(steps).toEqual(['covered', 'ended'])
    const reason = { 'sign-out': 'signed-out', limit: 'inactive', server: 'revoked' }[how]
    expect(cached.session.getState()).toMatchObject({ status: 'ended', user: null, end: { reason, here: false } })
  })

  test('R-66 reads what the others did meanwhile, although their messages missed it', async () => {
    const { world, cached, other, signedInAt } = cachedPage({ inactivity: '15m' })
    await cached.leave()
    await world.advance('14m')
    await other.session.extend()
    await world.advance('2m')
    await cached.back()
    await world.advance('1s')
    expect(cached.session.getState()).toMatchObject({ status: 'signed-in', checking: null, warning: null })
    for (const { session } of [cached, other]) {
      expect(session.deadlines()[0]).toMatchObject({ reason: 'inactive', endsAt: signedInAt + 29 * minute })
    }
  })

  test('P-2 asks at once for the refresh that had failed', async () => {
    const { world, sent } = openWorld({ user: ada })
    const tab = world.tab()
    await world.advance('1m')
    world.server.fail('network', undefined, { hits: 'everything' })
    await world.advance(`${58 * minute + 30 * second}ms`)
    world.server.recover()
    expect(tab.session.getState().refresh.status).toBe('retrying')
    await tab.leave()
    await world.advance('5m')
    const before = sent.filter((kind) => kind === 'refresh').length
    await tab.back()
    expect(sent.filter((kind) => kind === 'refresh')).toHaveLength(before + 1)
    expect(tab.session.getState()).toMatchObject({ status: 'signed-in', checking: null, refresh: { status: 'idle' } })
  })
})

describe('a machine that wakes with a dead token before its network does', () => {
  test.each(['input', 'nothing'] as const)(
    'P-3 is covered through three failures, never signed out, and back after the fourth attempt (%s)',
    async (happens) => {
      const { world, sent, machine } = openWorld({ user: ada })
      const tab = world.tab()
      await world.advance('20m')
      const statuses = new Set<string>()
      const covered: boolean[] = []
      tab.session.subscribe(() => {
        const { status, checking } = tab.session.getState()
        statuses.add(status)
        covered.push(checking !== null)
      })
      world.server.fail('network', 3, { hits: 'everything' })
      await world.sleep('9h')
      if (happens === 'input') await tab.input()
      await world.advance('2m')
      expect(sent.slice(1)).toEqual(['refresh', 'refresh', 'refresh', 'refresh'])
      expect([...statuses]).toEqual(['signed-in'])
      expect(covered.slice(0, -1).every(Boolean)).toBe(true)
      expect(tab.session.getState()).toMatchObject({ status: 'signed-in', user: ada, checking: null, end: null })
      expect(machine.lock.holder()).toBeNull()
      expect(world.server).toMatchObject({ refreshes: 1, reuses: 0 })
    },
  )
})
