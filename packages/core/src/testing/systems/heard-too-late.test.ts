import { describe, expect, test } from 'vitest'
import { live, scriptedBackend } from '../../test-support/scripted-backend.ts'
import { openWorld } from '../world.ts'

const ada = { sub: 'u1' }
const second = 1000
const minute = 60 * second

describe('a tab that stood still over an instant at which something was due', () => {
  test('P-4 R-67 hears of an extension from a millisecond before the end, and ends nobody', async () => {
    const { world } = openWorld({ user: ada, policy: { inactivity: '20m' } })
    const tabs = [world.tab(), world.tab()] as const
    await world.advance(`${20 * minute - 1}ms`)
    expect(tabs[0].session.getState().warning).not.toBeNull()
    await tabs[1].freeze()
    await tabs[0].session.extend()
    await world.advance('1s')
    await tabs[1].thaw()
    await world.advance('2s')
    for (const { session } of tabs) expect(session.getState()).toMatchObject({ status: 'signed-in', warning: null, checking: null })
  })

  test('R-67 comes into a newer session by what is so now, not by what it hears first', async () => {
    const { world } = openWorld({ user: ada, policy: { inactivity: '20m' } })
    const tabs = [world.tab(), world.tab()] as const
    await world.advance('1m')
    await tabs[0].session.signOut()
    await world.advance('1s')
    await tabs[0].suspend()
    await world.server.signIn(ada)
    const next = await tabs[1].reload()
    await world.advance('10m')
    await next.input()
    await world.advance('15m')
    await tabs[0].resume()
    await world.advance('2s')
    for (const { session } of [tabs[0], next])
      expect(session.getState()).toMatchObject({ status: 'signed-in', warning: null, checking: null })
  })

  test('P-1 waits anew for a holder of the lock that slept with the machine', async () => {
    const { world } = openWorld({ user: ada, platform: { monotonicAsleep: 'runs' } })
    const tabs = [world.tab(), world.tab()] as const
    const refreshBoth = async () => {
      world.server.fail('slow', 1, { delay: '12s', on: 'request' })
      for (const { session } of tabs) void session.refreshNow()
      await world.advance('2s')
    }
    await world.advance('10m')
    await refreshBoth()
    await tabs[0].freeze()
    await world.advance('50s')
    await tabs[0].thaw()
    await world.advance('5m')
    await refreshBoth()
    await world.sleep('3m')
    await world.advance('1m')
    for (const { session } of tabs) expect(session.getState()).toMatchObject({ status: 'signed-in', checking: null })
    expect(world.server.reuses).toBe(0)
  })
})

describe('what another tab has done while an answer was under way', () => {
  test('P-27 a restore from before somebody else signed in takes nothing from them', async () => {
    const held: ((key: string) => void)[] = []
    const browser = { user: 'u1', key: 'first' }
    const answer = () => live({ userId: browser.user, user: { sub: browser.user }, sessionKey: browser.key })
    const slow = { next: false }
    const backend = scriptedBackend({
      restore: () => {
        if (!slow.next) return Promise.resolve(answer())
        slow.next = false
        const judged = answer()
        return new Promise((resolve) => held.push(() => resolve(judged)))
      },
      peek: async () => answer(),
    })
    const { world } = openWorld({ user: ada, backend })
    slow.next = true
    const early = world.tab()
    await world.advance('1s')
    expect(held).toHaveLength(1)
    Object.assign(browser, { user: 'u2', key: 'second' })
    const late = world.tab()
    await world.advance('1s')
    expect(late.session.getState()).toMatchObject({ status: 'signed-in', user: { sub: 'u2' } })
    held[0]?.('')
    await world.advance('1s')
    for (const { session } of [early, late]) expect(session.getState()).toMatchObject({ status: 'signed-in', user: { sub: 'u2' } })
  })

  test('R-83 a refusal that the policy lets pass warns in every tab, and ends none before the token is over', async () => {
    const { world } = openWorld({ user: ada, policy: { onRejected: 'warn' }, serverLimits: { accessTokenLifetime: '8h' } })
    const tabs = [world.tab(), world.tab()] as const
    await world.advance('1m')
    world.server.rejectRefresh()
    await tabs[0].session.refreshNow()
    await world.advance('2s')
    for (const { session } of tabs)
      expect(session.getState()).toMatchObject({ status: 'signed-in', warning: { cause: 'token-expired', extendable: false } })
    await world.advance('478.95m')
    for (const { session } of tabs) expect(session.getState()).toMatchObject({ status: 'signed-in', warning: { cause: 'token-expired' } })
    await world.advance('5s')
    for (const { session } of tabs) expect(session.getState().status).toBe('ended')
  })
})

describe('a tab that has ended and stood still', () => {
  test('P-4 is let into no session that was begun and is over by now, not even covered', async () => {
    const { world } = openWorld({ user: ada, policy: { onTokenExpiry: 'end' }, serverLimits: { accessTokenLifetime: '1m' } })
    const [first, still] = [world.tab(), world.tab()]
    await world.advance('3s')
    await first.session.signOut()
    await world.advance('1s')
    await still.freeze()
    await world.server.signIn(ada)
    const next = await first.reload()
    await world.advance('3s')
    world.server.fail('network', 60, { hits: 'everything' })
    await world.advance('2m')
    expect(next.session.getState()).toMatchObject({ status: 'ended', end: { reason: 'token-expired' } })
    world.server.recover()
    const seen = new Set<string>()
    still.session.subscribe(() => seen.add(still.session.getState().status))
    await still.thaw()
    await world.advance('2s')
    expect(seen).not.toContain('signed-in')
  })
})
