import { expect, test } from 'vitest'
import { createWorld } from '../world.ts'

test('P-10 a 401 that is handed to the app is told of, and asks for no refresh', async () => {
  const world = createWorld({ user: { sub: 'u1' } })
  const { session } = world.tab()
  await world.advance('1s')
  const told: unknown[] = []
  session.on('unauthorized', (answer) => void told.push(answer))
  const answer = { headers: new Headers() }
  expect(await session.reportUnauthorized(answer, { handedOn: true })).toEqual({ ok: false, reason: 'rejected', error: null })
  await world.advance('1s')
  expect([told, world.server.refreshes]).toEqual([[answer], 0])
})
