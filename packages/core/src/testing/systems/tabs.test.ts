import { describe, expect, test } from 'vitest'
import type { SessionPolicy } from '../../engine/policy-types.ts'
import { openWorld } from '../world.ts'

const ada = { sub: 'u1', name: 'Ada' }
const minute = 60_000
const hour = 60 * minute

function withTabs(count: number, policy: SessionPolicy = {}) {
  const opened = openWorld({ user: ada, policy })
  const tabs = Array.from({ length: count }, () => opened.world.tab())
  return {
    ...opened,
    tabs,
    signedInAt: opened.world.now,
    states: () => tabs.map((tab) => tab.session.getState()),
    refreshesSent: () => opened.sent.filter((kind) => kind === 'refresh').length,
    lines: (pattern: RegExp) => opened.world.trace.filter((line) => pattern.test(line)),
  }
}

describe('refreshing with several tabs', () => {
  test.each([1, 2, 10])('P-4 %i tabs due in the same millisecond make one request per cycle, and nobody reuses a token', async (count) => {
    const { world, states, signedInAt, tabs, refreshesSent, lines } = withTabs(count)
    for (let cycle = 1; cycle <= 5; cycle++) {
      await world.advance('58m')
      expect(refreshesSent()).toBe(cycle)
      for (const { session } of tabs) expect(session.deadlines()[0]?.endsAt).toBe(signedInAt + cycle * 58 * minute + hour)
    }
    expect(world.server).toMatchObject({ refreshes: 5, reuses: 0 })
    expect(states().every((state) => state.status === 'signed-in')).toBe(true)
    expect(lines(/warning|checking|ended/)).toEqual([])
  })

  test('ten tabs at a slow endpoint still make one request per cycle', async () => {
    const { world, states, refreshesSent } = withTabs(10)
    world.server.fail('slow', 3, { delay: '8s' })
    await world.advance('3h')
    expect(refreshesSent()).toBe(3)
    expect(world.server).toMatchObject({ refreshes: 3, reuses: 0 })
    expect(states().every((state) => state.status === 'signed-in' && state.warning === null)).toBe(true)
  })

  test('P-6 when the holder of the lock is closed in mid-request another tab takes over at once', async () => {
    const { world, tabs, states, signedInAt, refreshesSent, lines } = withTabs(3)
    world.server.fail('slow', 1, { delay: '8s' })
    await world.advance(`${58 * minute + 3000}ms`)
    const holder = tabs.findIndex((_, index) => lines(/refresh sent/)[0]?.includes(`tab ${index + 1} `))
    await tabs[holder]?.close()
    const left = tabs.filter((_, index) => index !== holder)
    expect(left).toHaveLength(2)
    await world.advance('1m')
    for (const { session } of left) {
      expect(session.getState()).toMatchObject({ status: 'signed-in', warning: null })
      expect(session.deadlines()[0]?.endsAt).toBe(signedInAt + 58 * minute + 3000 + hour)
    }
    expect(refreshesSent()).toBe(2)
    expect(world.server).toMatchObject({ refreshes: 1, reuses: 0 })
    expect(states()[holder]?.status).toBe('signed-in')
  })

  test('P-6 when the holder crashes in mid-request another tab takes over at once', async () => {
    const { world, tabs, lines, refreshesSent } = withTabs(2)
    world.server.fail('timeout', 1)
    await world.advance(`${58 * minute + 3000}ms`)
    const holder = lines(/refresh sent/)[0]?.includes('tab 1 ') ? 0 : 1
    tabs[holder]?.crash()
    await world.advance('0ms')
    expect(lines(/refresh →/)).toEqual([`0:58:03 tab ${2 - holder} refresh → ok`])
    expect(refreshesSent()).toBe(2)
  })

  test.each([2, 3, 10])(
    'P-6 of %i tabs the holder freezes: one of the waiting ones goes on after its lease, and nobody is signed out',
    async (count) => {
      const { world, tabs, lines } = withTabs(count)
      world.server.fail('timeout', 1)
      await world.advance(`${58 * minute + 3000}ms`)
      const holder = tabs.findIndex((_, index) => lines(/refresh sent/)[0]?.includes(`tab ${index + 1} `))
      await tabs[holder]?.freeze()
      await world.advance('31999ms')
      expect(world.server.refreshes).toBe(0)
      await world.advance('1ms')
      expect(world.server).toMatchObject({ refreshes: 1, reuses: 0 })
      await world.advance('10s')
      await tabs[holder]?.thaw()
      await world.advance('2m')
      for (const { session } of tabs) expect(session.getState()).toMatchObject({ status: 'signed-in', warning: null, checking: null })
      expect(world.server).toMatchObject({ refreshes: 1, reuses: 0 })
    },
  )

  test('a waiting tab keeps back while whoever holds the lock now is running', async () => {
    const { world, states, lines } = withTabs(10)
    world.server.fail('timeout', 1)
    world.server.fail('slow', 1, { delay: '20s' })
    await world.advance('60m')
    expect(lines(/refresh/).map((line) => line.replace(/tab \d+ |\.\d+/g, ''))).toEqual([
      '0:58:00 refresh sent (timeout)',
      '0:58:30 refresh → cancelled',
      '0:58:30 refresh sent (slow)',
      '0:58:50 refresh → ok',
    ])
    expect(world.server).toMatchObject({ refreshes: 1, reuses: 0 })
    expect(states().every((state) => state.status === 'signed-in')).toBe(true)
  })

  test('nobody peeks while a refresh is merely on its way', async () => {
    const { world, sent } = openWorld({ user: ada, policy: { refreshLead: '10s' }, serverLimits: { accessTokenLifetime: '20s' } })
    for (let tab = 0; tab < 10; tab++) world.tab()
    world.server.fail('slow', undefined, { delay: '2s' })
    await world.advance('59s')
    expect(sent.filter((kind) => kind === 'refresh')).toHaveLength(5)
    expect(sent.filter((kind) => kind === 'peek')).toHaveLength(0)
  })

  test('twenty answers of 401 make one refresh', async () => {
    const { world, tabs, refreshesSent } = withTabs(2)
    await world.advance('20m')
    const session = tabs[0]?.session
    const results = await Promise.all(Array.from({ length: 20 }, () => session?.reportUnauthorized()))
    expect(results.every((result) => result?.ok)).toBe(true)
    expect(refreshesSent()).toBe(1)
  })
})

describe('ends and extensions with several tabs', () => {
  test('a rejected refresh (invalid_grant) ends all tabs at once, with one request', async () => {
    const { world, states, signedInAt, refreshesSent, lines } = withTabs(5)
    await world.advance('57m')
    world.server.rejectRefresh()
    await world.advance('1m')
    for (const state of states())
      expect(state).toMatchObject({ status: 'ended', end: { reason: 'refresh-rejected', endedAt: signedInAt + 58 * minute } })
    expect(states().filter((state) => state.end?.here)).toHaveLength(1)
    expect(refreshesSent()).toBe(1)
    expect(lines(/warning/)).toEqual([])
    await world.advance('3h')
    expect(refreshesSent()).toBe(1)
  })

  test('P-22 sign-out in one tab ends all, and one tab tells the backend', async () => {
    const { world, tabs, states } = withTabs(4)
    await world.advance('5m')
    await expect(tabs[2]?.session.signOut()).resolves.toEqual({ ok: true })
    await world.advance('0ms')
    expect(states().map((state) => [state.status, state.end?.reason, state.end?.here])).toEqual([
      ['ended', 'signed-out', false],
      ['ended', 'signed-out', false],
      ['ended', 'signed-out', true],
      ['ended', 'signed-out', false],
    ])
    expect(world.server.signOuts).toBe(1)
  })

  test('P-23 a limit that all tabs reach together is told to the backend once', async () => {
    const { world, states } = withTabs(7, { inactivity: '15m' })
    await world.advance('16m')
    expect(states().every((state) => state.status === 'ended' && state.end.reason === 'inactive')).toBe(true)
    expect(world.server.signOuts).toBe(1)
  })

  test('a tab that is frozen hears of the end before anything else when it is thawed', async () => {
    const { world, tabs } = withTabs(2)
    await world.advance('5m')
    await tabs[1]?.freeze()
    await tabs[0]?.session.signOut()
    await world.advance('10m')
    await tabs[1]?.thaw()
    expect(tabs[1]?.session.getState()).toMatchObject({ status: 'ended', end: { reason: 'signed-out', here: false } })
  })

  test('R-60 extending in one tab closes the warning in all', async () => {
    const { world, tabs, states, signedInAt } = withTabs(3, { inactivity: '15m' })
    await world.advance('14m')
    for (const state of states())
      expect(state.warning).toMatchObject({ cause: 'inactive', openedAt: signedInAt + 13 * minute, endsAt: signedInAt + 15 * minute })
    await tabs[1]?.input()
    expect(states().every((state) => state.warning !== null)).toBe(true)
    await expect(tabs[1]?.session.extend()).resolves.toMatchObject({ ok: true })
    await world.advance('0ms')
    for (const state of states()) expect(state).toMatchObject({ status: 'signed-in', warning: null })
    await world.advance(`${13 * minute - 1}ms`)
    for (const state of states()) expect(state.warning).toBeNull()
    await world.advance('1ms')
    for (const state of states())
      expect(state.warning).toMatchObject({ cause: 'inactive', openedAt: signedInAt + 27 * minute, endsAt: signedInAt + 29 * minute })
  })

  test('P-17 a warning of the maximum lifetime cannot be extended, in any tab', async () => {
    const { world, tabs, states, signedInAt } = withTabs(2, { maxLifetime: '8h' })
    await world.advance('478m')
    for (const state of states()) {
      expect(state.warning).toMatchObject({
        cause: 'max-lifetime',
        openedAt: signedInAt + 478 * minute,
        endsAt: signedInAt + 8 * hour,
        extendable: false,
        extend: null,
      })
    }
    await expect(tabs[0]?.session.extend()).resolves.toMatchObject({ ok: false, reason: 'not-extendable' })
    await world.advance('2m')
    for (const state of states())
      expect(state).toMatchObject({ status: 'ended', end: { reason: 'max-lifetime', endedAt: signedInAt + 8 * hour, limitMs: 8 * hour } })
  })

  test('P-18 a tab opened after all were closed past the limit starts signed out and knows why', async () => {
    const { world, tabs, lines } = withTabs(2, { inactivity: '15m' })
    await world.advance('10m')
    for (const tab of tabs) await tab.close()
    await world.advance('6m')
    const late = world.tab()
    const seen: string[] = []
    late.session.subscribe(() => seen.push(late.session.getState().status))
    await world.advance('1m')
    expect(late.session.getState()).toMatchObject({ status: 'signed-out', end: { reason: 'inactive' } })
    expect(seen).not.toContain('signed-in')
    expect(lines(/tab 3 is signed-in/)).toEqual([])
  })

  test('a tab opened within the limit takes over the activity of those before it', async () => {
    const { world, tabs, signedInAt } = withTabs(1, { inactivity: '15m' })
    await world.advance('5m')
    await tabs[0]?.input()
    await world.advance('2m')
    await tabs[0]?.close()
    await world.advance('5m')
    const late = world.tab()
    await world.advance('0ms')
    expect(late.session.getState().status).toBe('signed-in')
    expect(late.session.deadlines().find((deadline) => deadline.reason === 'inactive')?.endsAt).toBe(signedInAt + 20 * minute)
  })
})
