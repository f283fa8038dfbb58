import { expect, test } from 'vitest'
import { live, scriptedBackend } from '../../test-support/scripted-backend.ts'
import { openWorld } from '../world.ts'

test('P-5 tabs ask once for a credential whose end the backend does not move, though it looks a second earlier', async () => {
  let asked = 0
  const startAt = Date.UTC(2026, 0, 1)
  const sinceMs = (): number => world.now - startAt
  const { world } = openWorld({
    startAt,
    user: { sub: 'u1' },
    backend: scriptedBackend({
      restore: async () => live({ endsIn: { 'token-expired': '10m' } }),
      refresh: async () => {
        asked += 1
        return live({ endsIn: { 'token-expired': `${Math.floor(599 - sinceMs() / 1000)}s` } })
      },
    }),
  })
  for (let count = 0; count < 3; count++) world.tab()
  await world.advance('9m')
  expect(asked).toBe(1)
})
