import { describe, expect, test } from 'vitest'
import { TOKEN_MARKER } from '../test-server.ts'
import type { WorldOptions } from '../world-types.ts'
import { openWorld } from '../world.ts'

const ada = { sub: 'u1', name: 'Ada Lovelace', email: 'ada@example.test' }
const minute = 60_000

function withTabs(count: number, options: Partial<WorldOptions<typeof ada>> = {}) {
  const opened = openWorld({ user: ada, policy: { inactivity: '15m' }, ...options })
  const tabs = Array.from({ length: count }, () => opened.world.tab())
  return { ...opened, tabs, states: () => tabs.map(({ session }) => session.getState()) }
}

describe('signing out in one tab', () => {
  test('P-22 R-61 ends all others within a second, with its reason', async () => {
    const { world, tabs, states } = withTabs(10, { latency: '400ms' })
    await world.advance('5m')
    void tabs[4]?.session.signOut()
    await world.advance('1s')
    expect(states().map((state) => [state.status, state.end?.reason, state.end?.here])).toEqual(
      tabs.map((_, index) => ['ended', 'signed-out', index === 4]),
    )
    await world.advance('10s')
    expect(world.server.signOuts).toBe(1)
  })

  test.each(['freeze', 'suspend', 'leave'] as const)(
    'P-22 R-61 ends a tab that stood still (%s) in its first step, with the same reason',
    async (how) => {
      const { world, tabs } = withTabs(2)
      const [still, other] = tabs
      await world.advance('1m')
      await still?.[how]()
      await other?.session.signOut()
      await world.advance('2m')
      const steps: string[] = []
      still?.session.subscribe(() => {
        const { status, checking } = still.session.getState()
        steps.push(checking === null ? status : 'covered')
      })
      if (how === 'freeze') await still?.thaw()
      else if (how === 'suspend') await still?.resume()
      else await still?.back()
      await world.advance('1m')
      expect(steps.filter((step) => step !== 'covered')).toEqual(['ended'])
      expect(still?.session.getState().end).toMatchObject({ reason: 'signed-out', here: false })
    },
  )

  test('P-22 drops what a refresh under way brings, in the tab that sent it and in all others', async () => {
    const { world, tabs, states } = withTabs(3, { policy: {} })
    world.server.fail('slow', 1, { delay: '9s', on: 'answer' })
    await world.advance(`${58 * minute + 2000}ms`)
    const sender = tabs.find(({ session }) => session.getState().refresh.status === 'running')
    await sender?.session.signOut()
    await world.advance('1m')
    for (const state of states()) expect(state).toMatchObject({ status: 'ended', user: null, end: { reason: 'signed-out' } })
    const late = world.tab()
    await world.advance('1m')
    expect(late.session.getState().status).toBe('signed-out')
  })
})

describe('what tabs share', () => {
  test('R-64 names no token and nothing of the user, whatever happens', async () => {
    const { world, tabs, network } = withTabs(3, { serverLimits: { accessTokenLifetime: '5m', inactivity: '15m' } })
    for (let minutes = 0; minutes < 30; minutes++) {
      await world.advance('1m')
      await tabs[minutes % 3]?.input()
      if (minutes === 10) world.server.fail('network', 3)
      if (minutes === 20) await tabs[0]?.session.extend()
    }
    await tabs[1]?.session.signOut()
    await world.advance('1m')
    expect(network.requests.some(({ cookie }) => cookie?.includes(TOKEN_MARKER))).toBe(true)
    const shared = JSON.stringify([world.messages.posted, world.storage.read()])
    expect(world.messages.posted.length).toBeGreaterThan(20)
    for (const secret of [TOKEN_MARKER, ada.name, ada.email, '"u1"']) expect(shared).not.toContain(secret)
  })

  test('R-63 carries a format number and instants, no duration that would count from its arrival', async () => {
    const { world, tabs } = withTabs(2)
    await world.advance('5m')
    await tabs[0]?.input()
    await world.advance('1m')
    for (const message of world.messages.posted) {
      expect(message).toMatchObject({ format: 1, startedAt: expect.any(Number), activityAt: expect.any(Number) })
      expect(Object.keys(Object(message)).filter((key) => /In$|Left|remaining/i.test(key))).toEqual([])
    }
    expect(world.messages.posted.at(-1)).toMatchObject({ activityAt: world.now - minute })
  })
})

describe('another user in the same browser', () => {
  test.each(['refreshes', 'wakes', 'is extended', 'is told'] as const)(
    'R-70 P-19 a tab that %s is never shown under the former name',
    async (how) => {
      const grace = { sub: 'u2', name: 'Grace Hopper', email: 'grace@example.test' }
      const { world, tabs } = withTabs(2, { policy: { inactivity: '8h' } })
      const [tab] = tabs
      await world.advance('5m')
      await world.server.signIn(grace)
      const shown = new Set<string>()
      tab?.session.subscribe(() => {
        const { user, checking } = tab.session.getState()
        if (checking === null) shown.add(user?.name ?? 'nobody')
      })
      if (how === 'refreshes') void tab?.session.refreshNow()
      if (how === 'is extended') void tab?.session.reportUnauthorized()
      if (how === 'wakes') {
        await world.sleep('10m')
        await tab?.input()
      }
      if (how === 'is told') world.tab()
      await world.advance('1m')
      expect(shown.has(grace.name)).toBe(false)
      expect(tab?.session.getState()).toMatchObject({ status: 'ended', user: null, end: { reason: 'replaced' } })
    },
  )
})

describe('one deadline', () => {
  test('P-4 P-23 R-67 ten tabs due in the same millisecond behind a slow line: one request, and within a second all hold the new token', async () => {
    const { world, tabs, sent } = withTabs(10, { policy: {}, latency: '800ms' })
    await world.advance('30m')
    const before = tabs.map(({ session }) => session.deadlines()[0]?.endsAt ?? 0)
    const dueMs = Math.min(...tabs.map(({ session }) => session.deadlines()[0]?.refreshAt ?? 0)) - world.now
    await world.advance(`${dueMs}ms`)
    await world.advance('1s')
    const after = tabs.map(({ session }) => session.deadlines()[0]?.endsAt ?? 0)
    expect(new Set(before).size).toBe(1)
    expect(new Set(after).size).toBe(1)
    expect(Math.min(...after)).toBeGreaterThan(Math.max(...before))
    expect(sent.filter((kind) => kind === 'refresh')).toHaveLength(1)
    expect(world.server).toMatchObject({ refreshes: 1, reuses: 0 })
  })
})
