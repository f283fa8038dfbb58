import { describe, expect, test } from 'vitest'
import type { Limits } from '../../engine/policy-types.ts'
import { openBreakableWorld } from '../../test-support/breakable-world.ts'
import { live, scriptedBackend } from '../../test-support/scripted-backend.ts'
import type { Session } from '../../runtime/session-types.ts'
import { openWorld } from '../world.ts'

const ada = { sub: 'u1' }
const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

const lengths: readonly (readonly [name: string, ms: number])[] = [
  ['2^31−1 ms', 2_147_483_647],
  ['2^31 ms', 2_147_483_648],
  ['2^31+1 ms', 2_147_483_649],
  ['30 days', 30 * day],
  ['400 days', 400 * day],
]
const limits: readonly (readonly [limit: keyof Limits, reason: string])[] = [
  ['inactivity', 'inactive'],
  ['serverIdle', 'server-idle'],
  ['maxLifetime', 'max-lifetime'],
]
const cases = limits.flatMap(([limit, reason]) => lengths.map(([name, ms]) => [limit, name, ms, reason] as const))

/** Everything that an app is told, with the time since the sign-in. */
function heard(session: Session<{ readonly sub: string }>, elapsedMs: () => number) {
  const events: (readonly [name: string, atMs: number])[] = []
  session.on('warning', () => void events.push(['warning', elapsedMs()]))
  session.on('before-end', () => void events.push(['before-end', elapsedMs()]))
  session.on('ended', () => void events.push(['ended', elapsedMs()]))
  return events
}

describe('a limit beyond what timers can count', () => {
  test.each(cases)('P-8 %s of %s is warned of and ends at its time, once, and nothing happens before', async (limit, _, ms, reason) => {
    const { world, until, signedInAt, asked } = openBreakableWorld({ life: '500d', policy: { [limit]: `${ms}ms` } })
    const tab = world.tab()
    const events = heard(tab.session, () => world.now - signedInAt)
    // A visible page looks at the clock each minute; a hidden one sleeps as long as the timer lets it.
    await tab.hide()
    await until(ms - hour)
    await tab.show()
    await until(ms - 2 * minute - 1)
    expect(events).toEqual([])
    expect(tab.session.getState()).toMatchObject({ status: 'signed-in', warning: null, checking: null })
    await until(ms - 1)
    expect(events).toEqual([['warning', ms - 2 * minute]])
    expect(tab.session.getState()).toMatchObject({ status: 'signed-in', checking: null })
    await until(ms + 30 * day)
    expect(events).toEqual([
      ['warning', ms - 2 * minute],
      ['before-end', ms],
      ['ended', ms],
    ])
    expect(tab.session.getState()).toMatchObject({ status: 'ended', end: { reason, endedAt: signedInAt + ms, limitMs: ms } })
    expect(asked('refresh')).toEqual([])
    expect(asked('sign-out')).toEqual([ms])
  })

  test.each(lengths)('P-8 a token of %s is refreshed two minutes before its end, once, and not before', async (_, ms) => {
    const { world, until, asked, seen } = openBreakableWorld({ life: `${ms}ms` })
    const tab = world.tab()
    await tab.hide()
    await until(ms - hour)
    await tab.show()
    await until(ms - 2 * minute - 1)
    expect(asked('refresh')).toEqual([])
    await until(ms + 20 * day)
    expect(asked('refresh')).toEqual([ms - 2 * minute])
    expect(seen()).toHaveLength(1)
  })

  test('P-8 a token of 30 days that nothing renews ends then and not before, in a page that is looked at all the while', async () => {
    const { world, until, signedInAt, answerWith, asked } = openBreakableWorld({ life: '30d', policy: { onTokenExpiry: 'end' } })
    const { session } = world.tab()
    await until(minute)
    answerWith(() => Promise.reject(new TypeError('Failed to fetch')))
    await until(30 * day - 2 * minute - 1)
    expect(asked('peek', 'refresh')).toEqual([])
    await until(30 * day - 1)
    expect(session.getState()).toMatchObject({ status: 'signed-in', checking: null })
    await until(30 * day)
    expect(session.getState()).toMatchObject({ status: 'ended', end: { reason: 'token-expired', endedAt: signedInAt + 30 * day } })
  })

  test('P-8 no limit at all: nothing happens in 400 days, and no timer is set', async () => {
    const nameless = async () => live({ endsIn: {} })
    const { world, page } = openWorld({ user: ada, backend: scriptedBackend({ restore: nameless, refresh: nameless }) })
    const tab = world.tab()
    const events = heard(tab.session, () => world.now)
    await tab.hide()
    const before = page(tab).wakeUps
    await world.advance('400d')
    await tab.show()
    expect(tab.session.getState()).toMatchObject({ status: 'signed-in', warning: null, checking: null })
    expect([events, tab.session.deadlines(), page(tab).wakeUps - before]).toEqual([[], [], 0])
  })
})

describe('the thirty days that NIST allows at its first level', () => {
  test.each([
    ['policy', { maxLifetime: '30d' }, { accessTokenLifetime: '1d' }],
    ['server', {}, { maxLifetime: '30d', accessTokenLifetime: '1d' }],
  ] as const)('R-46 are kept to the second when they come from the %s', async (_, policy, serverLimits) => {
    const { world, page } = openWorld({ user: ada, policy, serverLimits })
    const tab = world.tab()
    const signedInAt = world.now
    await tab.hide()
    await world.advance(`${30 * day - hour}ms`)
    expect(page(tab).wakeUps).toBeLessThan(300)
    await tab.show()
    await world.advance(`${hour - 1}ms`)
    expect(tab.session.getState()).toMatchObject({
      status: 'signed-in',
      checking: null,
      warning: { cause: 'max-lifetime', extendable: false },
    })
    await world.advance('1ms')
    expect(tab.session.getState()).toMatchObject({ status: 'ended', end: { reason: 'max-lifetime', endedAt: signedInAt + 2_592_000_000 } })
  })
})

describe('what remains', () => {
  test('R-45 is the end minus now at each look, also after fifty seconds in which no timer ran', async () => {
    const { world } = openWorld({ user: ada, policy: { inactivity: '15m' } })
    const tab = world.tab()
    const remaining = () => (tab.session.deadlines()[0]?.endsAt ?? 0) - tab.session.now()
    await world.advance('13m')
    expect(remaining()).toBe(2 * minute)
    await tab.suspend()
    await world.advance('50s')
    expect(remaining()).toBe(70_000)
    await tab.resume()
    expect(remaining()).toBe(70_000)
    await world.advance('1500ms')
    expect(remaining()).toBe(68_500)
    expect(tab.session.getState().warning?.endsAt).toBe(world.now + 68_500)
  })
})
