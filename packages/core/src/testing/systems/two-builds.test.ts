import { describe, expect, test } from 'vitest'
import type { SessionPolicy } from '../../engine/policy-types.ts'
import type { User } from '../../engine/words.ts'
import type { Tab } from '../world-types.ts'
import { openWorld } from '../world.ts'

const ada = { sub: 'u1' }
const minute = 60_000
const hour = 60 * minute

const strict: SessionPolicy = { inactivity: '15m', maxLifetime: '10h' }
const loose: SessionPolicy = { inactivity: '1h', maxLifetime: '8h' }

function twoBuilds(first: SessionPolicy, second: SessionPolicy) {
  const opened = openWorld({ user: ada, serverLimits: { accessTokenLifetime: '24h' } })
  const signedInAt = opened.world.now
  return {
    ...opened,
    signedInAt,
    tabs: [opened.world.tab({ policy: first }), opened.world.tab({ policy: second })] as const,
    ends: ({ session }: Tab<User>) => Object.fromEntries(session.deadlines().map(({ reason, endsAt }) => [reason, endsAt - signedInAt])),
  }
}

describe.each([
  ['the strict one first', strict, loose],
  ['the loose one first', loose, strict],
] as const)('tabs of two builds with different limits, %s', (_, one, other) => {
  test('R-60 agree on the strictest of each limit, whichever was opened first', async () => {
    const { world, tabs, ends } = twoBuilds(one, other)
    await world.advance('1s')
    for (const tab of tabs) expect(ends(tab)).toMatchObject({ inactive: 15 * minute, 'max-lifetime': 8 * hour })
  })

  test('R-60 warn and end in the same instant', async () => {
    const { world, tabs, signedInAt } = twoBuilds(one, other)
    await world.advance('14m')
    for (const { session } of tabs)
      expect(session.getState().warning).toMatchObject({ cause: 'inactive', endsAt: signedInAt + 15 * minute })
    await world.advance('1m')
    for (const { session } of tabs) {
      expect(session.getState()).toMatchObject({ status: 'ended', end: { reason: 'inactive', endedAt: signedInAt + 15 * minute } })
    }
    expect(world.server.signOuts).toBe(1)
  })

  test.each(['close', 'crash'] as const)('R-60 R-86 keep to them when the strict one is gone (%s), and so do later tabs', async (how) => {
    const { world, tabs, ends } = twoBuilds(one, other)
    await world.advance('1s')
    await tabs[one === strict ? 0 : 1][how]()
    await world.advance('1m')
    const left = tabs[one === strict ? 1 : 0]
    expect(ends(left)).toMatchObject({ inactive: 15 * minute, 'max-lifetime': 8 * hour })
    const reloaded = await left.reload()
    const later = world.tab({ policy: loose })
    await world.advance('1s')
    for (const tab of [reloaded, later]) expect(ends(tab)).toMatchObject({ inactive: 15 * minute, 'max-lifetime': 8 * hour })
  })
})

test('R-60 the next sign-in is free of the limits of a build that is gone', async () => {
  const { world, tabs, ends, signedInAt } = twoBuilds(loose, strict)
  await world.advance('1s')
  await tabs[1].close()
  await world.advance('20m')
  expect(tabs[0].session.getState()).toMatchObject({ status: 'ended', end: { reason: 'inactive', endedAt: signedInAt + 15 * minute } })
  await world.server.signIn()
  await tabs[0].session.restore()
  expect(tabs[0].session.getState().status).toBe('signed-in')
  expect(ends(tabs[0])).toMatchObject({ inactive: 20 * minute + hour + 1000, 'max-lifetime': 20 * minute + 8 * hour + 1000 })
})

test('P-34 the tabs of a build that takes activity for an answer close the warning of one that asks', async () => {
  const { world, tabs } = twoBuilds({ ...strict, whileWarning: 'activity' }, strict)
  await world.advance('14m')
  await tabs[1].input()
  for (const { session } of tabs) expect(session.getState().warning).not.toBeNull()
  await tabs[0].input()
  await world.advance('1s')
  for (const { session } of tabs) expect(session.getState()).toMatchObject({ status: 'signed-in', warning: null })
})
