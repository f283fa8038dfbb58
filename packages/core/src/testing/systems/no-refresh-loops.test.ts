import { describe, expect, test } from 'vitest'
import { createSessionFetch } from '../../browser/session-fetch.ts'
import { type Duration, parseDuration } from '../../engine/duration.ts'
import type { SessionPolicy } from '../../engine/policy-types.ts'
import { gaps, openBreakableWorld } from '../../test-support/breakable-world.ts'
import { live, scriptedBackend } from '../../test-support/scripted-backend.ts'
import { openWorld } from '../world.ts'

const ada = { sub: 'u1' }
const second = 1000
const minute = 60 * second
const hour = 60 * minute
const api = 'https://api.example/cases'

/** Two refreshes that nobody forced are this far apart at least. */
function closest(life: Duration): number {
  return Math.max(10 * second, parseDuration(life) / 2)
}

describe('refreshes of an hour', () => {
  const leads: readonly (Duration | undefined)[] = [undefined, '1s', '60s', '400d']

  test.each<Duration>(['10s', '11s', '15s', '20s', '30s', '59s', '2m', '1h', '30d', '400d'])(
    'P-7 keep their distance with tokens of %s, whatever the lead, and keep the user signed in',
    async (life) => {
      for (const lead of leads) {
        const policy = lead === undefined ? {} : { refreshLead: lead }
        const { world, until, asked, seen } = openBreakableWorld({ life, policy })
        const tabs = [world.tab(), world.tab()]
        await until(hour)
        const refreshes = asked('refresh')
        expect([lead, refreshes.length <= hour / closest(life)]).toEqual([lead, true])
        expect([lead, Math.min(...gaps(refreshes)) >= closest(life)]).toEqual([lead, true])
        for (const { session } of tabs) expect(session.getState()).toMatchObject({ status: 'signed-in', warning: null })
        expect(seen().filter((line) => /warning|ended|signed-out/.test(line))).toEqual([])
      }
    },
  )

  test.each<Duration>(['20s', '30s', '2m'])('P-7 keep their distance with lives of %s that only the policy knows', async (life) => {
    const asked: number[] = []
    const nameless = async () => live({ endsIn: {} })
    const refresh = () => {
      asked.push(world.now)
      return nameless()
    }
    const backend = scriptedBackend({ restore: nameless, refresh })
    const { world } = openWorld({ user: ada, backend, policy: { accessTokenLifetime: life } })
    const { session } = world.tab()
    await world.advance('1h')
    expect(asked.length).toBeGreaterThan(0.9 * (hour / parseDuration(life)))
    expect(Math.min(...gaps(asked))).toBeGreaterThanOrEqual(closest(life))
    expect(session.getState()).toMatchObject({ status: 'signed-in', warning: null, checking: null })
  })

  test('P-7 are none where nobody knows how long a token lives', async () => {
    const asked: string[] = []
    const nameless = async () => live({ endsIn: {} })
    const refresh = () => {
      asked.push('refresh')
      return nameless()
    }
    for (const policy of [{}, { refreshLead: '60s' }, { onTokenExpiry: 'end' }] satisfies readonly SessionPolicy[]) {
      const { world } = openWorld({ user: ada, policy, backend: scriptedBackend({ restore: nameless, refresh }) })
      const { session } = world.tab()
      await world.advance('24h')
      expect(session.getState()).toMatchObject({ status: 'signed-in', warning: null, checking: null })
    }
    expect(asked).toEqual([])
  })

  test.each(['5m', '-5m', '24h', '-24h'] as const)(
    'P-7 P-9 are as many as ever with a clock that is %s off from the start',
    async (offset) => {
      const { world, until, asked, seen } = openBreakableWorld({ life: '30s', policy: { refreshLead: '60s' } })
      world.setClock({ offset })
      const tabs = [world.tab(), world.tab(), world.tab()]
      await until(hour)
      const refreshes = asked('refresh')
      expect(new Set(gaps(refreshes))).toEqual(new Set([15 * second]))
      expect(refreshes).toHaveLength(240)
      for (const { session } of tabs) expect(session.getState()).toMatchObject({ status: 'signed-in', warning: null, checking: null })
      expect(seen()).toHaveLength(3)
    },
  )

  test.each(['5m', '-5m', '24h', '-24h'] as const)(
    'P-7 P-9 are at most one more for a clock that is set by %s in mid-session',
    async (offset) => {
      const { world, sent } = openWorld({ user: ada, policy: { refreshLead: '60s' }, serverLimits: { accessTokenLifetime: '30s' } })
      const tabs = [world.tab(), world.tab(), world.tab()]
      await world.advance('30m')
      world.setClock({ offset })
      await world.advance('30m')
      const refreshes = sent.filter((kind) => kind === 'refresh')
      expect(refreshes.length).toBeGreaterThanOrEqual(239)
      expect(refreshes.length).toBeLessThanOrEqual(241)
      expect(sent.length - refreshes.length).toBeLessThanOrEqual(6)
      for (const { session } of tabs) expect(session.getState()).toMatchObject({ status: 'signed-in', warning: null, checking: null })
    },
  )

  test('P-7 P-8 are one, when it brings a token of 400 days', async () => {
    const lives: Duration[] = ['1h']
    const answer = async () => live({ endsIn: { 'token-expired': lives.at(-1) ?? '0s' } })
    const refresh = () => {
      lives.push('400d')
      return answer()
    }
    const { world } = openWorld({ user: ada, backend: scriptedBackend({ restore: answer, refresh }) })
    const { session } = world.tab()
    const signedInAt = world.now
    await world.advance('30d')
    expect(lives).toEqual(['1h', '400d'])
    expect(session.getState()).toMatchObject({ status: 'signed-in', warning: null, checking: null })
    expect(session.deadlines()[0]?.endsAt).toBe(signedInAt + 58 * minute + 400 * 24 * hour)
  })
})

describe('calls to an API that answers 401', () => {
  function withApi(answer: (refreshes: number) => number) {
    const { world } = openWorld({ user: ada })
    const tabs = [world.tab(), world.tab(), world.tab()]
    const calls: number[] = []
    const fetch = async () => {
      const status = answer(world.server.refreshes)
      calls.push(status)
      return new Response(null, { status })
    }
    const call = async () => {
      const answers = tabs.flatMap(({ session }) => Array.from({ length: 20 }, () => createSessionFetch(session, {}, { fetch })(api)))
      await world.advance('1m')
      return (await Promise.all(answers)).map(({ status }) => status)
    }
    return { world, tabs, calls, call }
  }

  test('P-10 make one refresh, whichever tab they come from, and are all sent again', async () => {
    const { world, calls, call } = withApi((refreshes) => (refreshes === 0 ? 401 : 200))
    await world.advance('10m')
    expect(new Set(await call())).toEqual(new Set([200]))
    expect(world.server.refreshes).toBe(1)
    expect(calls).toHaveLength(120)
  })

  test('P-10 and answers it again hand the second 401 to the app: no third attempt, no end', async () => {
    const { world, tabs, calls, call } = withApi(() => 401)
    await world.advance('10m')
    expect(new Set(await call())).toEqual(new Set([401]))
    expect(world.server.refreshes).toBe(1)
    expect(calls).toHaveLength(120)
    for (const { session } of tabs) expect(session.getState()).toMatchObject({ status: 'signed-in', warning: null, checking: null })
  })

  test('P-10 P-1 while nothing can be refreshed hand the first 401 to the app, and end nothing', async () => {
    const { world, tabs, calls, call } = withApi(() => 401)
    await world.advance('10m')
    world.server.fail('network', 3)
    expect(new Set(await call())).toEqual(new Set([401]))
    expect(calls).toHaveLength(60)
    for (const { session } of tabs) expect(session.getState()).toMatchObject({ status: 'signed-in', checking: null })
  })
})
