import { describe, expect, test } from 'vitest'
import type { SessionPolicy } from '../../engine/policy-types.ts'
import { openWorld } from '../world.ts'

const ada = { sub: 'u1' }
const minute = 60_000
const hour = 60 * minute

function withTabs(count: number, policy: SessionPolicy) {
  const opened = openWorld({ user: ada, policy, serverLimits: { accessTokenLifetime: '30h' } })
  const tabs = Array.from({ length: count }, () => opened.world.tab())
  const [first] = tabs
  if (first === undefined) throw new Error('a world without tabs')
  return { ...opened, tabs, first, signedInAt: opened.world.now, states: () => tabs.map(({ session }) => session.getState()) }
}

describe('a lease on activity', () => {
  test('P-35 stands for presence in every tab until its maximum, and for nothing afterwards', async () => {
    const { world, first, states, signedInAt } = withTabs(2, { inactivity: '15m' })
    await world.advance('5m')
    first.session.holdActivity('upload', { max: '30m' })
    await world.advance('43m')
    for (const state of states()) {
      expect(state).toMatchObject({ status: 'signed-in', checking: null, warning: { cause: 'inactive', endsAt: signedInAt + 50 * minute } })
    }
    await world.advance(`${2 * minute - 1}ms`)
    for (const state of states()) expect(state.status).toBe('signed-in')
    await world.advance('1ms')
    for (const state of states()) {
      expect(state).toMatchObject({ status: 'ended', end: { reason: 'inactive', endedAt: signedInAt + 50 * minute } })
    }
  })

  test('P-35 opens no warning while it lasts', async () => {
    const { world, first } = withTabs(2, { inactivity: '15m' })
    await world.advance('1m')
    first.session.holdActivity('upload', { max: '3h' })
    await world.advance('3h')
    expect(world.trace.filter((line) => /warning|checking|ended/.test(line))).toEqual([])
  })

  test('P-35 shows in the deadlines at any moment, while it lasts', async () => {
    const { world, first } = withTabs(1, { inactivity: '15m' })
    const sinceAt = () => first.session.deadlines().find(({ reason }) => reason === 'inactive')?.sinceAt
    await world.advance('1m')
    const release = first.session.holdActivity('upload', { max: '30m' })
    for (const wait of ['7s', '40s', '4m', '20s'] as const) {
      await world.advance(wait)
      expect(sinceAt()).toBe(world.now)
    }
    const releasedAt = world.now
    release()
    await world.advance('7s')
    expect(sinceAt()).toBe(releasedAt)
  })

  test('P-35 is given back by its release, twice if need be, and does not outlive it', async () => {
    const { world, first, states, signedInAt } = withTabs(2, { inactivity: '15m' })
    const releaseAt = 40 * minute
    await world.advance('1m')
    const release = first.session.holdActivity('upload', { max: '8h' })
    await world.advance(`${releaseAt - minute}ms`)
    release()
    release()
    await world.advance('15m')
    for (const state of states()) {
      expect(state).toMatchObject({ status: 'ended', end: { reason: 'inactive', endedAt: signedInAt + releaseAt + 15 * minute } })
    }
  })

  test('P-35 of several the longest counts, and one released early takes nothing from the other', async () => {
    const { world, first, signedInAt } = withTabs(1, { inactivity: '15m' })
    await world.advance('1m')
    const release = first.session.holdActivity('upload', { max: '3h' })
    first.session.holdActivity('video', { max: '1h' })
    await world.advance('30m')
    release()
    await world.advance('31m')
    expect(first.session.getState()).toMatchObject({ status: 'signed-in', warning: null })
    await world.advance('14m')
    expect(first.session.getState()).toMatchObject({ status: 'ended', end: { reason: 'inactive', endedAt: signedInAt + 76 * minute } })
  })

  test.each(['crash', 'close'] as const)('P-35 P-21 dies with its tab (%s)', async (how) => {
    const { world, tabs, first, signedInAt } = withTabs(2, { inactivity: '15m' })
    await world.advance('1m')
    first.session.holdActivity('upload', { max: '8h' })
    await world.advance('29m')
    await first[how]()
    await world.advance('16m')
    const { session } = tabs[1] ?? first
    const { end } = session.getState()
    expect(end?.reason).toBe('inactive')
    expect(end?.endedAt).toBeGreaterThan(signedInAt + 15 * minute)
    expect(end?.endedAt).toBeLessThanOrEqual(signedInAt + 45 * minute)
  })

  test('P-35 never passes the maximum lifetime', async () => {
    const { world, first, states, signedInAt } = withTabs(2, { inactivity: '15m', maxLifetime: '8h' })
    await world.advance('1m')
    first.session.holdActivity('upload', { max: '30h' })
    await world.advance(`${8 * hour - minute - 1}ms`)
    for (const state of states())
      expect(state).toMatchObject({ status: 'signed-in', warning: { cause: 'max-lifetime', extendable: false } })
    await world.advance('1ms')
    for (const state of states())
      expect(state).toMatchObject({ status: 'ended', end: { reason: 'max-lifetime', endedAt: signedInAt + 8 * hour } })
  })

  test('P-35 keeps a sleeping machine in no session', async () => {
    const { world, first, signedInAt } = withTabs(1, { inactivity: '15m' })
    await world.advance('1m')
    first.session.holdActivity('upload', { max: '30m' })
    await world.advance('1m')
    await world.sleep('8h')
    await first.input()
    expect(first.session.getState()).toMatchObject({ status: 'ended', end: { reason: 'inactive' } })
    expect(first.session.getState().end?.endedAt).toBeLessThan(signedInAt + hour)
  })

  test('P-35 of a session that is over has nothing to do with the next one', async () => {
    const { world, first } = withTabs(1, { inactivity: '15m' })
    await world.advance('1m')
    first.session.holdActivity('upload', { max: '8h' })
    await first.session.signOut()
    await world.server.signIn()
    await first.session.restore()
    const signedInAt = world.now
    await world.advance('15m')
    expect(first.session.getState()).toMatchObject({ status: 'ended', end: { reason: 'inactive', endedAt: signedInAt + 15 * minute } })
  })
})

describe('input that the kit cannot see', () => {
  test('P-35 R-54 of an iframe is fed in by the app and counts as the own one, in all tabs', async () => {
    const { world, first, states, signedInAt } = withTabs(2, { inactivity: '15m' })
    await world.advance('10m')
    first.session.reportActivity()
    await world.advance('14m')
    for (const state of states()) expect(state.warning).toMatchObject({ cause: 'inactive', endsAt: signedInAt + 25 * minute })
    first.session.reportActivity()
    await world.advance('1m')
    for (const state of states())
      expect(state).toMatchObject({ status: 'ended', end: { reason: 'inactive', endedAt: signedInAt + 25 * minute } })
  })

  test('P-35 P-11 fed in after the limit is past ends the session and revives nothing', async () => {
    const { world, first, signedInAt } = withTabs(1, { inactivity: '15m' })
    await world.advance('1m')
    await world.sleep('8h')
    first.session.reportActivity()
    await world.advance('0ms')
    expect(first.session.getState()).toMatchObject({ status: 'ended', end: { reason: 'inactive', endedAt: signedInAt + 15 * minute } })
  })
})
