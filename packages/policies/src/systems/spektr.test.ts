import type { Duration } from '@stillhere/core'
import { describe, expect, test } from 'vitest'
import { spektr } from '../spektr.ts'
import { ada, day, hour, minute, openStage, second } from '../test-support/stage.ts'

const stage = () => openStage({ policy: spektr(), serverLimits: { accessTokenLifetime: '1h', refreshTokenLifetime: '30d' } })

describe('spektr: token age decides, not idleness', () => {
  test('SPEKTR-1 at 0:58:00 one refresh starts, nobody sees anything, and T moves to 1:58:00', async () => {
    const { world, signedInAt, until, lines } = stage()
    const { session } = world.tab()
    await until(58 * minute - 1)
    expect(world.server.refreshes).toBe(0)
    const before = session.getState()
    await until(58 * minute)
    expect(world.server.refreshes).toBe(1)
    expect(session.getState()).toEqual(before)
    expect(session.deadlines()[0]).toMatchObject({ reason: 'token-expired', endsAt: signedInAt + hour + 58 * minute })
    await until(4 * hour)
    expect(lines(/warning|checking|ended/)).toEqual([])
  })

  test('SPEKTR-2 while the network is away the dialog opens at 0:59:00, not before, and counts down to 1:00:00', async () => {
    const { world, signedInAt, until } = stage()
    const { session } = world.tab()
    await until(58 * minute - 1)
    world.server.fail('network')
    await until(59 * minute - 1)
    expect(session.getState()).toMatchObject({ status: 'signed-in', warning: null, checking: null, refresh: { status: 'retrying' } })
    await until(59 * minute)
    const warning = { cause: 'token-expired', openedAt: signedInAt + 59 * minute, endsAt: signedInAt + hour, extendable: true }
    expect(session.getState()).toMatchObject({ status: 'signed-in', user: ada, warning })
    await until(hour - 1)
    expect(session.getState()).toMatchObject({ status: 'signed-in', user: ada, warning })
  })

  test('SPEKTR-3 "Stay signed in" tries at once: a failure is told and the countdown goes on, a success closes the dialog', async () => {
    const { world, signedInAt, until } = stage()
    const { session } = world.tab()
    await until(57 * minute)
    world.server.fail('network')
    await until(59 * minute + 10 * second)
    await expect(session.extend()).resolves.toMatchObject({ ok: false, reason: 'unavailable' })
    expect(world.now).toBe(signedInAt + 59 * minute + 10 * second)
    expect(session.getState().warning).toMatchObject({ endsAt: signedInAt + hour, extend: { status: 'failed' } })
    await until(59 * minute + 20 * second)
    world.server.recover()
    const endsAt = signedInAt + hour + 59 * minute + 20 * second
    await expect(session.extend()).resolves.toEqual({ ok: true, endsAt })
    expect(session.getState()).toMatchObject({ status: 'signed-in', warning: null })
    expect(session.deadlines()[0]?.endsAt).toBe(endsAt)
  })

  test('SPEKTR-4 at 1:00:00 without a refresh the user is signed out, token-expired', async () => {
    const { world, signedInAt, until } = stage()
    const { session } = world.tab()
    await until(58 * minute - 1)
    world.server.fail('network')
    await until(hour - 1)
    expect(session.getState().status).toBe('signed-in')
    await until(hour)
    expect(session.getState()).toMatchObject({ status: 'ended', user: null, end: { reason: 'token-expired', endedAt: signedInAt + hour } })
  })

  test.each(['network', null] as const)('SPEKTR-5 constant activity and none at all see the same instants (fault: %s)', async (fault) => {
    const played: (readonly string[])[] = []
    for (const busy of [true, false]) {
      const { world, until, lines } = stage()
      const tab = world.tab()
      if (fault !== null) world.server.fail(fault)
      for (let at = 0; at <= 2 * hour; at += 30 * second) {
        await until(at)
        if (busy) await tab.input()
      }
      played.push(lines(/refresh| is /))
    }
    expect(played[0]).toEqual(played[1])
    expect(played[0]?.join()).toContain(fault === null ? '1:56:00 tab 1 refresh → ok' : '1:00:00 tab 1 is ended token-expired')
  })

  test(
    'SPEKTR-6 thirty days: last refresh at 29 d 23:12, warned at 30 d 0:10 without an offer, out at 30 d 0:12',
    { timeout: 60_000 },
    async () => {
      const { world, signedInAt, until, lines } = stage()
      const { session } = world.tab()
      await until(30 * day + 10 * minute - 1)
      expect(lines(/refresh/).at(-1)).toBe('29d 23:12:00 tab 1 refresh → ok')
      expect(lines(/warning|checking|ended/)).toEqual([])
      const sent = world.server.refreshes
      await until(30 * day + 10 * minute)
      const endsAt = signedInAt + 30 * day + 12 * minute
      expect(session.getState().warning).toMatchObject({ cause: 'refresh-expired', endsAt, extendable: false })
      await expect(session.extend()).resolves.toMatchObject({ ok: false, reason: 'not-extendable' })
      await until(30 * day + 12 * minute - 1)
      expect(session.getState().status).toBe('signed-in')
      await until(30 * day + 12 * minute)
      expect(session.getState()).toMatchObject({ status: 'ended', end: { reason: 'refresh-expired', endedAt: endsAt } })
      expect(world.server.refreshes).toBe(sent)
    },
  )

  test('SPEKTR-7 an answer at 1:00:01 comes too late', async () => {
    const { world, signedInAt, until } = stage()
    const { session } = world.tab()
    await until(57 * minute)
    world.server.fail('network')
    await until(59 * minute + 45 * second)
    world.server.recover()
    world.server.fail('slow', 1, { delay: '16s' })
    const staying = session.extend()
    await until(hour)
    expect(session.getState()).toMatchObject({ status: 'ended', end: { reason: 'token-expired', endedAt: signedInAt + hour } })
    await expect(staying).resolves.toMatchObject({ ok: false, reason: 'too-late' })
    await until(hour + minute)
    expect(session.getState().status).toBe('ended')
  })
})

describe('spektr: a refresh under way when the dialog is due', () => {
  /** Nobody refreshed at 0:58, because no tab was open. The page comes back at 0:58:55 and starts its first refresh then. */
  async function reopened(delay: Duration, fault: 'slow' | 'network' = 'slow') {
    const opened = stage()
    const early = opened.world.tab()
    await opened.until(10 * minute)
    await early.close()
    await opened.until(58 * minute + 55 * second)
    opened.world.server.fail(fault, 1, { delay })
    const { session } = opened.world.tab()
    await opened.world.advance('0ms')
    expect(session.getState()).toMatchObject({ status: 'signed-in', refresh: { status: 'running', startedAt: opened.world.now } })
    return { ...opened, session }
  }

  test('SPEKTR-7 it opens no dialog at 0:59:00, but when it has been in flight for 10 s', async () => {
    const { world, session, signedInAt, until } = await reopened('25s')
    await until(59 * minute + 5 * second - 1)
    expect(session.getState()).toMatchObject({ status: 'signed-in', warning: null })
    await until(59 * minute + 5 * second)
    const openedAt = signedInAt + 59 * minute + 5 * second
    expect(session.getState().warning).toMatchObject({ cause: 'token-expired', openedAt, endsAt: signedInAt + hour, extendable: true })
    await until(59 * minute + 20 * second - 1)
    expect(session.getState().warning).not.toBeNull()
    await until(59 * minute + 20 * second)
    expect(session.getState()).toMatchObject({ status: 'signed-in', warning: null })
    expect(world.server.refreshes).toBe(1)
  })

  test('SPEKTR-7 one that is answered within 10 s opens none at all', async () => {
    const { session, until, lines } = await reopened('9s')
    await until(59 * minute + 30 * second)
    expect(session.getState()).toMatchObject({ status: 'signed-in', warning: null, refresh: { status: 'idle' } })
    expect(lines(/warning/)).toEqual([])
  })

  test('SPEKTR-7 one that fails at 0:59:02 opens it then', async () => {
    const { world, session, signedInAt, until } = await reopened('7s', 'network')
    world.server.fail('network')
    await until(59 * minute + 2 * second - 1)
    expect(session.getState().warning).toBeNull()
    await until(59 * minute + 2 * second)
    expect(session.getState().warning).toMatchObject({ cause: 'token-expired', openedAt: signedInAt + 59 * minute + 2 * second })
  })
})
