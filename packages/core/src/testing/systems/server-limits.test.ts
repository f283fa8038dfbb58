import { describe, expect, test } from 'vitest'
import { openWorld } from '../world.ts'

const ada = { sub: 'u1', name: 'Ada' }
const minute = 60_000

/** A server that counts presence itself: its inactivity limit moves only when presence was reported. */
function guarded() {
  const opened = openWorld({ user: ada, policy: { inactivity: '15m' }, serverLimits: { inactivity: '15m' } })
  return { ...opened, signedInAt: opened.world.now, tabs: [opened.world.tab(), opened.world.tab()] as const }
}

describe('an inactivity limit that the server enforces', () => {
  test('is warned of 2 minutes before, and ends on time with its own length', async () => {
    const { world, tabs, signedInAt } = guarded()
    await world.advance(`${13 * minute - 1}ms`)
    for (const { session } of tabs) expect(session.getState().warning).toBeNull()
    await world.advance('1ms')
    const warning = { cause: 'inactive', openedAt: signedInAt + 13 * minute, endsAt: signedInAt + 15 * minute, extendable: true }
    for (const { session } of tabs) expect(session.getState().warning).toMatchObject(warning)
    await world.advance(`${2 * minute - 1}ms`)
    for (const { session } of tabs) expect(session.getState().warning).toMatchObject(warning)
    await world.advance('1ms')
    for (const { session } of tabs) {
      expect(session.getState()).toMatchObject({
        status: 'ended',
        end: { reason: 'inactive', endedAt: signedInAt + 15 * minute, limitMs: 15 * minute },
      })
    }
  })

  test('R-53 hears of presence at most once a minute, and a busy user is never signed out', async () => {
    const { world, tabs, sent } = guarded()
    for (let seconds = 0; seconds < 40 * 60; seconds += 10) {
      await world.advance('10s')
      await tabs[0].input()
    }
    for (const { session } of tabs) expect(session.getState()).toMatchObject({ status: 'signed-in', warning: null, checking: null })
    const refreshes = sent.filter((kind) => kind === 'refresh').length
    expect(refreshes).toBeLessThanOrEqual(40)
    expect(refreshes).toBeGreaterThanOrEqual(20)
  })

  test('P-16 "Stay signed in" closes the warning only when the server said yes', async () => {
    const { world, tabs, signedInAt } = guarded()
    await world.advance('14m')
    world.server.fail('network', 1)
    await expect(tabs[0].session.extend()).resolves.toMatchObject({ ok: false, reason: 'unavailable' })
    expect(tabs[0].session.getState().warning).toMatchObject({ endsAt: signedInAt + 15 * minute, extend: { status: 'failed' } })
    await expect(tabs[0].session.extend()).resolves.toEqual({ ok: true, endsAt: signedInAt + 29 * minute })
    await world.advance('0ms')
    for (const { session } of tabs) expect(session.getState()).toMatchObject({ status: 'signed-in', warning: null })
  })
})

describe('an answer that was long under way', () => {
  test('P-15 shortens no lifetime for good by what pages that have ended heard of it', async () => {
    const { world } = openWorld({ user: { sub: 'u1' }, serverLimits: { accessTokenLifetime: '1m', maxLifetime: '1h' } })
    const former = world.tab()
    await world.advance('1m')
    await world.server.signIn({ sub: 'u2' })
    const signedInAt = world.now
    world.server.fail('slow', 1, { delay: '12s', on: 'request', hits: 'everything' })
    const { session } = world.tab()
    await world.advance('10m')
    expect(former.session.getState()).toMatchObject({ status: 'ended', end: { reason: 'replaced' } })
    const end = session.deadlines().find(({ reason }) => reason === 'max-lifetime')
    expect(end?.endsAt).toBeGreaterThan(signedInAt + 3_600_000 - 2000)
  })
})
