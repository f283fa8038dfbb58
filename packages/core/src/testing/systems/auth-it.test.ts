import { expect, test } from 'vitest'
import { createWorld } from '../world.ts'

const ada = { sub: 'u1', name: 'Ada' }
const minute = 60_000
const hour = 60 * minute

test('AUTHIT-4 at 10:00:00 hours the session of an active user ends, warned at 9:58:00 without an offer to extend', async () => {
  const world = createWorld({
    user: ada,
    policy: { serverIdle: '1800s', maxLifetime: '36000s' },
    serverLimits: { accessTokenLifetime: '300s', serverIdle: '1800s', maxLifetime: '36000s' },
  })
  const signedInAt = world.now
  const tab = world.tab()
  for (let elapsed = 0; elapsed < 10 * hour - 3 * minute; elapsed += minute) {
    await world.advance('1m')
    await tab.input()
  }
  await world.advance(`${minute - 1}ms`)
  await tab.input()
  expect(tab.session.getState()).toMatchObject({ status: 'signed-in', warning: null })
  await world.advance('1ms')
  const warning = {
    cause: 'max-lifetime',
    openedAt: signedInAt + 10 * hour - 2 * minute,
    endsAt: signedInAt + 10 * hour,
    extendable: false,
    extend: null,
  }
  expect(tab.session.getState()).toMatchObject({ status: 'signed-in', warning })
  await expect(tab.session.extend()).resolves.toMatchObject({ ok: false, reason: 'not-extendable' })
  await world.advance(`${2 * minute - 1}ms`)
  await tab.input()
  expect(tab.session.getState()).toMatchObject({ status: 'signed-in', warning })
  await world.advance('1ms')
  expect(tab.session.getState()).toMatchObject({
    status: 'ended',
    end: { reason: 'max-lifetime', endedAt: signedInAt + 10 * hour, limitMs: 10 * hour },
  })
  expect(world.trace.filter((line) => /warning/.test(line))).toHaveLength(1)
})
