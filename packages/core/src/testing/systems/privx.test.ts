import { describe, expect, test } from 'vitest'
import type { SessionPolicy } from '../../engine/policy-types.ts'
import { openWorld } from '../world.ts'

const ada = { sub: 'u1', name: 'Ada' }
const policy: SessionPolicy = { refreshWindow: '30m', maxLifetime: '24h', inactivity: '3600s' }
const minute = 60_000
const hour = 60 * minute

/** `refresh_token_valid="30m"`, `session_valid="24h"`, limit 3600, access tokens of 5 minutes. The limit is the user interface's own. */
function privx() {
  const opened = openWorld({ user: ada, policy, serverLimits: { refreshWindow: '30m', maxLifetime: '24h', accessTokenLifetime: '5m' } })
  return { ...opened, signedInAt: opened.world.now, lines: (pattern: RegExp) => opened.world.trace.filter((line) => pattern.test(line)) }
}

describe('PrivX: token lifetimes plus a limit of the user interface', () => {
  test('PRIVX-2 with nobody there tokens are renewed for an hour, warned at 0:58:00 and out at 1:00:00, inactive', async () => {
    const { world, signedInAt, lines } = privx()
    const { session } = world.tab()
    await world.advance(`${58 * minute - 1}ms`)
    expect(session.getState()).toMatchObject({ status: 'signed-in', warning: null, checking: null })
    expect(lines(/refresh/)).toEqual(
      Array.from({ length: 14 }, (_, index) => `0:${String(4 * (index + 1)).padStart(2, '0')}:00 tab 1 refresh → ok`),
    )
    await world.advance('1ms')
    expect(session.getState()).toMatchObject({
      status: 'signed-in',
      warning: {
        cause: 'inactive',
        openedAt: signedInAt + 58 * minute,
        endsAt: signedInAt + hour,
        extendable: true,
        extend: { status: 'idle' },
      },
    })
    await world.advance(`${2 * minute - 1}ms`)
    expect(session.getState().status).toBe('signed-in')
    await world.advance('1ms')
    expect(session.getState()).toMatchObject({
      status: 'ended',
      end: { reason: 'inactive', here: true, endedAt: signedInAt + hour, limitMs: hour },
    })
    expect(world.server.refreshes).toBe(14)
    expect(world.server.signOuts).toBe(1)
  })

  test('PRIVX-6 interaction in tab B keeps tab A signed in, and A shows no prompt', async () => {
    const { world, signedInAt, lines } = privx()
    const [a, b] = [world.tab(), world.tab()]
    await world.advance('50m')
    await b.input()
    await world.advance(`${58 * minute - 1}ms`)
    expect(lines(/warning|ended/)).toEqual([])
    await world.advance('1ms')
    for (const { session } of [a, b]) {
      expect(session.getState().warning).toMatchObject({
        cause: 'inactive',
        openedAt: signedInAt + 108 * minute,
        endsAt: signedInAt + 110 * minute,
      })
    }
    await world.advance('2m')
    for (const { session } of [a, b]) {
      expect(session.getState()).toMatchObject({ status: 'ended', end: { reason: 'inactive', endedAt: signedInAt + 110 * minute } })
    }
  })

  test('PRIVX-6 token renewals alone never count as interaction', async () => {
    const { world, signedInAt } = privx()
    const tabs = [world.tab(), world.tab()]
    for (let elapsed = 0; elapsed < 59; elapsed++) {
      await world.advance('1m')
      await tabs[0]?.session.refreshNow()
    }
    await world.advance('1m')
    for (const { session } of tabs) {
      expect(session.getState()).toMatchObject({ status: 'ended', end: { reason: 'inactive', endedAt: signedInAt + hour } })
    }
  })
})
