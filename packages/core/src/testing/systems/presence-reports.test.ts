import { describe, expect, test } from 'vitest'
import type { Duration } from '../../engine/duration.ts'
import type { ExtendResult } from '../../engine/results.ts'
import { gaps } from '../../test-support/breakable-world.ts'
import { live, scriptedBackend } from '../../test-support/scripted-backend.ts'
import { createWorld, openWorld } from '../world.ts'

const ada = { sub: 'u1' }
const second = 1000
const minute = 60 * second
const hour = 60 * minute

/** Only the server limits inactivity, so what a tab shows of it is what the server knows of the user. */
const limited = { user: ada, serverLimits: { inactivity: '15m' } } as const

describe('telling a backend that limits inactivity of the user', () => {
  test('R-53 a report that failed is sent again: whoever types for 25 minutes under its 15 stays in', async () => {
    const { world, sent } = openWorld(limited)
    const tab = world.tab()
    await world.advance('1m')
    world.server.fail(503, 1)
    for (let inputs = 0; inputs < 75; inputs++) {
      await tab.input()
      await world.advance('20s')
    }
    expect(tab.session.getState()).toMatchObject({ status: 'signed-in', warning: null })
    expect(world.trace.filter((line) => /warning|checking|ended/.test(line))).toEqual([])
    expect(sent.filter((kind) => kind === 'refresh').length).toBeLessThanOrEqual(27)
  })

  test('P-16 "Stay" that joins a refresh of the machine is reported before it answers that the user may stay', async () => {
    const { world, sent } = openWorld({ ...limited, serverLimits: { inactivity: '15m', accessTokenLifetime: '15m' } })
    const { session } = world.tab()
    const signedInAt = world.now
    await world.advance(`${12 * minute + 50 * second}ms`)
    world.server.fail('slow', 1, { delay: '9s', on: 'answer' })
    await world.advance('15s')
    expect(session.getState()).toMatchObject({ refresh: { status: 'running' }, warning: { cause: 'inactive' } })
    const results: ExtendResult[] = []
    void session.extend().then((result) => results.push(result))
    await world.advance('3999ms')
    expect(results).toEqual([])
    await world.advance('1ms')
    const extendedAt = signedInAt + 13 * minute + 9 * second
    expect(results).toEqual([{ ok: true, endsAt: extendedAt + 15 * minute }])
    expect(sent.filter((kind) => kind === 'refresh')).toHaveLength(2)
    expect(session.getState().warning).toBeNull()
    await world.advance('3m')
    expect(session.getState()).toMatchObject({ status: 'signed-in', warning: null })
  })

  test("R-53 another tab's refresh does not stand for the report of this one", async () => {
    const { world, sent } = openWorld(limited)
    const [first, other] = [world.tab(), world.tab()]
    const signedInAt = world.now
    await world.advance('5m')
    world.server.fail('slow', 1, { delay: '9s', on: 'answer' })
    const refreshed = first.session.refreshNow()
    await world.advance('3s')
    await other.input()
    await world.advance('6s')
    await expect(refreshed).resolves.toEqual({ ok: true })
    expect(sent.filter((kind) => kind === 'refresh')).toHaveLength(2)
    for (const { session } of [first, other]) {
      const inactive = session.deadlines().find(({ reason }) => reason === 'inactive')
      expect(inactive?.endsAt).toBe(signedInAt + 5 * minute + 9 * second + 15 * minute)
    }
  })

  test('P-16 what a slow "Stay" has moved is not taken back by a look that was asked for after it and answered before it', async () => {
    const { world } = openWorld({ ...limited, serverKind: 'handler' })
    const { session } = world.tab()
    const signedInAt = world.now
    await world.advance('885s')
    world.server.fail('slow', 1, { delay: '12s' })
    const extended = session.extend()
    await world.advance('13s')
    await expect(extended).resolves.toMatchObject({ ok: true })
    expect(session.deadlines().find(({ reason }) => reason === 'inactive')?.endsAt).toBe(signedInAt + 885 * second + 15 * minute)
    await world.advance('3s')
    expect(session.getState()).toMatchObject({ status: 'signed-in', warning: null })
  })

  test.each([1, 2, 3, 4, 5])('R-53 a limit that looks a little later by another way was not moved (seed %i)', async (seed) => {
    const { world } = openWorld({
      user: ada,
      serverLimits: { accessTokenLifetime: '1m', inactivity: '10m' },
      latency: '80ms',
      seed,
    })
    const [tab] = [world.tab(), world.tab(), world.tab()]
    await world.advance('10s')
    const warnAt = tab.session.deadlines().find(({ reason }) => reason === 'inactive')?.warnAt ?? 0
    await world.advance(`${warnAt - 500 - world.now}ms`)
    expect(tab.session.getState().warning).toBeNull()
    await tab.input()
    await world.advance('2s')
    expect(tab.session.getState()).toMatchObject({ status: 'signed-in', warning: null })
    await world.advance('5m')
    expect(tab.session.getState()).toMatchObject({ status: 'signed-in', warning: null })
  })

  test.each<Duration>(['30s', '5m', '2h'])(
    'R-53 a user who works for an hour is reported at most once a minute, and often enough (tokens of %s)',
    async (life) => {
      const extended: number[] = []
      const answer = async () => live({ endsIn: { 'token-expired': life, inactive: '15m' } })
      const backend = scriptedBackend({
        enforces: ['inactive'],
        restore: answer,
        refresh({ presence }) {
          if (presence) extended.push(world.now)
          return answer()
        },
      })
      const { world } = openWorld({ user: ada, backend, policy: { inactivity: '15m' } })
      const tabs = [world.tab(), world.tab()] as const
      for (let at = 0; at < hour; at += 7 * second) {
        await tabs[0].input()
        await world.advance('7s')
      }
      for (const { session } of tabs) expect(session.getState()).toMatchObject({ status: 'signed-in', warning: null, checking: null })
      expect(Math.min(...gaps(extended))).toBeGreaterThanOrEqual(minute)
      expect(Math.max(...gaps(extended))).toBeLessThanOrEqual(2 * minute)
    },
  )
})

describe('a lease', () => {
  test('P-35 that is taken while nobody is signed in counts for nothing afterwards', async () => {
    const world = createWorld({ user: ada, signedIn: false, policy: { inactivity: '15m' } })
    const { session } = world.tab()
    await world.advance('1s')
    session.holdActivity('poll', { max: '3h' })
    await world.server.signIn()
    void session.restore()
    await world.advance('1s')
    const signedInAt = world.now - second
    expect(session.getState().status).toBe('signed-in')
    await world.advance('1h')
    expect(session.getState()).toMatchObject({ status: 'ended', end: { reason: 'inactive', endedAt: signedInAt + 15 * minute } })
  })

  test('R-55 that is taken while a warning is open does not close it', async () => {
    const world = createWorld({ user: ada, policy: { inactivity: '15m' } })
    const { session } = world.tab()
    const signedInAt = world.now
    await world.advance('14m')
    session.holdActivity('poll', { max: '1h' })
    await world.advance('59s')
    expect(session.getState().warning).toMatchObject({ cause: 'inactive', endsAt: signedInAt + 15 * minute })
    await world.advance('1s')
    expect(session.getState()).toMatchObject({ status: 'ended', end: { reason: 'inactive' } })
  })
})

describe('a policy that refreshes only while somebody is there', () => {
  test.each(['types', 'looks'] as const)('asks nothing while nobody is, and once when somebody %s', async (how) => {
    const { world, sent } = openWorld({ user: ada, policy: { refreshWhen: 'active' } })
    const tab = world.tab()
    await world.advance('59m')
    if (how === 'looks') await tab.hide()
    await world.advance('10h')
    expect(tab.session.getState()).toMatchObject({ status: 'signed-in', checking: { cause: 'token-expired' } })
    expect(sent).toEqual(['restore'])
    if (how === 'types') await tab.input()
    else await tab.show()
    await world.advance('1s')
    expect(tab.session.getState()).toMatchObject({ status: 'signed-in', checking: null })
    expect(sent).toEqual(['restore', 'refresh'])
  })

  test('is uncovered when another tab has renewed the token, even by a request from before its end', async () => {
    const { world, sent } = openWorld({ user: ada, policy: { refreshWhen: 'active' } })
    const tabs = [world.tab(), world.tab({ policy: { refreshLead: '10s' } })]
    world.server.fail('slow', 1, { delay: '12s' })
    await world.advance('61m')
    for (const { session } of tabs) expect(session.getState()).toMatchObject({ status: 'signed-in', checking: null })
    expect(sent.filter((kind) => kind === 'refresh')).toHaveLength(1)
  })
})
