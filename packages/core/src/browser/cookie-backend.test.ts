import { describe, expect, it, vi } from 'vitest'
import { StillhereError } from '../engine/errors.ts'
import type { WireAnswer } from '../engine/wire.ts'
import type { User } from '../engine/words.ts'
import { cookieBackend, createCookieBackend, type CookieBackendOptions } from './cookie-backend.ts'

const LIVE: WireAnswer = {
  status: 'live',
  userId: 'u1',
  user: { sub: 'u1', name: 'Ada', role: 'clerk' },
  endsInSeconds: { 'token-expired': 300, inactive: 900.5 },
  extendable: true,
  authAgeSeconds: 12,
  sessionAgeSeconds: 10,
  sessionKey: 'k1',
  remembered: false,
}
const signal = new AbortController().signal
const json = (body: unknown, init: ResponseInit = {}) =>
  new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' }, ...init })

function parse(user: unknown): User {
  if (typeof user !== 'object' || user === null || !('sub' in user) || typeof user.sub !== 'string')
    throw new TypeError('secret of the user')
  return { sub: user.sub }
}

function setUp(answer: (url: string, init: RequestInit) => Response | Promise<Response>, options: CookieBackendOptions = {}) {
  const fetch = vi.fn(async (url: string, init: RequestInit) => answer(url, init))
  const assign = vi.fn()
  const location = { href: 'https://app.example/cases', origin: 'https://app.example', assign }
  return { fetch, assign, backend: createCookieBackend('/session/', { parseUser: parse, ...options }, { fetch, location }) }
}

const headersOf = (init: RequestInit | undefined) => new Headers(init?.headers)
const restored = async (answer: unknown, init?: ResponseInit) => setUp(() => json(answer, init)).backend.restore({ signal })

describe('cookieBackend', () => {
  it('R-70 names the session in requests to the app’s own API once it knows it, and not after a sign-out', async () => {
    const answers = [json(LIVE), json({ redirectTo: null })]
    const { backend } = setUp(() => answers.shift() ?? json({}))
    const named = () => {
      const headers = new Headers()
      backend.authorize(headers)
      return headers.get('stillhere-session')
    }
    const before = named()
    await backend.restore({ signal })
    const during = named()
    await backend.signOut({ signal, reason: 'signed-out', returnTo: null })
    expect([before, during, named()]).toEqual([null, 'k1', null])
  })

  it('R-51 turns the durations of the server into durations from now', async () => {
    expect(await restored(LIVE)).toEqual({
      status: 'live',
      userId: 'u1',
      user: { sub: 'u1' },
      endsIn: { 'token-expired': '300000ms', inactive: '900500ms' },
      extendable: true,
      authAge: '12000ms',
      sessionAge: '10000ms',
      sessionKey: 'k1',
      remembered: false,
    })
  })

  it('asks with peek and without a name when the page starts, and names the session from then on', async () => {
    const { backend, fetch } = setUp(() => json(LIVE))
    await backend.restore({ signal })
    await backend.peek?.({ signal })
    await backend.refresh({ signal, presence: false, minValidityMs: 60_000 })
    await backend.restore({ signal })
    expect(fetch.mock.calls.map(([url, init]) => [url, headersOf(init).get('stillhere-session')])).toEqual([
      ['/session/peek', null],
      ['/session/peek', 'k1'],
      ['/session/refresh', 'k1'],
      ['/session/peek', null],
    ])
  })

  it('R-74 changes state by POST with a custom header, on its own origin, uncached, following no redirect', async () => {
    const { backend, fetch } = setUp(() => json(LIVE), { headers: { 'x-tenant': 't' } })
    await backend.refresh({ signal, presence: true, minValidityMs: 1500 })
    const [url, init] = fetch.mock.calls[0] ?? []
    expect(url).toBe('/session/extend')
    expect(init).toMatchObject({
      method: 'POST',
      mode: 'same-origin',
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
      signal,
      body: '{"minValiditySeconds":1.5}',
    })
    expect(Object.fromEntries(headersOf(init))).toEqual({
      accept: 'application/json',
      'content-type': 'application/json',
      'stillhere-request': '1',
      'x-tenant': 't',
    })
  })

  it('does not let the headers of the app take away its own', async () => {
    const { backend, fetch } = setUp(() => json(LIVE), { headers: { 'Stillhere-Request': '0', Accept: 'text/html' } })
    await backend.refresh({ signal, presence: false, minValidityMs: 0 })
    const headers = headersOf(fetch.mock.calls[0]?.[1])
    expect([headers.get('stillhere-request'), headers.get('accept')]).toEqual(['1', 'application/json'])
  })

  it('scales the durations of the server and what it asks of it, and leaves Retry-After real', async () => {
    const { backend, fetch } = setUp(
      (url) => (url.endsWith('peek') ? json(LIVE) : json({ status: 'unavailable', retryAfterSeconds: 3 }, { status: 503 })),
      { rate: 30 },
    )
    const answer = await backend.restore({ signal })
    expect(answer).toMatchObject({ endsIn: { 'token-expired': '9000000ms' }, authAge: '360000ms' })
    expect(await backend.refresh({ signal, presence: false, minValidityMs: 60_000 })).toEqual({
      status: 'unavailable',
      retryAfter: '3000ms',
    })
    expect(fetch.mock.calls[1]?.[1].body).toBe('{"minValiditySeconds":2}')
  })

  it('R-8 takes the word of the server for an end, and only in its own words', async () => {
    expect(await restored({ status: 'rejected', reason: 'inactive' }, { status: 401 })).toEqual({ status: 'rejected', reason: 'inactive' })
    expect(await restored({ status: 'rejected' })).toEqual({ status: 'rejected' })
    expect(await restored({ status: 'rejected', reason: '<b>' }, { status: 401 })).toEqual({ status: 'rejected' })
    expect(await restored({ error: 'login required' }, { status: 401 })).toMatchObject({ status: 'unavailable' })
    expect(await restored({ status: 'rejected' }, { status: 403 })).toMatchObject({ status: 'unavailable' })
  })

  it('says `replaced` when the cookie is of another session', async () => {
    expect(await restored({ status: 'rejected' }, { status: 409 })).toEqual({ status: 'rejected', reason: 'replaced' })
    let key = 'k1'
    const { backend } = setUp(() => json({ ...LIVE, sessionKey: key }))
    await backend.restore({ signal })
    key = 'k2'
    expect(await backend.peek?.({ signal })).toEqual({ status: 'rejected', reason: 'replaced' })
  })

  it('passes a wrong set-up on to the developer', async () => {
    expect(await restored({ status: 'misconfigured', message: 'invalid_client' }, { status: 500 })).toEqual({
      status: 'misconfigured',
      message: 'invalid_client',
    })
  })

  it('names a user that parseUser refuses a wrong set-up, and repeats nothing of it', async () => {
    const answer = await restored({ ...LIVE, user: { id: 1 } })
    expect(answer).toMatchObject({ status: 'misconfigured', message: expect.stringContaining('parseUser') })
    expect(JSON.stringify(answer)).not.toContain('secret')
  })

  it('signs out with what is asked, beyond the life of the page, and forgets the name of the session', async () => {
    const { backend, fetch } = setUp((url) => json(url.endsWith('logout') ? { redirectTo: 'https://op.example/end' } : LIVE))
    await backend.restore({ signal })
    expect(await backend.signOut({ signal, reason: 'inactive', returnTo: '/bye' })).toEqual({ redirectTo: 'https://op.example/end' })
    await backend.peek?.({ signal })
    expect(fetch.mock.calls[1]).toMatchObject([
      '/session/logout',
      { method: 'POST', keepalive: true, body: '{"reason":"inactive","returnTo":"/bye"}' },
    ])
    expect(headersOf(fetch.mock.calls[1]?.[1]).get('stillhere-session')).toBe('k1')
    expect(headersOf(fetch.mock.calls[2]?.[1]).get('stillhere-session')).toBeNull()
  })

  it('R-76 throws when the sign-out was not confirmed, and is content when there is nothing left to end', async () => {
    const after = (answer: () => Response | Promise<Response>) =>
      setUp(answer).backend.signOut({ signal, reason: 'signed-out', returnTo: null })
    await expect(after(() => json({ status: 'unavailable' }, { status: 503 }))).rejects.toMatchObject({ code: 'backend-unavailable' })
    await expect(after(() => new Response('<html>'))).rejects.toMatchObject({ code: 'backend-unavailable' })
    await expect(after(() => Promise.reject(new TypeError('offline')))).rejects.toBeInstanceOf(StillhereError)
    expect(await after(() => json({ redirectTo: null }))).toBeUndefined()
    expect(await after(() => json({ status: 'rejected' }, { status: 401 }))).toBeUndefined()
    expect(await after(() => json({ status: 'rejected', reason: 'replaced' }, { status: 409 }))).toBeUndefined()
  })

  it('goes to the login of the server, or to the page of the app, to sign in', async () => {
    const call = { signal, returnTo: '/cases?open=1', reauthenticate: null } as const
    const { backend, assign } = setUp(() => json(LIVE), { rate: 10 })
    expect(await backend.signIn?.(call)).toEqual({ status: 'leaving' })
    await backend.signIn?.({ ...call, reauthenticate: { maxAgeMs: 600_000, acrValues: ['a', 'b'] } })
    await setUpPage().signIn?.(call)
    expect(assign.mock.calls).toEqual([
      ['/session/login?return_to=%2Fcases%3Fopen%3D1'],
      ['/session/login?return_to=%2Fcases%3Fopen%3D1&max_age=60&acr_values=a+b'],
    ])

    function setUpPage() {
      const page = setUp(() => json(LIVE), { signInPage: '/' })
      page.assign.mockImplementation((url: string) => expect(url).toBe('/?return_to=%2Fcases%3Fopen%3D1'))
      return page.backend
    }
    expect.assertions(3)
  })

  it.each([
    '',
    'session',
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    'https://evil.example/session',
    '/a b',
    '/\tx',
    '/x#y',
    'https://',
  ])('refuses %j when it is made, with value, rule and way out', (url) => {
    const location = { href: 'https://app.example/', origin: 'https://app.example', assign() {} }
    const make = () => createCookieBackend(url, { parseUser: parse }, { fetch, location })
    expect(make).toThrow(StillhereError)
    expect(make).toThrow(expect.objectContaining({ code: 'backend-misconfigured', message: expect.stringContaining(JSON.stringify(url)) }))
  })

  it('takes a URL of this origin, and on a server any', () => {
    const location = { href: 'https://app.example/', origin: 'https://app.example', assign() {} }
    expect(createCookieBackend('https://app.example/session', { parseUser: parse }, { fetch, location }).credentials).toBe('shared')
    expect(cookieBackend('https://app.example/session').credentials).toBe('shared')
  })

  it('gives the standard claims of a user when no parseUser is given, and refuses one without a sub', async () => {
    vi.stubGlobal('fetch', async () => json({ ...LIVE, user: { sub: 's', name: 'Ada', email: 3, role: 'x' } }))
    expect(await cookieBackend('/session').restore({ signal })).toMatchObject({ status: 'live', user: { sub: 's', name: 'Ada' } })
    vi.stubGlobal('fetch', async () => json({ ...LIVE, user: { name: 'Ada' } }))
    expect(await cookieBackend('/session').restore({ signal })).toMatchObject({ status: 'misconfigured' })
    vi.unstubAllGlobals()
  })
})
