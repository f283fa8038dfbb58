import { describe, expect, test } from 'vitest'
import type { SessionPolicy } from '../../engine/policy-types.ts'
import { openBreakableWorld } from '../../test-support/breakable-world.ts'
import { live } from '../../test-support/scripted-backend.ts'
import { openWorld } from '../world.ts'

const ada = { sub: 'u1' }
const second = 1000
const minute = 60 * second
const hour = 60 * minute

/** One tab of two stood still for an hour, with the token good for longer. */
async function afterAnHour(policy: SessionPolicy, meanwhile: (other: ReturnType<typeof open>['other']) => Promise<unknown>) {
  const opened = open(policy)
  await opened.until(minute)
  await opened.covered.freeze()
  await meanwhile(opened.other)
  await opened.until(hour)
  const before = opened.asked('restore', 'peek', 'refresh').length
  await opened.covered.thaw()
  await opened.world.advance('1s')
  return { ...opened, askedSince: () => opened.asked('restore', 'peek', 'refresh').length - before }
}

function open(policy: SessionPolicy) {
  const opened = openBreakableWorld({ life: '12h', policy })
  return { ...opened, covered: opened.world.tab(), other: opened.world.tab() }
}

describe('a covered page', () => {
  test('P-22 R-62 reads the shared facts before all else: over by them, nobody is asked', async () => {
    const { covered, askedSince } = await afterAnHour({}, ({ session }) => session.signOut())
    expect(covered.session.getState()).toMatchObject({ status: 'ended', end: { reason: 'signed-out', here: false } })
    expect(askedSince()).toBe(0)
  })

  test('P-11 R-48 a limit of its own that is past by fresh facts ends it, and nobody is asked', async () => {
    const { covered, askedSince, signedInAt } = await afterAnHour({ inactivity: '15m' }, async (other) => other.crash())
    expect(covered.session.getState()).toMatchObject({ status: 'ended', end: { reason: 'inactive', endedAt: signedInAt + 15 * minute } })
    expect(askedSince()).toBe(0)
  })

  test('R-49 else the backend is asked once, without extending, and its yes uncovers', async () => {
    const { covered, askedSince, asked } = await afterAnHour({ inactivity: '2h' }, async () => undefined)
    expect(covered.session.getState()).toMatchObject({ status: 'signed-in', checking: null })
    expect([askedSince(), asked('peek').length, asked('refresh')]).toEqual([1, 1, []])
  })

  test.each([
    ['revoked', 'revoked'],
    ['signed-out', 'signed-out'],
    [undefined, 'revoked'],
  ] as const)('P-19 the backend’s no ends it (%s)', async (said, reason) => {
    const { world, until, covered, answerWith } = open({ inactivity: '2h' })
    await until(minute)
    await covered.freeze()
    await until(hour)
    answerWith(async () => (said === undefined ? { status: 'rejected' } : { status: 'rejected', reason: said }))
    await covered.thaw()
    await world.advance('1s')
    expect(covered.session.getState()).toMatchObject({ status: 'ended', user: null, end: { reason } })
  })

  test('P-2 P-3 without an answer it stays, asks again by itself, and a limit ends it all the same', async () => {
    const { until, covered, other, answerWith, asked, signedInAt } = open({ inactivity: '2h' })
    await until(minute)
    other.crash()
    await covered.freeze()
    await until(hour)
    answerWith(() => Promise.reject(new TypeError('Failed to fetch')))
    await covered.thaw()
    await until(2 * hour - 1)
    expect(covered.session.getState()).toMatchObject({
      status: 'signed-in',
      checking: { cause: 'woke', error: { code: 'backend-unavailable' } },
    })
    expect(asked('peek').length).toBeGreaterThan(30)
    await until(2 * hour)
    expect(covered.session.getState()).toMatchObject({ status: 'ended', end: { reason: 'inactive', endedAt: signedInAt + 2 * hour } })
  })

  test('P-3 without an answer it can still be signed out', async () => {
    const { world, until, covered, other, answerWith } = open({})
    await until(minute)
    await covered.freeze()
    answerWith(() => Promise.reject(new TypeError('Failed to fetch')))
    await until(hour)
    await covered.thaw()
    expect(covered.session.getState().checking).not.toBeNull()
    const result = covered.session.signOut()
    await world.advance('10s')
    expect((await result).ok).toBe(true)
    for (const { session } of [covered, other]) expect(session.getState()).toMatchObject({ status: 'ended', end: { reason: 'signed-out' } })
  })

  test('R-48 P-16 neither input nor "Stay" nor a lease counts in it', async () => {
    const { world, tab, signedInAt } = (() => {
      const opened = openWorld({ user: ada, policy: { inactivity: '1h' }, serverLimits: { accessTokenLifetime: '12h' } })
      return { ...opened, tab: opened.world.tab(), signedInAt: opened.world.now }
    })()
    await world.advance('1m')
    world.server.fail('slow', 1, { delay: '20s', hits: 'everything' })
    await world.sleep('30m')
    await tab.input()
    tab.session.holdActivity('upload', { max: '10s' })
    expect(await tab.session.extend()).toMatchObject({ ok: false, reason: 'unavailable' })
    await world.advance('19s')
    expect(tab.session.getState().checking).not.toBeNull()
    await world.advance('2s')
    expect(tab.session.getState().checking).toBeNull()
    expect(tab.session.deadlines()[0]).toMatchObject({ reason: 'inactive', endsAt: signedInAt + hour })
  })

  test('R-70 a user who is another one by now ends it as replaced, under no name', async () => {
    const { world, until, covered, answerWith } = open({})
    await until(minute)
    await covered.freeze()
    await until(hour)
    answerWith(async () => live({ sessionKey: 'k', userId: 'u2', user: { sub: 'u2' }, endsIn: { 'token-expired': '1h' } }))
    const names = new Set<string | undefined>()
    covered.session.subscribe(() => names.add(covered.session.getState().user?.sub))
    await covered.thaw()
    await world.advance('1s')
    expect(covered.session.getState()).toMatchObject({ status: 'ended', user: null, end: { reason: 'replaced' } })
    expect(names.has('u2')).toBe(false)
  })
})
