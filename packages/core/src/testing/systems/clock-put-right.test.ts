import { expect, test } from 'vitest'
import { openWorld } from '../world.ts'

test('P-9 a clock that is put right by a minute lengthens nothing while slow answers tell the age of the session differently', async () => {
  const { world } = openWorld({
    user: { sub: 'u1' },
    policy: { inactivity: '5m' },
    serverLimits: { accessTokenLifetime: '20m' },
    latency: '2s',
  })
  const tabs = [world.tab(), world.tab(), world.tab()]
  const left = () => tabs.map(({ session }) => (session.deadlines()[0]?.endsAt ?? 0) - session.now())
  await world.advance('183s')
  const before = left()
  world.setClock({ offset: '-60s' })
  await tabs[0]?.input()
  await world.advance('62s')
  expect(left()).toEqual(before.map((ms) => ms - 62_000))
})
