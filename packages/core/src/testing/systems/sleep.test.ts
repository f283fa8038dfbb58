import { describe, expect, test } from 'vitest'
import type { Limits, SessionPolicy } from '../../engine/policy-types.ts'
import { openWorld } from '../world.ts'

const ada = { sub: 'u1', name: 'Ada' }
const minute = 60_000
const hour = 60 * minute

function oneTab(policy: SessionPolicy, serverLimits?: Limits) {
  const opened = openWorld({ user: ada, policy, ...(serverLimits !== undefined && { serverLimits }) })
  const tab = opened.world.tab()
  const statuses = () => opened.world.trace.filter((line) => line.includes(' is ')).map((line) => line.replace(/^.* is /, ''))
  return {
    ...opened,
    tab,
    session: tab.session,
    signedInAt: opened.world.now,
    statuses,
    refreshesSent: () => opened.sent.filter((kind) => kind === 'refresh').length,
  }
}

describe('a machine that sleeps past the inactivity limit', () => {
  test('P-11 ends at the first input, which counts for nothing', async () => {
    const { world, tab, session, signedInAt, statuses } = oneTab({ inactivity: '15m' })
    await world.advance('5m')
    await tab.input()
    await world.sleep('8h')
    await tab.input()
    expect(session.getState()).toMatchObject({
      status: 'ended',
      end: { reason: 'inactive', endedAt: signedInAt + 20 * minute, limitMs: 15 * minute },
    })
    expect(statuses().some((status) => status.startsWith('signed-in, warning'))).toBe(false)
  })

  test('ends within a minute when nothing at all happens', async () => {
    const { world, session, signedInAt } = oneTab({ inactivity: '15m' })
    await world.advance('5m')
    await world.sleep('8h')
    await world.advance('1m')
    expect(session.getState()).toMatchObject({ status: 'ended', end: { reason: 'inactive', endedAt: signedInAt + 15 * minute } })
  })

  test('ends when a hidden tab is shown, in its first step', async () => {
    const { world, tab, session } = oneTab({ inactivity: '15m' })
    await world.advance('5m')
    await tab.hide()
    await world.sleep('8h')
    const seen: string[] = []
    session.subscribe(() => {
      const state = session.getState()
      seen.push(state.status === 'signed-in' && state.checking !== null ? 'checking' : state.status)
    })
    await tab.show()
    expect(seen).not.toContain('signed-in')
    expect(session.getState()).toMatchObject({ status: 'ended', end: { reason: 'inactive' } })
  })

  test('a nap within the limit covers the page for a moment, and from then on input counts again', async () => {
    const { world, tab, session, signedInAt } = oneTab({ inactivity: '15m' })
    await world.advance('5m')
    await world.sleep('7m')
    await tab.input()
    expect(session.getState()).toMatchObject({ status: 'signed-in', checking: null })
    expect(session.deadlines()[0]?.endsAt).toBe(signedInAt + 15 * minute)
    await world.advance('30s')
    await tab.input()
    expect(session.deadlines()[0]?.endsAt).toBe(world.now + 15 * minute)
  })
})

describe('a machine that sleeps past the token only', () => {
  test('is covered, makes one refresh and is uncovered; status never leaves signed-in', async () => {
    const { world, tab, session, statuses, refreshesSent } = oneTab({ inactivity: '8h' })
    await world.advance('20m')
    world.server.fail('slow', 1, { delay: '3s' })
    await world.sleep('3h')
    const wokeAt = world.now
    await tab.input()
    expect(session.getState()).toMatchObject({
      status: 'signed-in',
      user: ada,
      warning: null,
      checking: { cause: 'woke', sinceAt: wokeAt },
    })
    await world.advance('2999ms')
    expect(session.getState().checking).not.toBeNull()
    await world.advance('1ms')
    expect(session.getState()).toMatchObject({ status: 'signed-in', user: ada, checking: null })
    expect(session.deadlines()[0]).toMatchObject({ reason: 'token-expired', endsAt: wokeAt + hour + 0 })
    await world.advance('30m')
    expect(statuses().every((status) => status.startsWith('signed-in'))).toBe(true)
    expect(refreshesSent()).toBe(1)
  })

  test('notices within a minute without any event', async () => {
    const { world, session, refreshesSent } = oneTab({})
    await world.advance('20m')
    await world.sleep('3h')
    await world.advance('1m')
    expect(session.getState()).toMatchObject({ status: 'signed-in', checking: null })
    expect(refreshesSent()).toBe(1)
  })

  test('P-3 stays covered while the network is away, and is back after the fourth attempt', async () => {
    const { world, tab, session, refreshesSent, statuses } = oneTab({})
    await world.advance('20m')
    world.server.fail('network', 3, { hits: 'everything' })
    await world.sleep('9h')
    await tab.input()
    expect(session.getState()).toMatchObject({ status: 'signed-in', checking: { cause: 'woke' } })
    await world.advance('1m')
    expect(session.getState()).toMatchObject({ status: 'signed-in', checking: null })
    expect(refreshesSent()).toBeGreaterThanOrEqual(1)
    expect(statuses().every((status) => status.startsWith('signed-in'))).toBe(true)
  })

  test('two tabs that wake together make one refresh', async () => {
    const { world, tab, refreshesSent } = oneTab({})
    const other = world.tab()
    await world.advance('20m')
    await world.sleep('3h')
    await Promise.all([tab.input(), other.input()])
    await world.advance('1m')
    expect([tab, other].map(({ session }) => [session.getState().status, session.getState().checking])).toEqual([
      ['signed-in', null],
      ['signed-in', null],
    ])
    expect(refreshesSent()).toBe(1)
    expect(world.server.reuses).toBe(0)
  })

  test('P-36 a page opened after the token expired is covered, makes one refresh and is uncovered', async () => {
    const { world, tab, refreshesSent } = oneTab({})
    await world.advance('1m')
    await tab.close()
    await world.sleep('3h')
    world.server.fail('slow', 1, { delay: '2s' })
    const late = world.tab()
    await world.advance('1s')
    expect(late.session.getState()).toMatchObject({ status: 'signed-in', checking: { cause: 'token-expired' } })
    await world.advance('1s')
    expect(late.session.getState()).toMatchObject({ status: 'signed-in', checking: null })
    expect(refreshesSent()).toBe(1)
  })

  test('so is the first page ever opened', async () => {
    const { world, tab, refreshesSent } = oneTab({})
    tab.crash()
    await world.sleep('3h')
    const late = world.tab()
    await world.advance('1s')
    expect(late.session.getState()).toMatchObject({ status: 'signed-in', checking: null })
    expect(refreshesSent()).toBe(1)
  })

  test('hidden and shown again with clocks in step, nothing is covered', async () => {
    const { world, tab, statuses } = oneTab({ inactivity: '1h' })
    await world.advance('1m')
    await tab.hide()
    await world.advance('10m')
    await tab.show()
    await world.advance('1m')
    expect(statuses()).toEqual(['signed-in'])
  })
})

describe('a machine that sleeps past the last way of renewing', () => {
  const limits = { refreshWindow: '20m', accessTokenLifetime: '5m' } as const

  test('ends refresh-expired in its first step, and sends no refresh', async () => {
    const { world, tab, session, refreshesSent, signedInAt } = oneTab({ refreshWindow: '20m', refreshLead: '1m' }, limits)
    await world.advance('8m')
    expect(refreshesSent()).toBe(2)
    await world.sleep('21m')
    await tab.input()
    expect(session.getState()).toMatchObject({ status: 'ended', end: { reason: 'refresh-expired', endedAt: signedInAt + 28 * minute } })
    expect(refreshesSent()).toBe(2)
  })

  test('is still in a minute before that, by one refresh', async () => {
    const { world, tab, session, refreshesSent, statuses } = oneTab({ refreshWindow: '20m', refreshLead: '1m' }, limits)
    await world.advance('8m')
    await world.sleep('19m')
    await tab.input()
    await world.advance('1s')
    expect(session.getState()).toMatchObject({ status: 'signed-in', checking: null })
    expect(refreshesSent()).toBe(3)
    expect(statuses().every((status) => status.startsWith('signed-in'))).toBe(true)
  })

  test('an outage that outlasts it ends the session then, not before', async () => {
    const { world, session, signedInAt } = oneTab({ refreshWindow: '20m', refreshLead: '1m' }, limits)
    await world.advance('8m')
    world.server.fail('network', undefined, { hits: 'everything' })
    await world.advance(`${20 * minute - 1}ms`)
    expect(session.getState()).toMatchObject({
      status: 'signed-in',
      checking: { cause: 'token-expired', sinceAt: signedInAt + 13 * minute },
    })
    await world.advance('1ms')
    expect(session.getState()).toMatchObject({ status: 'ended', end: { reason: 'refresh-expired', endedAt: signedInAt + 28 * minute } })
  })
})

describe('a wall clock that is set', () => {
  test('R-50 back lengthens nothing', async () => {
    const { world, session, tab } = oneTab({ inactivity: '15m' })
    await world.advance('5m')
    world.setClock({ offset: '-2h' })
    await world.advance(`${10 * minute - 1}ms`)
    expect(session.getState().status).toBe('signed-in')
    await world.advance('1ms')
    expect(session.getState()).toMatchObject({ status: 'ended', end: { reason: 'inactive' } })
    await expect(tab.input()).resolves.toBeUndefined()
  })

  test('forward by a few minutes covers the page until the backend has answered', async () => {
    const { world, session, tab, statuses } = oneTab({})
    await world.advance('5m')
    world.setClock({ offset: '4m' })
    await tab.input()
    await world.advance('1s')
    expect(statuses().some((status) => status.includes('checking'))).toBe(true)
    expect(session.getState()).toMatchObject({ status: 'signed-in', checking: null })
  })
})

describe('wake-ups', () => {
  test('a visible, idle tab wakes at most sixty times an hour and once for each deadline', async () => {
    const { world, tab, session, page } = oneTab({ inactivity: '8h', maxLifetime: '12h' })
    await world.advance('1h')
    const before = page(tab).wakeUps
    await world.advance('1h')
    expect(page(tab).wakeUps - before).toBeLessThanOrEqual(60 + session.deadlines().length)
  })

  test('a hidden tab wakes once for each deadline', async () => {
    const { world, tab, session, page } = oneTab({ inactivity: '8h', maxLifetime: '12h' })
    await world.advance('1h')
    await tab.hide()
    const before = page(tab).wakeUps
    await world.advance('1h')
    expect(page(tab).wakeUps - before).toBeLessThanOrEqual(session.deadlines().length)
  })

  test('when nothing can change by itself any more nothing wakes', async () => {
    const { world, tab, page } = oneTab({ inactivity: '15m' })
    await world.advance('16m')
    const before = page(tab).wakeUps
    await world.advance('24h')
    expect(page(tab).wakeUps).toBe(before)
  })
})

test('P-11 a limit that passes in the very instant of the waking ends the session, whatever another tab has refreshed in it', async () => {
  const { world } = openWorld({ user: { sub: 'u1' }, policy: { inactivity: '15m' }, serverLimits: { accessTokenLifetime: '5m' } })
  const tabs = [world.tab(), world.tab(), world.tab()]
  await world.sleep('4m')
  world.server.fail('slow', 1, { delay: '1s' })
  const reloaded = await tabs[0]?.reload()
  await world.sleep('11m')
  reloaded?.crash()
  await world.advance('1s')
  expect(tabs.slice(1).map(({ session }) => session.getState().end?.reason)).toEqual(['inactive', 'inactive'])
})

test('P-25 a tab that slept while hidden refreshes at its time once it is shown, although its timer stood still', async () => {
  const { world, sent } = openWorld({ user: { sub: 'u1' }, policy: {}, serverLimits: { accessTokenLifetime: '20m' } })
  const tab = world.tab()
  await world.advance('17m')
  await tab.hide()
  await world.advance('40m')
  expect(sent.filter((kind) => kind === 'refresh')).toHaveLength(3)
  await world.sleep('14m')
  await tab.show()
  await world.advance('59s')
  expect(sent.filter((kind) => kind === 'refresh')).toHaveLength(3)
  await world.advance('1s')
  expect(sent.filter((kind) => kind === 'refresh')).toHaveLength(4)
})
