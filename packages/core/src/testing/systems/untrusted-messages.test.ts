import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Facts, readFacts } from '../../engine/facts.ts'
import type { User } from '../../engine/words.ts'
import type { Tab } from '../world-types.ts'
import { openWorld } from '../world.ts'

const ada = { sub: 'u1' }
const minute = 60_000
const hour = 60 * minute

function twoTabs(maxLifetimeFrom: 'session' | 'auth_time' = 'session') {
  const opened = openWorld({
    user: ada,
    policy: { inactivity: '15m', maxLifetime: '8h', maxLifetimeFrom },
    serverLimits: { accessTokenLifetime: '12h', ...(maxLifetimeFrom === 'session' && { maxLifetime: '8h' }) },
  })
  const tabs = [opened.world.tab(), opened.world.tab()] as const
  return { ...opened, tabs, signedInAt: opened.world.now }
}

function endOf({ session }: Tab<User>, reason: string): number | undefined {
  return session.deadlines().find((deadline) => deadline.reason === reason)?.endsAt
}

/** The last facts that the tabs told each other. */
function lastPosted({ world }: ReturnType<typeof twoTabs>): Facts {
  const facts = readFacts(world.messages.posted.at(-1), world.now, 2000)
  if (facts === null) throw new Error('Nothing was posted.')
  return facts
}

describe('a message', () => {
  test('R-63 that comes minutes late says when it was, and lengthens nothing', async () => {
    const { world, tabs, signedInAt } = twoTabs()
    await world.advance('1m')
    await tabs[1].freeze()
    await tabs[0].input()
    await world.advance('10m')
    await tabs[1].thaw()
    expect(endOf(tabs[1], 'inactive')).toBe(signedInAt + 16 * minute)
    world.messages.fail('late', undefined, '3m')
    await tabs[0].input()
    await world.advance('3m')
    for (const tab of tabs) expect(endOf(tab, 'inactive')).toBe(signedInAt + 26 * minute)
  })

  test('R-63 that comes after the session has ended brings nothing back', async () => {
    const { world, tabs, signedInAt } = twoTabs()
    await world.advance('1m')
    world.messages.fail('late', undefined, '30m')
    await tabs[0].input()
    await world.advance('40m')
    for (const { session } of tabs) {
      expect(session.getState()).toMatchObject({ status: 'ended', end: { reason: 'inactive', endedAt: signedInAt + 16 * minute } })
    }
  })

  test('R-63 that comes twice is as good as once, and starts no chatter', async () => {
    const { world, tabs, signedInAt } = twoTabs()
    await world.advance('1m')
    world.messages.fail('doubled', undefined, '200ms')
    const before = world.messages.posted.length
    await tabs[0].input()
    await world.advance('1m')
    expect(world.messages.posted.length - before).toBe(1)
    for (const tab of tabs) {
      expect(endOf(tab, 'inactive')).toBe(signedInAt + 16 * minute)
      expect(tab.session.getState()).toMatchObject({ status: 'signed-in', warning: null, checking: null })
    }
  })

  test('R-63 that is older than what is known changes nothing', async () => {
    const opened = twoTabs()
    const { world, tabs } = opened
    await world.advance('1m')
    const old = lastPosted(opened)
    await tabs[0].input()
    await tabs[0].session.refreshNow()
    await world.advance('1m')
    const known = tabs.map(({ session }) => session.deadlines())
    await world.messages.forge(old)
    await world.advance('0ms')
    expect(tabs.map(({ session }) => session.deadlines())).toEqual(known)
  })

  test.each([2, 0, '1', undefined])('R-63 of format %o is left alone, whatever it says', async (format) => {
    const opened = twoTabs()
    const { world, tabs } = opened
    await world.advance('1m')
    const end = { reason: 'revoked', at: world.now, limitMs: null, settled: true }
    const known = tabs.map(({ session }) => session.deadlines())
    await world.messages.forge({ ...lastPosted(opened), format, session: 9, activityAt: world.now, end })
    await world.advance('1s')
    expect(tabs.map(({ session }) => session.deadlines())).toEqual(known)
    for (const { session } of tabs) expect(session.getState()).toMatchObject({ status: 'signed-in', checking: null, warning: null })
  })

  const garbage: readonly unknown[] = [null, undefined, 0, -1, Number.NaN, '', 'facts', true, [], [[]], {}, { format: 1 }, { facts: {} }]
  test.each(garbage.map((message) => [message]))('R-63 that is none of ours is left alone: %o', async (message) => {
    const { world, tabs } = twoTabs()
    await world.advance('1m')
    const known = tabs.map(({ session }) => session.deadlines())
    const before = world.messages.posted.length
    await world.messages.forge(message)
    await world.advance('1s')
    expect(tabs.map(({ session }) => session.deadlines())).toEqual(known)
    expect(world.messages.posted).toHaveLength(before)
  })
})

/** What an attacker may write over parts of facts that are true otherwise. */
const instant = (now: number) => fc.constantFrom(0, 1, now - hour, now - minute, now, now + 1999)
const forged = (now: number) =>
  fc.record(
    {
      startedAt: instant(now),
      proofs: fc.constantFrom(0, 1, 1e12),
      activityAt: instant(now),
      authenticatedAt: fc.option(instant(now), { nil: null }),
      offsetMs: fc.constant(0),
      limitsMs: fc.constantFrom({}, { inactivity: 1e12 }, { maxLifetime: 1e12 }, { inactivity: 1e12, maxLifetime: 1e12 }),
      remembered: fc.boolean(),
      renewal: fc.record(
        {
          revision: fc.constantFrom(1, 2, 99),
          askedAt: instant(now),
          issuedAt: instant(now),
          endsAt: fc.constantFrom({}, { inactive: 1e15 }, { 'max-lifetime': 1e15, inactive: 1e15, 'token-expired': 1e15 }),
          longestMs: fc.constant({}),
          extendable: fc.constantFrom(null, true, false),
          moved: fc.boolean(),
          refused: fc.boolean(),
        },
        { requiredKeys: ['revision', 'askedAt', 'issuedAt', 'endsAt', 'longestMs', 'extendable', 'moved'] },
      ),
    },
    { requiredKeys: [] },
  )

describe('forged facts', () => {
  test('R-86 about when the user was authenticated lengthen what is counted from there by no more than an answer may take', async () => {
    const opened = twoTabs('auth_time')
    const { world, tabs, signedInAt } = opened
    await world.advance('5m')
    await world.messages.forge({ ...lastPosted(opened), authenticatedAt: world.now, renewal: null })
    await world.advance('1s')
    for (const tab of tabs) expect(endOf(tab, 'max-lifetime')).toBeLessThanOrEqual(signedInAt + 8 * hour + 35_000)
  })

  test('R-63 R-86 lengthen no limit of the policy, whatever they say and however often', { timeout: 60_000 }, async () => {
    const start = 1_767_225_600_000
    await fc.assert(
      fc.asyncProperty(fc.array(forged(start + 5 * minute), { minLength: 1, maxLength: 4 }), fc.boolean(), async (messages, planted) => {
        const opened = twoTabs()
        const { world, tabs, machine, signedInAt } = opened
        await world.advance('5m')
        const trueFacts = lastPosted(opened)
        for (const message of messages) {
          if (planted) world.storage.plant({ facts: { ...trueFacts, ...message }, claim: null })
          await world.messages.forge({ ...trueFacts, ...message })
          await world.advance('10s')
        }
        for (const tab of tabs) {
          expect((endOf(tab, 'inactive') ?? 0) - tab.session.now()).toBeLessThanOrEqual(15 * minute)
          const lifeMs = (endOf(tab, 'max-lifetime') ?? 0) - tab.session.now()
          expect(lifeMs).toBeLessThanOrEqual(8 * hour - (machine.clock.trueAt() - signedInAt))
        }
        await world.advance('16m')
        for (const { session } of tabs) expect(session.getState().status).not.toBe('signed-in')
      }),
      { numRuns: 150, seed: 20_260_101 },
    )
  })

  test('R-86 of another user show nobody under the wrong name', async () => {
    const opened = twoTabs()
    const { world, tabs } = opened
    await world.advance('1m')
    await world.messages.forge({ ...lastPosted(opened), session: 7, key: 'other', subject: 'somebody-else' })
    await world.advance('1s')
    for (const { session } of tabs) {
      const { status, user } = session.getState()
      expect([status, user]).toEqual(['ended', null])
    }
  })

  test('R-86 may bring an end nearer, and the page says why', async () => {
    const opened = twoTabs()
    const { world, tabs, signedInAt } = opened
    await world.advance('1m')
    await world.messages.forge({ ...lastPosted(opened), limitsMs: { inactivity: 5 * minute, maxLifetime: 8 * hour } })
    await world.advance('0ms')
    for (const tab of tabs) expect(endOf(tab, 'inactive')).toBe(signedInAt + 5 * minute)
    await world.advance('4m')
    for (const { session } of tabs)
      expect(session.getState()).toMatchObject({ status: 'ended', end: { reason: 'inactive', limitMs: 5 * minute } })
  })
})
