import { describe, expect, test } from 'vitest'
import type { SessionPolicy } from '../../engine/policy-types.ts'
import { openWorld } from '../world.ts'

const ada = { sub: 'u1', name: 'Ada' }
const grace = { sub: 'u2', name: 'Grace' }
const minute = 60_000
const hour = 60 * minute

function withTabs(count: number, policy: SessionPolicy = {}) {
  const opened = openWorld({ user: ada, policy })
  const tabs = Array.from({ length: count }, () => opened.world.tab())
  const [first, second] = tabs
  if (first === undefined) throw new Error('a world without tabs')
  return {
    ...opened,
    tabs,
    first,
    second: second ?? first,
    signedInAt: opened.world.now,
    states: () => tabs.map((tab) => tab.session.getState()),
    refreshesSent: () => opened.sent.filter((kind) => kind === 'refresh').length,
    lines: (pattern: RegExp) => opened.world.trace.filter((line) => pattern.test(line)),
  }
}

describe('what comes late', () => {
  test.each(['request', 'answer'] as const)(
    'P-22 a refresh that is answered after the sign-out brings nothing back (slow %s)',
    async (on) => {
      const { world, first, second, states, lines } = withTabs(2)
      world.server.fail('slow', 1, { delay: '8s', on })
      await world.advance(`${58 * minute + 2000}ms`)
      expect(first.session.getState().refresh.status).toBe('running')
      await second.session.signOut()
      await world.advance('1m')
      for (const state of states()) expect(state).toMatchObject({ status: 'ended', end: { reason: 'signed-out' } })
      expect(lines(/is signed-in/)).toHaveLength(2)
      const late = world.tab()
      await world.advance('1s')
      expect(late.session.getState()).toMatchObject({ status: 'signed-out', end: { reason: 'signed-out' } })
    },
  )

  test("a tab that slept through another one's refresh takes what is there", async () => {
    const { world, first, second, signedInAt, refreshesSent } = withTabs(2)
    await world.advance('50m')
    await second.freeze()
    await world.advance('30m')
    expect(refreshesSent()).toBe(1)
    await second.thaw()
    await world.advance('1s')
    expect(refreshesSent()).toBe(1)
    for (const { session } of [first, second]) {
      expect(session.getState()).toMatchObject({ status: 'signed-in', checking: null, warning: null })
      expect(session.deadlines()[0]?.endsAt).toBe(signedInAt + 58 * minute + hour)
    }
  })

  test('P-20 a tab with an overdue timer does not sign out a user who is active elsewhere', async () => {
    const { world, first, second, states } = withTabs(2, { inactivity: '15m' })
    await world.advance('5m')
    await second.freeze()
    for (let minutes = 0; minutes < 60; minutes++) {
      await first.input()
      await world.advance('1m')
    }
    await second.thaw()
    await world.advance('1s')
    for (const state of states()) expect(state).toMatchObject({ status: 'signed-in', warning: null, checking: null })
  })

  test('R-5 activity whose message was lost is found in the store before a warning opens or the session ends', async () => {
    const { world, first, second, signedInAt, lines } = withTabs(2, { inactivity: '15m' })
    await world.advance('5m')
    world.messages.fail('lost')
    await first.input()
    await world.advance('14m')
    expect(lines(/tab 2 is .*warning/).map((line) => line.slice(0, 7))).toEqual(['0:18:00'])
    expect(second.session.getState().warning).toMatchObject({ openedAt: signedInAt + 18 * minute, endsAt: signedInAt + 20 * minute })
    await first.session.extend()
    await world.advance('2m')
    expect(second.session.getState()).toMatchObject({ status: 'signed-in', warning: null })
  })

  test('P-24 "Stay signed in" 200 ms before the end reaches all tabs in time', async () => {
    const { world, first, states, signedInAt } = withTabs(4, { inactivity: '15m' })
    await world.advance(`${15 * minute - 200}ms`)
    await first.session.extend()
    await world.advance('200ms')
    for (const state of states()) expect(state).toMatchObject({ status: 'signed-in', warning: null })
    await world.advance('15m')
    for (const state of states())
      expect(state).toMatchObject({ status: 'ended', end: { reason: 'inactive', endedAt: signedInAt + 30 * minute - 200 } })
  })
})

describe('hidden tabs', () => {
  test('refresh in time although their timers are late, and end on time for whoever looks', async () => {
    const { world, first, states, refreshesSent, signedInAt } = withTabs(1, { inactivity: '3h', refreshLead: '2m' })
    await world.advance('90s')
    await first.hide()
    await world.advance('2h')
    expect(refreshesSent()).toBe(2)
    expect(states()[0]).toMatchObject({ status: 'signed-in', warning: null, checking: null })
    await world.advance('1h')
    await first.show()
    expect(states()[0]).toMatchObject({ status: 'ended', end: { reason: 'inactive', endedAt: signedInAt + 3 * hour } })
  })
})

describe('another session in the same browser', () => {
  test("of another user: an open tab is told that it was replaced, never shown the other one's name", async () => {
    const { world, first, lines } = withTabs(1)
    await world.advance('5m')
    await world.server.signIn(grace)
    const other = world.tab()
    await world.advance('1s')
    expect(other.session.getState()).toMatchObject({ status: 'signed-in', user: grace })
    expect(first.session.getState()).toMatchObject({ status: 'ended', user: null, end: { reason: 'replaced' } })
    expect(lines(/tab 1 is/)).toEqual(['0:00:00 tab 1 is signed-in', expect.stringMatching(/tab 1 is ended replaced/)])
  })

  test('of the same user: open tabs go on with it', async () => {
    const { world, first, second, states } = withTabs(2, { inactivity: '15m' })
    await world.advance('5m')
    await world.server.signIn(ada)
    const before = second.session.getState()
    const reloaded = await first.reload()
    await world.advance('1s')
    expect(reloaded.session.getState()).toMatchObject({ status: 'signed-in', user: ada })
    expect(states()[1]).toMatchObject({ status: 'signed-in', user: ada, end: null, checking: null })
    expect(before.status).toBe('signed-in')
    await world.advance('14m')
    for (const { session } of [reloaded, second]) expect(session.getState()).toMatchObject({ status: 'signed-in' })
  })

  test('of the same user, not yet told of: a tab that asks finds out and goes on with it', async () => {
    const { world, first, second, lines } = withTabs(2)
    await world.advance('5m')
    await world.server.signIn(ada)
    await first.session.refreshNow()
    await world.advance('1s')
    for (const { session } of [first, second]) expect(session.getState()).toMatchObject({ status: 'signed-in', user: ada, checking: null })
    expect(lines(/ended|signed-out/)).toEqual([])
  })

  test("whose place a late answer about the first user's has taken: the browser holds that one again, and nobody is shown the second user's", async () => {
    const { world, first, lines } = withTabs(1)
    await world.advance('5m')
    world.server.fail('slow', 1, { delay: '12s' })
    void first.session.refreshNow()
    await world.advance('1s')
    await world.server.signIn(grace)
    world.tab()
    await world.advance('1s')
    await first.session.restore()
    expect(first.session.getState()).toMatchObject({ status: 'signed-in', user: grace, checking: null })
    await world.advance('11s')
    expect(first.session.getState()).toMatchObject({ status: 'ended', user: null, end: { reason: 'replaced' } })
    expect(lines(/0:05:12 tab 1 is/)).toEqual(['0:05:12 tab 1 is signed-in, checking (token-expired)', '0:05:12 tab 1 is ended replaced'])
  })

  test('after an end, signing in again on another page takes ended tabs of the same user along', async () => {
    const { world, first, second } = withTabs(2, { inactivity: '15m' })
    await world.advance('20m')
    expect(second.session.getState().status).toBe('ended')
    await world.server.signIn(ada)
    await first.reload()
    await world.advance('1s')
    expect(second.session.getState()).toMatchObject({ status: 'signed-in', user: ada })
  })
})
