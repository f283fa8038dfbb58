import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type BearerBackend, bearerBackend, type BearerOptions, type BearerTokens } from './bearer.ts'
import { CLIENT, ISSUER, TOKEN_MARKER, type TokenAnswer } from './test-support/fake-provider.ts'
import { type OpenTab, play, SCENARIOS, sessionTab } from './test-support/scenarios.ts'
import { openStage, type Stage } from './test-support/stage.ts'

interface Ada {
  readonly sub: string
}

const { signal } = new AbortController()
const DUE = { signal, presence: false, minValidityMs: 225_000 }
const NEWER = { ...DUE, minValidityMs: Number.MAX_SAFE_INTEGER }
const SIGN_OUT = { signal, reason: 'signed-out', returnTo: null } as const

let stage: Stage
beforeEach(() => {
  stage = openStage()
  vi.stubGlobal('navigator', { locks: createLocks() })
})
afterEach(() => stage.close())

function post(path: string, body: Readonly<Record<string, string>>, cancel: AbortSignal = signal): Promise<Response> {
  return fetch(`${ISSUER}/${path}`, { method: 'POST', body: new URLSearchParams({ client_id: CLIENT, ...body }), signal: cancel })
}

const OPTIONS: BearerOptions<Ada> = {
  refresh: (refreshToken, cancel) => post('token', { grant_type: 'refresh_token', refresh_token: refreshToken ?? '' }, cancel),
  read: (body) => read(body as TokenAnswer),
  revoke: (tokens, cancel) => post('revoke', { token: tokens?.refreshToken ?? '' }, cancel),
}

function read({ access_token: accessToken, refresh_token: refreshToken, expires_in: seconds }: TokenAnswer): BearerTokens<Ada> {
  return { accessToken, refreshToken, expiresIn: `${seconds}s`, userId: 'ada', user: { sub: 'ada' } }
}

/** Web Locks, one after the other. */
function createLocks() {
  let tail: Promise<unknown> = Promise.resolve()
  return {
    request(_name: string, _options: unknown, work: () => Promise<unknown>) {
      const done = tail.then(work)
      tail = done.catch(() => undefined)
      return done
    },
  }
}

describe.each(['memory', 'localStorage', 'a cookie'] as const)('with the refresh token in %s', (where) => {
  const grants = where === 'localStorage' ? 'shared' : 'per-tab'
  /** What the browser has for all tabs of this test. */
  let cookie: string | null = null
  beforeEach(() => {
    cookie = null
  })

  const open: OpenTab = async (on, how) => {
    const backend = create(
      on,
      () => cookie,
      (next) => (cookie = next),
    )
    if (how === 'signed-in' && where === 'memory') await backend.accept(on.provider.grant())
    if (how === 'signed-in' && where === 'localStorage' && on.localStorage.length === 0) await backend.accept(on.provider.grant())
    if (how === 'signed-in' && where === 'a cookie') cookie ??= on.provider.grant().refresh_token
    const tab = on.world.tab({ backend })
    await on.soon(tab.session.settled())
    return {
      ...sessionTab(tab),
      async holdsToken() {
        const headers = new Headers()
        await backend.authorize(headers)
        const [, payload = ''] = (headers.get('authorization') ?? '').split('.')
        return payload !== '' && JSON.parse(atob(payload)).exp * 1000 > Date.now()
      },
    }
  }

  function create(on: Stage, get: () => string | null, set: (next: string | null) => void): BearerBackend<Ada> {
    if (where === 'memory') return bearerBackend(OPTIONS)
    if (where === 'localStorage') return bearerBackend({ ...OPTIONS, store: on.localStorage })
    return bearerBackend({
      refreshCookie: true,
      async refresh(_none, cancel) {
        const response = await OPTIONS.refresh(get(), cancel)
        if (response.ok) set((await response.clone().json()).refresh_token)
        return response
      },
      read: (body) => ({ ...OPTIONS.read(body), refreshToken: undefined }),
      async revoke(_tokens, cancel) {
        const response = await post('revoke', { token: get() ?? '' }, cancel)
        set(null)
        return response
      },
    })
  }

  test.each(SCENARIOS)('plain fetch behind the adapter passes: %s', async (scenario) => {
    expect(await play(scenario, stage, open, grants)).toEqual([])
  })
})

describe('refreshing', () => {
  const json = { 'content-type': 'application/problem+json' }
  test.each([
    ['an OAuth refusal', new Response('{"error":"invalid_grant"}', { status: 400 }), { status: 'rejected' }],
    ['a 401 in JSON', new Response('{}', { status: 401, headers: json }), { status: 'rejected' }],
    [
      'a 401 with a page',
      new Response('<h1>Proxy</h1>', { status: 401, headers: { 'content-type': 'text/html' } }),
      { status: 'unavailable' },
    ],
    ['a 403', new Response('{}', { status: 403, headers: json }), { status: 'unavailable' }],
    [
      'a wrong set-up',
      new Response('{"error":"invalid_client"}', { status: 401, headers: json }),
      { status: 'misconfigured', message: 'the provider answers invalid_client' },
    ],
    ['a busy server', new Response('', { status: 503, headers: { 'retry-after': '30' } }), { status: 'unavailable', retryAfter: '30s' }],
    [
      'a busy server with a date',
      new Response('', { status: 503, headers: { 'retry-after': 'Thu, 01 Jan 2026 00:00:00 GMT' } }),
      { status: 'unavailable' },
    ],
  ])('%s is told as what it means', async (_name, response, answer) => {
    const backend = bearerBackend({ ...OPTIONS, refresh: async () => response })
    await backend.accept(stage.provider.grant())
    expect(await backend.refresh(NEWER)).toEqual(answer)
  })

  test('a page in place of tokens is no answer', async () => {
    const backend = bearerBackend({ ...OPTIONS, refresh: async () => new Response('<h1>Welcome to the airport</h1>') })
    await backend.accept(stage.provider.grant())
    await expect(backend.refresh(NEWER)).rejects.toThrow(SyntaxError)
  })

  test('the time that an answer was under way is counted once: by the session at first, and from then on here', async () => {
    const backend = bearerBackend(OPTIONS)
    await backend.accept(stage.provider.grant())
    stage.provider.setLatency(20_000)
    const asked = backend.refresh(NEWER)
    await stage.advance(20_000)
    expect(await asked).toMatchObject({ endsIn: { 'token-expired': '300000ms' } })
    expect(await backend.restore({ signal })).toMatchObject({ endsIn: { 'token-expired': '280000ms' } })
  })

  test('calls that meet are one request', async () => {
    const backend = bearerBackend(OPTIONS)
    await backend.accept(stage.provider.grant())
    await stage.soon(Promise.all([backend.refresh(NEWER), backend.refresh(NEWER)]))
    expect(stage.provider).toMatchObject({ refreshes: 1, reuses: 0 })
  })

  test('a token that is good for longer is told without a request, unless somebody wants to stay', async () => {
    const backend = bearerBackend(OPTIONS)
    await backend.accept(stage.provider.grant())
    expect(await backend.refresh(DUE)).toMatchObject({ status: 'live' })
    expect(stage.provider.refreshes).toBe(0)
    await stage.soon(backend.refresh({ ...DUE, presence: true }))
    expect(stage.provider.refreshes).toBe(1)
  })

  test('tokens that arrive after somebody has signed out are given back and not kept', async () => {
    const backend = bearerBackend({ ...OPTIONS, store: stage.localStorage })
    await backend.accept(stage.provider.grant())
    const late = backend.refresh(NEWER)
    await Promise.resolve()
    stage.localStorage.clear()
    expect(await stage.soon(late)).toEqual({ status: 'rejected', reason: 'signed-out' })
    await stage.advance(1000)
    expect(stage.localStorage.length).toBe(0)
    expect(stage.provider.liveGrants).toBe(0)
  })

  test('a sign-in meanwhile stays, and what came late is given back', async () => {
    const backend = bearerBackend({ ...OPTIONS, store: stage.localStorage })
    await backend.accept(stage.provider.grant())
    const late = backend.refresh(NEWER)
    await Promise.resolve()
    await backend.accept(stage.provider.grant())
    expect(await stage.soon(late)).toMatchObject({ status: 'live' })
    await stage.advance(1000)
    expect(stage.provider).toMatchObject({ refreshes: 1, revocations: 1, liveGrants: 1 })
  })

  test('a refresh makes no new user', async () => {
    const backend = bearerBackend(OPTIONS)
    await backend.accept(stage.provider.grant())
    const first = await stage.soon(backend.refresh(NEWER))
    const second = await stage.soon(backend.refresh(NEWER))
    if (first.status !== 'live' || second.status !== 'live') throw new Error('Both were to be live')
    expect(second.user).toBe(first.user)
  })

  test('a refusal of a token that another tab has renewed meanwhile ends nothing', async () => {
    const backend = bearerBackend({ ...OPTIONS, store: stage.localStorage })
    await backend.accept(stage.provider.grant())
    stage.provider.endAll()
    const asked = backend.refresh(NEWER)
    await stage.advance(100)
    await bearerBackend({ ...OPTIONS, store: stage.localStorage }).accept(stage.provider.grant())
    expect(await stage.soon(asked)).toMatchObject({ status: 'live' })
  })
})

test('without a refresh token nothing can be renewed', async () => {
  const backend = bearerBackend(OPTIONS)
  await backend.accept({ ...stage.provider.grant(), refresh_token: undefined })
  expect(await backend.restore({ signal })).toMatchObject({ endsIn: { 'refresh-expired': '0s' } })
})

test('a store with something else in it holds nobody', async () => {
  for (const text of ['{', '{}', 'null', '7']) {
    const backend = bearerBackend({ ...OPTIONS, store: { getItem: () => text, setItem: () => {}, removeItem: () => {} } })
    expect(await backend.restore({ signal })).toEqual({ status: 'rejected', reason: 'signed-out' })
  }
})

test('a sign-out that the server does not confirm is told as such, and the tokens are gone all the same', async () => {
  const backend = bearerBackend({ ...OPTIONS, store: stage.localStorage, revoke: async () => new Response(null, { status: 500 }) })
  await backend.accept(stage.provider.grant())
  await expect(backend.signOut(SIGN_OUT)).rejects.toThrow('500')
  expect(stage.localStorage.length).toBe(0)
})

test.each([true, false])('where this tab holds nothing the server is told only of a cookie (%s)', async (refreshCookie) => {
  const revoke = vi.fn(async () => new Response(null))
  await bearerBackend({ ...OPTIONS, refreshCookie, revoke }).signOut(SIGN_OUT)
  expect(revoke).toHaveBeenCalledTimes(refreshCookie ? 1 : 0)
})

test('a server that does not answer a sign-out is given up in time', async () => {
  const cancelled = vi.fn<() => void>()
  const revoke = (_tokens: unknown, cancel: AbortSignal) =>
    new Promise<Response>(() => cancel.addEventListener('abort', cancelled, { once: true }))
  const backend = bearerBackend({ ...OPTIONS, revoke })
  await backend.accept(stage.provider.grant())
  const signingOut = backend.signOut(SIGN_OUT).catch((error: unknown) => error)
  await stage.advance(4000)
  expect(await signingOut).toBeInstanceOf(Error)
  expect(cancelled).toHaveBeenCalledTimes(1)
})

test('nothing stands in a store by default', async () => {
  const backend = bearerBackend(OPTIONS)
  await backend.accept(stage.provider.grant())
  await stage.soon(backend.refresh(NEWER))
  expect(JSON.stringify([...Array(stage.localStorage.length)].map((_, at) => stage.localStorage.key(at)))).not.toContain(TOKEN_MARKER)
  expect(stage.localStorage.length).toBe(0)
})

test("signing in again is the backend's only where the app says how", () => {
  expect(bearerBackend(OPTIONS).signIn).toBeUndefined()
  const signIn = async () => ({ status: 'cancelled' }) as const
  expect(bearerBackend({ ...OPTIONS, signIn }).signIn).toBe(signIn)
})
