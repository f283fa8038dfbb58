import { describe, expect, test } from 'vitest'
import { gaps, openBreakableWorld } from '../../test-support/breakable-world.ts'
import { FAILURES } from '../../test-support/failures.ts'
import { openWorld } from '../world.ts'

const second = 1000
const minute = 60 * second
const hour = 60 * minute
/** Between two attempts, whatever the dice say. */
const shortest = 200

/** The most that a wait after so many failures may come to. */
function longest(failures: number): number {
  return Math.min(minute, second * 2 ** (failures - 1))
}

describe.each(FAILURES)('a backend that %s', (_, fail, takesMs) => {
  test('P-1 P-13 keeps nobody from their work until the token is over, and not a millisecond longer', async () => {
    const { world, signedInAt, until, answerWith, asked, seen } = openBreakableWorld({ life: '20m', policy: { onTokenExpiry: 'end' } })
    const { session } = world.tab()
    await until(17 * minute)
    answerWith(fail)
    await until(20 * minute - 1)
    expect(session.getState()).toMatchObject({
      status: 'signed-in',
      user: { sub: 'u1' },
      checking: null,
      warning: { cause: 'token-expired', endsAt: signedInAt + 20 * minute, extendable: true },
    })
    expect(session.getState().warning?.openedAt).toBe(signedInAt + 19 * minute)
    await until(20 * minute)
    const end = { reason: 'token-expired', here: true, endedAt: signedInAt + 20 * minute }
    expect(session.getState()).toMatchObject({ status: 'ended', user: null, end })
    const askedBefore = asked('restore', 'peek', 'refresh').length
    await until(2 * hour)
    expect(asked('restore', 'peek', 'refresh')).toHaveLength(askedBefore)
    expect(seen()).toHaveLength(3)
  })

  test('P-2 is asked again by itself, later each time and after a minute at most; ten minutes later nobody has noticed', async () => {
    const { world, signedInAt, until, answerWith, asked, seen } = openBreakableWorld({ life: '1h', policy: { refreshLead: '30m' } })
    const { session } = world.tab()
    await until(10 * minute)
    answerWith(fail)
    await until(40 * minute)
    const attempts = asked('refresh')
    expect(attempts[0]).toBe(30 * minute)
    for (const [index, gap] of gaps(attempts).entries()) {
      expect(gap).toBeGreaterThanOrEqual(takesMs + shortest)
      expect(gap).toBeLessThanOrEqual(takesMs + longest(index + 1))
    }
    expect(attempts.length).toBeGreaterThan(8)
    expect(attempts.length).toBeLessThan(50)
    answerWith(null)
    await until(41 * minute + takesMs)
    expect(session.getState().refresh).toEqual({ status: 'idle' })
    expect(session.deadlines()[0]?.endsAt).toBe(signedInAt + (asked('refresh').at(-1) ?? 0) + hour)
    expect(seen()).toEqual(['0:00:00 tab 1 is signed-in'])
  })

  test('P-1 P-2 leaves a page covered where the policy asks on, at most some hundred times an hour, and uncovers it by itself', async () => {
    const { world, until, answerWith, asked, seen } = openBreakableWorld({ life: '10m' })
    const { session } = world.tab()
    await until(5 * minute)
    answerWith(fail)
    await until(70 * minute)
    expect(session.getState()).toMatchObject({
      status: 'signed-in',
      user: { sub: 'u1' },
      warning: null,
      checking: { cause: 'token-expired' },
    })
    const attempts = asked('refresh', 'peek').filter((at) => at > 10 * minute)
    expect(attempts.length).toBeGreaterThan(40)
    expect(attempts.length).toBeLessThan(150)
    expect(Math.max(...gaps(attempts))).toBeLessThanOrEqual(minute + takesMs)
    expect(Math.min(...gaps(attempts))).toBeGreaterThanOrEqual(shortest + takesMs)
    answerWith(null)
    await until(71 * minute + takesMs)
    expect(session.getState()).toMatchObject({ status: 'signed-in', checking: null, warning: null, refresh: { status: 'idle' } })
    expect(seen().filter((line) => /ended|signed-out/.test(line))).toEqual([])
  })

  test('P-1 P-2 is no proof that nobody is signed in: a page that starts goes on asking, and comes in by itself', async () => {
    const { world, until, answerWith, asked, seen } = openBreakableWorld({ life: '2h' })
    answerWith(fail)
    const { session } = world.tab()
    await until(hour)
    expect(session.getState()).toMatchObject({ status: 'restoring', end: null })
    const attempts = asked('restore')
    for (const [index, gap] of gaps(attempts).entries()) {
      expect(gap).toBeGreaterThanOrEqual(takesMs + shortest)
      expect(gap).toBeLessThanOrEqual(takesMs + longest(index + 1))
    }
    expect(attempts.length).toBeLessThan(150)
    answerWith(null)
    await until(hour + minute + takesMs)
    expect(session.getState()).toMatchObject({ status: 'signed-in', checking: null })
    expect(seen()).toHaveLength(1)
  })

  test('P-1 P-2 keeps a page covered after a sleep, and uncovers it by itself', async () => {
    const { world, until, answerWith, asked, seen } = openBreakableWorld({ life: '10h' })
    const { session } = world.tab()
    await until(minute)
    answerWith(fail)
    await world.sleep('5m')
    await until(66 * minute)
    expect(session.getState()).toMatchObject({ status: 'signed-in', checking: { cause: 'woke' } })
    const attempts = asked('peek')
    for (const [index, gap] of gaps(attempts).entries()) {
      expect(gap).toBeGreaterThanOrEqual(takesMs + shortest)
      expect(gap).toBeLessThanOrEqual(takesMs + longest(index + 1))
    }
    expect(attempts.length).toBeLessThan(150)
    answerWith(null)
    await until(67 * minute + takesMs)
    expect(session.getState()).toMatchObject({ status: 'signed-in', checking: null })
    expect(seen().filter((line) => /ended|signed-out/.test(line))).toEqual([])
  })
})

test('P-8 the failure of another tab says nothing of a token that a look has found to be new meanwhile', async () => {
  const { world } = openWorld({
    user: { sub: 'u1' },
    policy: { refreshWhen: 'active', refreshLead: '10s' },
    serverLimits: { accessTokenLifetime: '1m' },
    serverKind: 'handler',
  })
  const [first, second] = [world.tab(), world.tab()]
  await world.advance('56s')
  world.server.fail('lost-answer')
  await first.session.extend()
  const seen = new Set<string | undefined>()
  second.session.subscribe(() => seen.add(second.session.getState().warning?.cause))
  await world.advance('58s')
  expect(seen).not.toContain('token-expired')
})
