import { expect, test } from 'vitest'
import { openWorld } from '../world.ts'

test('a click that leaves the page counts, even where the tab has told the others of something else a moment ago', async () => {
  const { world } = openWorld({ user: { sub: 'u1' }, policy: { inactivity: '15m' } })
  const tab = world.tab()
  await world.advance('10m')
  await tab.session.refreshNow()
  await world.advance('500ms')
  await tab.input()
  tab.crash()
  const { session } = world.tab()
  await world.advance('0ms')
  expect(session.deadlines()[0]).toMatchObject({ reason: 'inactive', endsAt: world.now + 15 * 60_000 })
})
