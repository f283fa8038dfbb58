import { describe, expect, test } from 'vitest'
import { gaps, openBreakableWorld } from '../../test-support/breakable-world.ts'
import { openOwnPage } from '../../test-support/open-page.ts'
import { holdRequests, live, scriptedBackend } from '../../test-support/scripted-backend.ts'
import { openWorld } from '../world.ts'

const ada = { sub: 'u1' }
const second = 1000
const minute = 60 * second

describe('nobody is there', () => {
  test.each(['shown', 'hidden', 'online', 'offline', 'resumed', 'page-restored', 'leaving'] as const)(
    'P-12 R-54 "%s" is no activity, however often it happens',
    async (event) => {
      const opened = openWorld({ user: ada, policy: { inactivity: '15m' }, serverLimits: { accessTokenLifetime: '5h' } })
      const { session, happen } = openOwnPage(opened, { inactivity: '15m' })
      const signedInAt = opened.world.now
      for (let at = 0; at < 15 * minute; at += 20 * second) {
        await happen(event)
        await opened.world.advance('20s')
      }
      await happen('shown')
      expect(session.getState()).toMatchObject({ status: 'ended', end: { reason: 'inactive', endedAt: signedInAt + 15 * minute } })
    },
  )

  test('P-12 R-54 asking for the state, the deadlines and the time is no activity, and sends nothing', async () => {
    const { world, sent } = openWorld({ user: ada, policy: { inactivity: '15m' } })
    const { session } = world.tab()
    const signedInAt = world.now
    for (let at = 0; at < 15 * minute; at += second) {
      session.getState()
      session.deadlines()
      session.now()
      await world.advance('1s')
    }
    expect(session.getState()).toMatchObject({ status: 'ended', end: { reason: 'inactive', endedAt: signedInAt + 15 * minute } })
    expect(new Set(sent)).toEqual(new Set(['restore', 'peek', 'sign-out']))
  })

  test('P-14 R-54 R-56 polling every ten seconds keeps nobody in, and no request of it speaks of presence', async () => {
    const { world, network, tabs, signedInAt } = (() => {
      const opened = openWorld({ user: ada, policy: { inactivity: '15m' }, serverLimits: { accessTokenLifetime: '5m' } })
      return { ...opened, tabs: [opened.world.tab(), opened.world.tab()], signedInAt: opened.world.now }
    })()
    for (let at = 0; at < 15 * minute; at += 10 * second) {
      for (const { session } of tabs) {
        void session.settled()
        void session.reportUnauthorized()
      }
      await world.advance('10s')
    }
    for (const { session } of tabs) {
      expect(session.getState()).toMatchObject({ status: 'ended', end: { reason: 'inactive', endedAt: signedInAt + 15 * minute } })
    }
    expect(network.requests.filter(({ kind }) => kind === 'refresh').length).toBeGreaterThan(50)
    expect(network.requests.filter(({ presence }) => presence)).toEqual([])
  })

  test('P-14 with a policy that refreshes only while somebody is there, nothing is refreshed once they have gone quiet', async () => {
    const { world, until, asked } = openBreakableWorld({ life: '5m', policy: { refreshWhen: 'active', inactivity: '1h' } })
    const tab = world.tab()
    for (let at = 0; at < 12 * minute; at += 30 * second) {
      await until(at)
      await tab.input()
    }
    expect(asked('refresh').length).toBeGreaterThanOrEqual(2)
    const last = asked('refresh').at(-1) ?? 0
    await until(60 * minute)
    // The one refresh that input since the last one had earned.
    expect(asked('refresh').filter((at) => at > last).length).toBeLessThanOrEqual(1)
    expect(asked('refresh').filter((at) => at > last + 5 * minute)).toEqual([])
  })
})

describe('somebody is at work while a dialog is open that cannot extend', () => {
  const policy = { inactivity: '15m', maxLifetime: '2h', warningLead: { maxLifetime: '30m' } } as const

  test('P-34 their presence counts as before, so that nobody asks them whether they are there', async () => {
    const { world } = openWorld({ user: ada, policy, serverLimits: { accessTokenLifetime: '5h' } })
    const tab = world.tab()
    for (let at = 0; at < 120 * minute - second; at += minute) {
      await world.advance('1m')
      if (tab.session.getState().status === 'signed-in') await tab.input()
    }
    expect(world.trace.filter((line) => / is /.test(line)).map((line) => line.replace(/ until .*/, ''))).toEqual([
      '0:00:00 tab 1 is signed-in',
      '1:30:00 tab 1 is signed-in, warning max-lifetime',
      '2:00:00 tab 1 is ended max-lifetime',
    ])
  })

  test('P-34 once they have gone the other dialog asks for them, and then it alone extends', async () => {
    const { world, machine } = openWorld({ user: ada, policy, serverLimits: { accessTokenLifetime: '5h' } })
    const tab = world.tab()
    const signedInAt = machine.clock.trueAt()
    for (let at = 0; at < 95 * minute; at += minute) {
      await world.advance('1m')
      await tab.input()
    }
    await world.advance('14m')
    expect(tab.session.getState().warning).toMatchObject({ cause: 'inactive', extendable: true })
    await tab.input()
    await world.advance('1m')
    expect(tab.session.getState()).toMatchObject({ status: 'ended', end: { reason: 'inactive', endedAt: signedInAt + 110 * minute } })
  })
})

describe('while a warning is open', () => {
  test('R-55 input extends nothing where the dialog asks, and everything where the policy takes it for an answer', async () => {
    for (const [whileWarning, stays] of [
      ['ask', false],
      ['activity', true],
    ] as const) {
      const { world } = openWorld({ user: ada, policy: { inactivity: '15m', whileWarning } })
      const tabs = [world.tab(), world.tab()] as const
      const signedInAt = world.now
      await world.advance('14m')
      await tabs[0].input()
      await world.advance('1s')
      for (const { session } of tabs) expect(session.getState().warning === null).toBe(stays)
      await world.advance('59s')
      for (const { session } of tabs) {
        expect(session.getState().status).toBe(stays ? 'signed-in' : 'ended')
        expect(session.getState().end?.endedAt).toBe(stays ? undefined : signedInAt + 15 * minute)
      }
    }
  })
})

describe('presence at a server that counts it', () => {
  test('R-53 is told once a minute at most, and less often while it fails', async () => {
    const { world, until, asked, answerWith } = openBreakableWorld({
      life: '12h',
      enforces: ['inactive'],
      says: { endsIn: { inactive: '40m' } },
    })
    const tab = world.tab()
    const type = async (fromMs: number, toMs: number) => {
      for (let at = fromMs; at < toMs; at += 5 * second) {
        await until(at)
        await tab.input()
      }
    }
    await type(0, 10 * minute)
    const told = asked('refresh')
    expect(told.length).toBeGreaterThan(7)
    expect(Math.min(...gaps(told))).toBeGreaterThanOrEqual(minute)
    answerWith(() => Promise.reject(new TypeError('Failed to fetch')))
    await type(10 * minute, 30 * minute)
    const failing = asked('refresh').filter((at) => at >= 10 * minute)
    expect(Math.max(...gaps(failing).slice(-5))).toBeGreaterThan(10 * second)
    expect(gaps(failing).every((gap) => gap >= 200)).toBe(true)
  })
})

describe('"Stay signed in"', () => {
  function asking() {
    const held = holdRequests()
    const expiring = { 'token-expired': '5h', inactive: '15m' } as const
    const backend = scriptedBackend({
      enforces: ['inactive'],
      restore: async () => live({ sessionKey: 'k', endsIn: expiring }),
      refresh: held.ask,
    })
    const { world } = openWorld({ user: ada, backend })
    const signedInAt = world.now
    return { world, held, tab: world.tab(), signedInAt, yes: live({ sessionKey: 'k', endsIn: expiring }) }
  }

  test('P-16 is running, with the same countdown, until the backend has answered, and closes with its yes', async () => {
    const { world, held, tab, signedInAt, yes } = asking()
    await world.advance('14m')
    const result = tab.session.extend()
    let settled = false
    void result.then(() => {
      settled = true
    })
    await world.advance('20s')
    expect(settled).toBe(false)
    expect(tab.session.getState().warning).toMatchObject({ endsAt: signedInAt + 15 * minute, extend: { status: 'running' } })
    held.answer(0, yes)
    await world.advance('0ms')
    expect(await result).toEqual({ ok: true, endsAt: signedInAt + 29 * minute })
    expect(tab.session.getState().warning).toBeNull()
  })

  test('P-16 that fails leaves the dialog open with its error and its countdown, and can be tried again', async () => {
    const { world, held, tab, signedInAt, yes } = asking()
    await world.advance('14m')
    const failed = tab.session.extend()
    await world.advance('5s')
    held.answer(0, { status: 'unavailable' })
    await world.advance('0ms')
    expect(await failed).toMatchObject({ ok: false, reason: 'unavailable', error: { code: 'backend-unavailable' } })
    expect(tab.session.getState().warning).toMatchObject({ endsAt: signedInAt + 15 * minute, extend: { status: 'failed' } })
    const again = tab.session.extend()
    await world.advance('0ms')
    held.answer(1, yes)
    await world.advance('0ms')
    expect(await again).toMatchObject({ ok: true })
  })

  test('P-16 R-8 that the backend refuses turns into "signed out"', async () => {
    const { world, held, tab } = asking()
    await world.advance('14m')
    const refused = tab.session.extend()
    await world.advance('5s')
    held.answer(0, { status: 'rejected' })
    await world.advance('0ms')
    expect(await refused).toMatchObject({ ok: false, reason: 'rejected' })
    expect(tab.session.getState()).toMatchObject({ status: 'ended', warning: null, end: { reason: 'refresh-rejected' } })
    expect(held.count).toBe(1)
  })

  test('P-16 that is answered after the end extends nothing', async () => {
    const { world, held, tab, yes, signedInAt } = asking()
    await world.advance('890s')
    const late = tab.session.extend()
    await world.advance('11s')
    expect(tab.session.getState()).toMatchObject({ status: 'ended', end: { reason: 'inactive', endedAt: signedInAt + 15 * minute } })
    held.answer(0, yes)
    await world.advance('1m')
    expect(await late).toMatchObject({ ok: false, reason: 'too-late' })
    expect(tab.session.getState().status).toBe('ended')
  })
})

describe('looking', () => {
  test('P-15 at a session, again and again, moves no limit at the server, and only "Stay" and presence do', async () => {
    const limits = { inactivity: '1h', serverIdle: '2h', refreshWindow: '3h', maxLifetime: '8h', accessTokenLifetime: '5h' } as const
    const opened = openWorld({ user: ada, serverLimits: limits })
    const tab = opened.world.tab()
    const ends = () => tab.session.deadlines().map(({ reason, endsAt }) => [reason, endsAt])
    await opened.world.advance('1m')
    const before = ends()
    expect(before).toHaveLength(4)
    for (let looks = 0; looks < 20; looks += 1) {
      await tab.freeze()
      await opened.world.advance('1m')
      await tab.thaw()
    }
    expect(opened.sent.filter((kind) => kind === 'peek').length).toBeGreaterThanOrEqual(20)
    expect(ends()).toEqual(before)
    await tab.session.extend()
    expect(ends()).not.toEqual(before)
  })
})
