import { describe, expect, test, vi } from 'vitest'
import { cookieBackend, createSessionFetch } from '../browser/index.ts'
import type { Backend } from '../ports/backend.ts'
import { createWorld } from './index.ts'

const ada = { sub: 'ada', name: 'Ada' }
const MINUTE_MS = 60_000
const live = (endsIn: Record<string, `${number}s`> = { 'token-expired': '300s' }) =>
  ({ status: 'live', userId: 'ada', user: ada, sessionKey: 'one', endsIn }) as const

describe('going to a moment by its name', () => {
  test('the warning, a second before it, and the end are where the policy puts them', async () => {
    const world = createWorld({ user: ada, policy: { inactivity: '15m' } })
    const startAt = world.now
    const tab = world.tab()
    await world.advanceTo('warning', { before: '1s' })
    expect([world.now - startAt, tab.session.getState().warning]).toEqual([13 * MINUTE_MS - 1000, null])
    await world.advanceTo('warning')
    expect([world.now - startAt, tab.session.getState().warning?.cause]).toEqual([13 * MINUTE_MS, 'inactive'])
    await world.advanceTo('warning')
    expect(world.now - startAt).toBe(13 * MINUTE_MS)
    await world.advanceTo('end')
    expect([world.now - startAt, tab.session.getState().end?.reason]).toEqual([15 * MINUTE_MS, 'inactive'])
  })

  test('a warning that moves meanwhile is followed: input on the way, and tokens that were renewed', async () => {
    const world = createWorld({ user: ada, policy: { inactivity: '15m', accessTokenLifetime: '5m' } })
    const startAt = world.now
    const tab = world.tab()
    await world.advance('10m')
    await tab.input()
    await world.advanceTo('warning', { before: '30s' })
    expect(world.now - startAt).toBe(23 * MINUTE_MS - 30_000)
    expect(world.server.refreshes).toBeGreaterThan(3)
  })

  test('each call goes to one refresh more, sent or about to be', async () => {
    const world = createWorld({ user: ada, serverLimits: { accessTokenLifetime: '5m' } })
    const startAt = world.now
    world.tab()
    await world.advanceTo('refresh', { before: '1s' })
    expect([world.now - startAt, world.server.refreshes]).toEqual([4 * MINUTE_MS - 1000, 0])
    await world.advanceTo('refresh')
    await world.advanceTo('refresh')
    expect([world.now - startAt, world.server.refreshes]).toEqual([8 * MINUTE_MS, 2])
  })

  test('a warning of failing tokens comes only after a failure, and is found then', async () => {
    const world = createWorld({ user: ada, serverLimits: { accessTokenLifetime: '5m' } })
    const startAt = world.now
    world.tab()
    world.server.fail(503)
    await world.advanceTo('warning')
    expect(world.now - startAt).toBeGreaterThanOrEqual(4 * MINUTE_MS)
    expect(world.now - startAt).toBeLessThan(5 * MINUTE_MS)
  })

  test('where nothing of the kind is ahead it says what there is', async () => {
    const world = createWorld({ user: ada })
    await expect(world.advanceTo('warning')).rejects.toThrow('No tab is open')
    world.tab()
    await expect(world.advanceTo('warning')).rejects.toMatchObject({
      code: 'world-moment-unreachable',
      message: expect.stringContaining('signed-in, deadlines: token-expired'),
    })
  })
})

describe('input', () => {
  test('counts first, then does what the user does, and what that sets off is over when it resolves', async () => {
    const world = createWorld({ user: ada, policy: { inactivity: '15m' } })
    const tab = world.tab()
    await world.advanceTo('warning')
    await tab.input(() => tab.session.extend())
    expect(tab.session.getState().warning).toBeNull()
    await world.advance('12m')
    let typed = ''
    await tab.input(async () => {
      await new Promise((resolve) => setTimeout(resolve, 1))
      typed = 'x'
    })
    expect(typed).toBe('x')
    expect(tab.session.deadlines()[0]).toMatchObject({ reason: 'inactive', endsAt: world.now + 15 * MINUTE_MS })
  })
})

describe('requests', () => {
  test('lists what was asked, answered or not, and holds no token', async () => {
    const world = createWorld({ user: ada, serverLimits: { accessTokenLifetime: '5m' } })
    world.tab()
    world.server.fail('network', 1)
    await world.advance('4m')
    await world.advance('30s')
    expect(world.server.requests.map(({ kind, answer }) => `${kind} ${answer}`)).toEqual(['restore live', 'refresh lost', 'refresh live'])
    expect(world.server.requests[1]).toMatchObject({ sentAt: world.now - 30_000, presence: false })
    expect(JSON.stringify(world.server.requests)).not.toContain('marker')
  })
})

describe('signing in in place', () => {
  test('brings the user who was named, and an end that is over stays over', async () => {
    const world = createWorld({ user: ada, signedIn: false })
    const tab = world.tab()
    await world.advance('1s')
    expect(await tab.session.signIn()).toMatchObject({ ok: false, reason: 'leaving' })
    world.server.answerSignIn('cancelled')
    expect(await tab.session.signIn()).toMatchObject({ ok: false, reason: 'cancelled' })
    world.server.answerSignIn({ user: ada })
    expect(await tab.session.signIn()).toEqual({ ok: true, status: 'signed-in' })
    expect(tab.session.getState()).toMatchObject({ status: 'signed-in', user: ada })
  })

  test('proves that the user is there: the session goes on and its maximum lifetime begins anew', async () => {
    const world = createWorld({ user: ada, policy: { maxLifetime: '8h' } })
    const tab = world.tab()
    await world.advance('7h')
    world.server.answerSignIn({ user: ada })
    expect(await tab.session.reauthenticate({ maxAge: '5m' })).toMatchObject({ ok: true })
    await world.advance('2h')
    expect(tab.session.getState().status).toBe('signed-in')
    expect(world.storage.read()).toMatchObject({ facts: { key: 'session-1', proofs: 1, startedAt: world.now - 2 * 60 * MINUTE_MS } })
  })

  test('as somebody else ends the session of the first', async () => {
    const world = createWorld<{ sub: string }>({ user: ada })
    const tab = world.tab()
    await world.advance('7h')
    world.server.answerSignIn({ user: { sub: 'grace' } })
    expect(await tab.session.reauthenticate({ maxAge: '5m' })).toMatchObject({ ok: false, reason: 'different-user' })
    expect(tab.session.getState()).toMatchObject({ end: { reason: 'replaced' } })
  })
})

describe('a backend of the app’s own', () => {
  /** What an app has: `fetch`, answered by a mock that takes turns of the real event loop. */
  function slowFetch(answers: (path: string) => Response) {
    return async (input: RequestInfo | URL) => {
      await new Promise((resolve) => setTimeout(resolve, 2))
      const { pathname } = new URL(input instanceof Request ? input.url : String(input), 'https://app.example.com')
      return answers(pathname)
    }
  }

  test('may take real time: the world stands still for it, and nothing times out', async () => {
    const asked: string[] = []
    vi.stubGlobal('location', new URL('https://app.example.com/'))
    vi.stubGlobal(
      'fetch',
      slowFetch((path) => {
        asked.push(path)
        return Response.json({ ...live(), endsIn: undefined, endsInSeconds: { 'token-expired': 300 } })
      }),
    )
    try {
      const world = createWorld({ user: ada, backend: cookieBackend('/session') })
      const startAt = world.now
      const tab = world.tab()
      await world.advance('1s')
      expect(tab.session.getState().status).toBe('signed-in')
      await world.advance('9m')
      expect(world.now - startAt).toBe(9 * MINUTE_MS + 1000)
      expect(asked).toEqual(['/session/peek', '/session/refresh', '/session/refresh'])
      expect([world.server.refreshes, tab.session.getState().refresh]).toEqual([2, { status: 'idle' }])
    } finally {
      vi.unstubAllGlobals()
    }
  })

  test('meets the world’s faults', async () => {
    const called: string[] = []
    const backend: Backend = {
      restore: async () => live(),
      async refresh() {
        called.push('refresh')
        return live()
      },
      signOut: async () => {},
    }
    const world = createWorld({ user: ada, backend })
    const tab = world.tab()
    world.server.fail('network', 1)
    world.server.fail(503, 1, { retryAfter: '10s' })
    world.server.fail('slow', 1, { delay: '15s' })
    world.server.fail('lost-answer', 1, { delay: '5s', on: 'answer' })
    world.server.fail('timeout', 1)
    await world.advance('9m')
    expect(world.server.requests.map(({ kind, answer }) => `${kind} ${answer}`)).toEqual([
      'restore live',
      'refresh lost',
      'refresh unavailable',
      'refresh live',
      'refresh lost',
      'refresh cancelled',
      'refresh live',
    ])
    expect(called).toHaveLength(3)
    expect([world.server.refreshes, tab.session.getState().status]).toEqual([3, 'signed-in'])
  })

  test('that never answers does not hold the world up', async () => {
    const backend: Backend = { restore: async () => live(), refresh: () => new Promise(() => {}), signOut: async () => {} }
    const world = createWorld({ user: ada, backend })
    const tab = world.tab()
    await world.advance('5m')
    expect(tab.session.getState().status).toBe('signed-in')
    expect(tab.session.getState().checking).not.toBeNull()
  })

  test.each(['themselves', 'behind a function of the test’s'])('does not hold it up while timers are faked %s', async (how) => {
    vi.useFakeTimers()
    const faked = globalThis.setTimeout
    if (how !== 'themselves') vi.stubGlobal('setTimeout', (act: () => void, ms: number) => faked(act, ms))
    try {
      const refresh = vi.fn<Backend['refresh']>(() => new Promise(() => {})).mockResolvedValueOnce(live())
      const world = createWorld({ user: ada, backend: { restore: async () => live(), refresh, signOut: async () => {} } })
      world.tab()
      await world.advance('9m')
      expect([world.server.refreshes, refresh.mock.calls.length]).toEqual([1, 3])
    } finally {
      vi.unstubAllGlobals()
      vi.useRealTimers()
    }
  })

  test('is not the test server, which says so', async () => {
    const backend: Backend = { restore: async () => live(), refresh: async () => live(), signOut: async () => {} }
    const { server } = createWorld({ user: ada, backend })
    const refusal = { code: 'world-call-impossible', message: expect.stringContaining('backend of your own') }
    await expect(server.end()).rejects.toMatchObject(refusal)
    await expect(server.signIn()).rejects.toMatchObject(refusal)
    expect(() => server.rejectRefresh()).toThrow('rejectRefresh')
    expect(() => server.answerSignIn('blocked')).toThrow('answerSignIn')
  })
})

test('what a listener does over a network is done before time goes on', async () => {
  const world = createWorld({ user: ada, policy: { inactivity: '15m' } })
  const tab = world.tab()
  const saved: string[] = []
  tab.session.on('warning', async () => {
    await new Promise((resolve) => setTimeout(resolve, 2))
    saved.push(`saved ${tab.session.getState().status}`)
  })
  await world.advance('20m')
  expect(saved).toEqual(['saved signed-in'])
})

test('a 401 of an API makes one refresh and one replay in the world', async () => {
  const world = createWorld({ user: ada })
  const tab = world.tab()
  await world.advance('1m')
  const answers = [401, 200]
  const api = createSessionFetch(tab.session, {}, { fetch: async () => new Response(null, { status: answers.shift() ?? 500 }) })
  expect((await api('https://api.example.com/')).status).toBe(200)
  expect(world.server.refreshes).toBe(1)
})

describe('misuse', () => {
  test('a world that was disposed of says so, and disposing twice is fine', async () => {
    const world = createWorld({ user: ada })
    const tab = world.tab()
    await world.dispose()
    await world.dispose()
    expect(() => world.tab()).toThrow('disposed of')
    await expect(world.advance('1s')).rejects.toMatchObject({ code: 'world-call-impossible' })
    await expect(tab.input()).rejects.toMatchObject({ code: 'world-call-impossible' })
  })

  test('a world without a user is refused where it is made', () => {
    // @ts-expect-error A user is needed.
    expect(() => createWorld({})).toThrow('needs the user')
    // @ts-expect-error Options are needed.
    expect(() => createWorld()).toThrow('needs the user')
  })
})
