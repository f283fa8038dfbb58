import { describe, expect, test } from 'vitest'
import type { Limits, SessionPolicy } from '../../engine/policy-types.ts'
import { openWorld } from '../world.ts'

const ada = { sub: 'u1' }
const minute = 60_000
const hour = 60 * minute

/** Lines begin with the time that really passed, whatever the machine's clock shows. */
function play(policy: SessionPolicy, serverLimits?: Limits) {
  const opened = openWorld({ user: ada, policy, ...(serverLimits !== undefined && { serverLimits }) })
  const beganAt = opened.machine.clock.trueAt()
  return {
    ...opened,
    really: () => opened.machine.clock.trueAt() - beganAt,
    until: (ms: number) => opened.world.advance(`${ms - (opened.machine.clock.trueAt() - beganAt)}ms`),
    lines: () => opened.world.trace.filter((line) => / tab \d+ (is|refresh) /.test(line)).map((line) => line.replace(/ until .*/, '')),
  }
}

const spektr: SessionPolicy = { onTokenExpiry: 'end' }
const office: SessionPolicy = { inactivity: '15m', maxLifetime: '8h' }

describe.each(['0s', '24h', '-24h'] as const)('a clock that is %s off from the start', (offset) => {
  test('P-9 refreshes, warns and ends at the same real second as one that is right', async () => {
    const { world, until, lines } = play(spektr)
    world.setClock({ offset })
    world.tab()
    await until(70 * minute)
    world.server.fail('network', undefined, { hits: 'everything' })
    await until(4 * hour)
    const seen = lines()
    expect(seen.slice(0, 2)).toEqual(['0:00:00 tab 1 is signed-in', '0:58:00 tab 1 refresh → ok'])
    expect(seen[2]).toBe('1:56:00 tab 1 refresh → network error')
    expect(seen.filter((line) => / is /.test(line)).slice(1)).toEqual([
      '1:57:00 tab 1 is signed-in, warning token-expired',
      '1:58:00 tab 1 is ended token-expired',
    ])
  })

  test('P-9 warns of the limits of its own and ends at them at the same real second', async () => {
    const { world, until, lines } = play(office, { accessTokenLifetime: '12h' })
    world.setClock({ offset })
    const tab = world.tab()
    for (let at = 0; at < 8 * hour - 10 * minute; at += 10 * minute) {
      await until(at)
      await tab.input()
    }
    await until(9 * hour)
    expect(lines()).toEqual([
      '0:00:00 tab 1 is signed-in',
      '7:53:00 tab 1 is signed-in, warning inactive',
      '7:55:00 tab 1 is ended inactive',
    ])
  })
})

describe('a clock that is set back by two hours in mid-session', () => {
  test('P-9 changes nothing about when it is refreshed, warned and ended', async () => {
    const { world, until, lines } = play(spektr)
    world.tab()
    await until(30 * minute)
    world.setClock({ offset: '-2h' })
    await until(70 * minute)
    world.server.fail('network', undefined, { hits: 'everything' })
    await until(4 * hour)
    const seen = lines()
    expect(seen.slice(0, 3)).toEqual(['0:00:00 tab 1 is signed-in', '0:58:00 tab 1 refresh → ok', '1:56:00 tab 1 refresh → network error'])
    expect(seen.filter((line) => / is /.test(line)).slice(1)).toEqual([
      '1:57:00 tab 1 is signed-in, warning token-expired',
      '1:58:00 tab 1 is ended token-expired',
    ])
  })
})

describe('a clock that is set forward by two hours in mid-session', () => {
  test('P-9 covers, asks, and signs nobody out; from then on all comes at the same real second', async () => {
    const { world, until, lines, sent } = play(spektr, { accessTokenLifetime: '12h', maxLifetime: '8h' })
    const tab = world.tab()
    await until(30 * minute)
    world.setClock({ offset: '2h' })
    await tab.input()
    await until(9 * hour)
    expect(lines()).toEqual([
      '0:00:00 tab 1 is signed-in',
      '0:30:00 tab 1 is signed-in, checking (woke)',
      '0:30:00 tab 1 is signed-in',
      '7:58:00 tab 1 is signed-in, warning max-lifetime',
      '8:00:00 tab 1 is ended max-lifetime',
    ])
    expect(sent.filter((kind) => kind === 'peek').length).toBeGreaterThan(0)
  })

  test('P-9 with a token that seems over makes one refresh, and the next one comes at the same real second', async () => {
    const { world, until, lines } = play({})
    const tab = world.tab()
    await until(30 * minute)
    world.setClock({ offset: '2h' })
    await tab.input()
    await until(2 * hour)
    expect(lines()).toEqual([
      '0:00:00 tab 1 is signed-in',
      '0:30:00 tab 1 is signed-in, checking (woke)',
      '0:30:00 tab 1 refresh → ok',
      '0:30:00 tab 1 is signed-in',
      '1:28:00 tab 1 refresh → ok',
    ])
  })

  test('P-9 R-49 counts as time that passed for a limit of its own, as sleep does, because the two look alike', async () => {
    const { world, until, lines } = play({ maxLifetime: '8h' }, { accessTokenLifetime: '12h' })
    const tab = world.tab()
    const signedInAt = world.now
    await until(hour)
    world.setClock({ offset: '2h' })
    await tab.input()
    await until(hour + minute)
    expect(tab.session.getState()).toMatchObject({ status: 'signed-in', checking: null })
    expect(tab.session.deadlines()[0]).toMatchObject({ reason: 'max-lifetime', endsAt: signedInAt + 8 * hour })
    await until(6 * hour)
    expect(lines().at(-1)).toBe('6:00:00 tab 1 is ended max-lifetime')
  })
})

describe.each(['stops', 'runs'] as const)('a monotonic clock that %s while the machine sleeps', (monotonicAsleep) => {
  function asleep(policy: SessionPolicy) {
    const opened = openWorld({ user: ada, policy, platform: { monotonicAsleep }, serverLimits: { accessTokenLifetime: '12h' } })
    return { ...opened, tab: opened.world.tab(), signedInAt: opened.world.now }
  }

  test('R-49 the wall clock says what elapsed: the limit ends at its own instant', async () => {
    const { world, tab, signedInAt } = asleep({ inactivity: '15m' })
    await world.advance('5m')
    await world.sleep('8h')
    await tab.input()
    expect(tab.session.getState()).toMatchObject({ status: 'ended', end: { reason: 'inactive', endedAt: signedInAt + 15 * minute } })
  })

  test('R-49 a nap covers the page until the backend has answered', async () => {
    const { world, tab, signedInAt } = asleep({ inactivity: '1h' })
    await world.advance('5m')
    world.server.fail('slow', 1, { delay: '3s', hits: 'everything' })
    await world.sleep('7m')
    await tab.input()
    expect(tab.session.getState()).toMatchObject({ status: 'signed-in', checking: { cause: 'woke', sinceAt: signedInAt + 12 * minute } })
    await world.advance('3s')
    expect(tab.session.getState()).toMatchObject({ status: 'signed-in', checking: null })
    expect(tab.session.deadlines()[0]).toMatchObject({ reason: 'inactive', endsAt: signedInAt + hour })
  })
})

describe('a clock that is set back by an hour', () => {
  const fails = { hits: 'everything' } as const
  test.each<readonly [string, SessionPolicy, Limits, number]>([
    ['inactive', { inactivity: '15m' }, { accessTokenLifetime: '12h' }, 15 * minute],
    ['server-idle', { serverIdle: '30m' }, { accessTokenLifetime: '12h' }, 30 * minute],
    ['max-lifetime', { maxLifetime: '2h' }, { accessTokenLifetime: '12h' }, 2 * hour],
    ['token-expired', { onTokenExpiry: 'end' }, { accessTokenLifetime: '1h' }, hour],
    ['refresh-expired', { refreshTokenLifetime: '40m' }, { accessTokenLifetime: '1h' }, hour],
    ['max-lifetime', {}, { accessTokenLifetime: '12h', maxLifetime: '3h' }, 3 * hour],
  ])('R-50 again and again lengthens nothing: %s of %o with a server of %o', async (reason, policy, limits, endsMs) => {
    const { world, until, machine } = play(policy, limits)
    const { session } = world.tab()
    await until(minute)
    if (reason === 'token-expired') world.server.fail('network', undefined, fails)
    for (let at = 4 * minute; at < endsMs; at += 7 * minute) {
      await until(at)
      world.setClock({ offset: '-1h' })
    }
    await until(endsMs - 1)
    expect(session.getState()).toMatchObject({ status: 'signed-in', checking: null })
    await until(endsMs)
    expect(session.getState()).toMatchObject({ status: 'ended', end: { reason } })
    expect(machine.clock.wallAt()).toBeLessThan(machine.clock.trueAt())
  })
})

describe('a message from before a clock was set back', () => {
  test('P-9 that comes late lengthens nothing in tabs that saw the clock being set back', async () => {
    const { world, until } = play({ inactivity: '15m' })
    const tabs = [world.tab(), world.tab()]
    const signedInAt = world.now
    await until(700_000)
    world.messages.fail('late', 1, '10s')
    await tabs[0]?.input()
    await until(703_000)
    world.setClock({ offset: '-1m' })
    await until(720_000)
    for (const { session } of tabs)
      expect(session.deadlines()).toContainEqual(
        expect.objectContaining({ reason: 'inactive', endsAt: signedInAt + 700_000 + 15 * minute }),
      )
  })

  test('P-9 that waited in a stopped tab lengthens nothing when the tab goes on', async () => {
    const { world, until } = play({ inactivity: '5m' })
    const [first, stopped] = [world.tab(), world.tab()]
    const signedInAt = world.now
    await until(3000)
    await stopped.suspend()
    await first.input()
    world.setClock({ offset: '-24h' })
    await until(minute)
    await stopped.resume()
    await until(2 * minute)
    for (const { session } of [first, stopped])
      expect(session.deadlines()[0]).toMatchObject({ reason: 'inactive', endsAt: signedInAt + 3000 + 5 * minute })
  })
})

describe('a tab that stood still while the clock was set back and the machine slept for longer', () => {
  test('P-9 lengthens nothing by what it knows from before, in no tab', async () => {
    const { world, until } = play({ inactivity: '20m' })
    const [first, stopped] = [world.tab(), world.tab()]
    const signedInAt = world.now
    await until(4 * minute)
    await stopped.input()
    await until(5 * minute)
    await stopped.suspend()
    world.setClock({ offset: '-1m' })
    await until(6 * minute)
    await world.sleep('3m')
    await until(12 * minute)
    await stopped.resume()
    await until(13 * minute)
    for (const { session } of [first, stopped])
      expect(session.deadlines()[0]).toMatchObject({ reason: 'inactive', endsAt: signedInAt + 24 * minute })
  })
})

describe('a tab that was stopped and alone saw the clock being set back', () => {
  test('P-9 hears when it goes on of the user who was there in a tab opened since', async () => {
    const { world } = play({ inactivity: '5m' }, { accessTokenLifetime: '1m' })
    const [stopped, gone] = [world.tab(), world.tab()]
    await world.advance('174s')
    await stopped.suspend()
    gone.crash()
    world.setClock({ offset: '-2h' })
    const next = world.tab()
    for (let inputs = 0; inputs < 6; inputs++) {
      await world.advance('30s')
      await next.input()
    }
    await stopped.resume()
    await world.advance('2s')
    for (const { session } of [stopped, next]) expect(session.getState()).toMatchObject({ status: 'signed-in', checking: null })
  })
})

describe('a token that was asked for in a tab that knows less of how far the clock was set back', () => {
  test('P-9 lasts as long as it was told to when another tab has said meanwhile', async () => {
    const { world } = openWorld({ user: ada, platform: { channel: 'none' } })
    const old = world.tab()
    await world.advance('10m')
    await old.leave()
    world.setClock({ offset: '-24h' })
    const { session } = world.tab()
    await world.advance('1s')
    world.server.fail('slow', 1, { delay: '5s', on: 'answer' })
    void session.reportUnauthorized()
    await world.advance('1s')
    await old.back()
    await world.advance('9s')
    const token = session.deadlines().find(({ reason }) => reason === 'token-expired')
    expect((token?.endsAt ?? 0) - session.now()).toBe(hour - 10_000)
  })
})

describe('a pause from before a clock was set back', () => {
  test('P-9 keeps nobody who comes after it from asking', async () => {
    const { world } = openWorld({ user: ada, serverLimits: { accessTokenLifetime: '5m' } })
    const tab = world.tab()
    world.server.fail('network')
    await world.advance('12m')
    tab.crash()
    world.setClock({ offset: '-24h' })
    world.server.recover()
    const { session } = world.tab()
    await world.advance('5s')
    expect(session.getState()).toMatchObject({ status: 'signed-in', checking: null })
  })
})

describe('a tab that was opened after a clock was set back, with less time behind it than has passed', () => {
  test('P-9 does not ask without end about what the server counts', async () => {
    const { world, sent } = openWorld({ user: ada, serverLimits: { accessTokenLifetime: '5m', inactivity: '1h' } })
    const first = world.tab()
    await world.advance('3s')
    await first.leave()
    await world.advance('8m')
    world.setClock({ offset: '-24h' })
    world.server.fail('network', 3)
    const second = world.tab()
    await world.advance('3m')
    second.crash()
    world.tab({ hidden: true })
    await world.advance('1m')
    expect(sent.length).toBeLessThan(60)
  })
})
