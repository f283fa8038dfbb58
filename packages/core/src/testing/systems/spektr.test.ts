import { describe, expect, test } from 'vitest'
import type { Duration } from '../../engine/duration.ts'
import type { SessionPolicy } from '../../engine/policy-types.ts'
import { openWorld } from '../world.ts'

const ada = { sub: 'u1', name: 'Ada' }
const policy: SessionPolicy = {
  refreshTokenLifetime: '30d',
  refreshLead: '2m',
  warningLead: { accessTokenLifetime: '1m', refreshTokenLifetime: '2m' },
  onTokenExpiry: 'end',
}
const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** A world whose time can be told to go to an instant since the sign-in. */
function spektr() {
  const { world, sent } = openWorld({ user: ada, policy, serverLimits: { refreshTokenLifetime: '30d', accessTokenLifetime: '1h' } })
  const signedInAt = world.now
  const until = (ms: number): Promise<void> => {
    const left: Duration = `${signedInAt + ms - world.now}ms`
    return world.advance(left)
  }
  const refreshesSent = () => sent.filter((kind) => kind === 'refresh').length
  const lines = (pattern: RegExp) => world.trace.filter((line) => pattern.test(line))
  return { world, signedInAt, until, refreshesSent, lines }
}

describe('spektr: token age decides, not idleness', () => {
  test('SPEKTR-1 one refresh at 0:58:00, nobody sees anything, and the expiry moves to 1:58:00', async () => {
    const { world, signedInAt, until, refreshesSent, lines } = spektr()
    const { session } = world.tab()
    await until(58 * minute - 1)
    expect(refreshesSent()).toBe(0)
    expect(session.deadlines()[0]).toMatchObject({
      reason: 'token-expired',
      endsAt: signedInAt + hour,
      refreshAt: signedInAt + 58 * minute,
      extendable: true,
    })
    const before = session.getState()
    await until(58 * minute)
    expect(refreshesSent()).toBe(1)
    expect(session.getState()).toEqual(before)
    expect(session.deadlines()[0]).toMatchObject({
      reason: 'token-expired',
      sinceAt: signedInAt + 58 * minute,
      endsAt: signedInAt + hour + 58 * minute,
    })
    await until(4 * hour)
    expect(lines(/refresh/)).toEqual([
      '0:58:00 tab 1 refresh → ok',
      '1:56:00 tab 1 refresh → ok',
      '2:54:00 tab 1 refresh → ok',
      '3:52:00 tab 1 refresh → ok',
    ])
    expect(lines(/warning|checking|ended|signed-out/)).toEqual([])
  })

  test('SPEKTR-2 while refreshing fails the dialog opens at 0:59:00, not before, and counts down to 1:00:00', async () => {
    const { world, signedInAt, until } = spektr()
    const { session } = world.tab()
    await until(58 * minute - 1)
    world.server.fail('network')
    await until(59 * minute - 1)
    expect(session.getState()).toMatchObject({
      status: 'signed-in',
      user: ada,
      warning: null,
      checking: null,
      refresh: { status: 'retrying' },
    })
    await until(59 * minute)
    const warning = {
      cause: 'token-expired',
      openedAt: signedInAt + 59 * minute,
      endsAt: signedInAt + hour,
      extendable: true,
      extend: { status: 'idle' },
    }
    expect(session.getState()).toMatchObject({ status: 'signed-in', user: ada, warning, checking: null })
    await until(hour - 1)
    expect(session.getState()).toMatchObject({ status: 'signed-in', user: ada, warning, checking: null })
  })

  test('SPEKTR-3 "Stay signed in" tries at once: a failure is told and the countdown goes on, a success closes the dialog', async () => {
    const { world, signedInAt, until, refreshesSent } = spektr()
    const { session } = world.tab()
    await until(57 * minute)
    world.server.fail('network')
    await until(59 * minute + 10_000)
    const sentBefore = refreshesSent()
    await expect(session.extend()).resolves.toMatchObject({ ok: false, reason: 'unavailable', error: { code: 'backend-unavailable' } })
    expect(refreshesSent()).toBe(sentBefore + 1)
    expect(world.now).toBe(signedInAt + 59 * minute + 10_000)
    expect(session.getState()).toMatchObject({
      status: 'signed-in',
      warning: { cause: 'token-expired', openedAt: signedInAt + 59 * minute, endsAt: signedInAt + hour, extend: { status: 'failed' } },
    })
    await until(59 * minute + 20_000)
    world.server.recover()
    const staying = session.extend()
    expect(session.getState()).toMatchObject({ warning: { endsAt: signedInAt + hour, extend: { status: 'running' } } })
    await expect(staying).resolves.toEqual({ ok: true, endsAt: signedInAt + hour + 59 * minute + 20_000 })
    expect(session.getState()).toMatchObject({ status: 'signed-in', user: ada, warning: null, refresh: { status: 'idle' } })
    expect(session.deadlines()[0]?.endsAt).toBe(signedInAt + hour + 59 * minute + 20_000)
  })

  test('SPEKTR-4 at 1:00:00 without a refresh the user is signed out, token-expired', async () => {
    const { world, signedInAt, until } = spektr()
    const { session } = world.tab()
    await until(58 * minute - 1)
    world.server.fail('network')
    await until(hour - 1)
    expect(session.getState().status).toBe('signed-in')
    await until(hour)
    expect(session.getState()).toMatchObject({
      status: 'ended',
      user: null,
      warning: null,
      end: { reason: 'token-expired', here: true, endedAt: signedInAt + hour, limitMs: hour },
    })
    world.server.recover()
    await until(3 * hour)
    expect(session.getState()).toMatchObject({ status: 'ended', end: { reason: 'token-expired' } })
  })

  test.each(['network', null] as const)('SPEKTR-5 activity changes none of these instants (fault: %s)', async (fault) => {
    const played: (readonly string[])[] = []
    for (const busy of [true, false]) {
      const { world, until, lines } = spektr()
      const tab = world.tab()
      if (fault !== null) world.server.fail(fault)
      for (let at = 0; at <= 2 * hour; at += 30_000) {
        await until(at)
        if (busy) await tab.input()
      }
      played.push(lines(/refresh| is /))
    }
    expect(played[0]).toEqual(played[1])
    expect(
      played[0]?.some((line) => line.includes(fault === null ? '1:56:00 tab 1 refresh → ok' : '1:00:00 tab 1 is ended token-expired')),
    ).toBe(true)
  })

  test(
    'SPEKTR-6 thirty days: refreshed each hour, last at 29 d 23:12, warned at 30 d 0:10, out at 30 d 0:12',
    { timeout: 60_000 },
    async () => {
      const { world, signedInAt, until, refreshesSent, lines } = spektr()
      const { session } = world.tab()
      await until(30 * day + 10 * minute - 1)
      expect(refreshesSent()).toBe(744)
      expect(lines(/refresh/).at(-1)).toBe('29d 23:12:00 tab 1 refresh → ok')
      expect(lines(/warning|checking|ended/)).toEqual([])
      const endsAt = signedInAt + 30 * day + 12 * minute
      expect(session.deadlines()[0]).toMatchObject({ reason: 'refresh-expired', endsAt, extendable: false, refreshAt: null })
      await until(30 * day + 10 * minute)
      expect(session.getState()).toMatchObject({
        status: 'signed-in',
        warning: { cause: 'refresh-expired', openedAt: signedInAt + 30 * day + 10 * minute, endsAt, extendable: false, extend: null },
      })
      await expect(session.extend()).resolves.toMatchObject({ ok: false, reason: 'not-extendable' })
      await until(30 * day + 12 * minute - 1)
      expect(session.getState().status).toBe('signed-in')
      await until(30 * day + 12 * minute)
      expect(session.getState()).toMatchObject({ status: 'ended', end: { reason: 'refresh-expired', here: true, endedAt: endsAt } })
      expect(refreshesSent()).toBe(744)
    },
  )
})

describe('spektr: a refresh under way when the dialog is due', () => {
  /** Nobody refreshed at 0:58, because no tab was open. The page comes back at 0:58:55 and starts its first refresh then. */
  async function reopened(delay: Duration, fault: 'slow' | 'network' = 'slow') {
    const stage = spektr()
    const early = stage.world.tab()
    await stage.until(10 * minute)
    await early.close()
    await stage.until(58 * minute + 55_000)
    stage.world.server.fail(fault, 1, { delay })
    const { session } = stage.world.tab()
    await stage.world.advance('0ms')
    expect(session.getState()).toMatchObject({ status: 'signed-in', refresh: { status: 'running', startedAt: stage.world.now } })
    return { ...stage, session }
  }

  test('SPEKTR-7 it opens no dialog at 0:59:00, but when it has been in flight for 10 s', async () => {
    const { session, signedInAt, until, refreshesSent } = await reopened('25s')
    await until(59 * minute + 5000 - 1)
    expect(session.getState()).toMatchObject({ status: 'signed-in', warning: null })
    await until(59 * minute + 5000)
    expect(session.getState().warning).toMatchObject({
      cause: 'token-expired',
      openedAt: signedInAt + 59 * minute + 5000,
      endsAt: signedInAt + hour,
      extendable: true,
    })
    await until(59 * minute + 20_000 - 1)
    expect(session.getState().warning).not.toBeNull()
    await until(59 * minute + 20_000)
    expect(session.getState()).toMatchObject({ status: 'signed-in', warning: null })
    expect(refreshesSent()).toBe(1)
  })

  test('SPEKTR-7 one that is answered within 10 s opens none at all', async () => {
    const { session, until, lines } = await reopened('9s')
    await until(59 * minute + 30_000)
    expect(session.getState()).toMatchObject({ status: 'signed-in', warning: null, refresh: { status: 'idle' } })
    expect(lines(/warning/)).toEqual([])
  })

  test('SPEKTR-7 one that fails at 0:59:02 opens it then', async () => {
    const { world, session, signedInAt, until } = await reopened('7s', 'network')
    world.server.fail('network')
    await until(59 * minute + 2000 - 1)
    expect(session.getState().warning).toBeNull()
    await until(59 * minute + 2000)
    expect(session.getState().warning).toMatchObject({
      cause: 'token-expired',
      openedAt: signedInAt + 59 * minute + 2000,
      endsAt: signedInAt + hour,
    })
  })

  test('SPEKTR-7 one that answers at 1:00:01 comes too late', async () => {
    const { world, signedInAt, until } = spektr()
    const { session } = world.tab()
    await until(57 * minute)
    world.server.fail('network')
    await until(59 * minute + 45_000)
    world.server.recover()
    world.server.fail('slow', 1, { delay: '16s' })
    const staying = session.extend()
    await until(hour - 1)
    expect(session.getState()).toMatchObject({ status: 'signed-in', warning: { extend: { status: 'running' } } })
    await until(hour)
    expect(session.getState()).toMatchObject({ status: 'ended', end: { reason: 'token-expired', endedAt: signedInAt + hour } })
    await expect(staying).resolves.toMatchObject({ ok: false, reason: 'too-late' })
    const ended = session.getState()
    await until(hour + 60_000)
    expect(session.getState()).toBe(ended)
  })
})
