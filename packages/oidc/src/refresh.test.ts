import { StillhereError } from '@stillhere/core'
import { describe, expect, test } from 'vitest'
import { fakeProvider, refused } from './test-support/fake-provider.ts'
import { CALL, newTab, openPage, REFRESH, SIGN_OUT, signedInPage } from './test-support/fake-page.ts'

const down = (): Promise<Response> => Promise.reject(new TypeError('Failed to fetch'))
const live = { status: 'live', userId: 'ada' }

describe('a refresh', () => {
  test('rotates: each one sends the newest token, and none is sent twice', async () => {
    const provider = fakeProvider()
    const { backend } = await signedInPage(provider)
    const before = await backend.accessToken()
    for (let times = 0; times < 3; times += 1) expect(await backend.refresh(REFRESH)).toMatchObject(live)
    expect(provider.reuses).toBe(0)
    expect(await backend.accessToken()).not.toBe(before)
    const sent = provider.received.flatMap(({ form }) => form.get('refresh_token') ?? [])
    expect(new Set(sent).size).toBe(3)
  })

  test('is one for all that ask at the same time, and the access token waits for it', async () => {
    const provider = fakeProvider()
    const { backend } = await signedInPage(provider)
    const release = provider.hold()
    const asked = Promise.all([backend.refresh(REFRESH), backend.refresh(REFRESH), backend.restore(CALL)])
    await expect.poll(() => provider.received.filter(({ form }) => form.has('refresh_token')).length).toBe(1)
    const token = backend.accessToken()
    release()
    const answers = await asked
    expect(answers.map(({ status }) => status)).toEqual(['live', 'live', 'live'])
    expect(await token).toBe(await backend.accessToken())
    expect(provider.received.filter(({ form }) => form.has('refresh_token'))).toHaveLength(1)
  })

  test('is not sent while the token is good for longer than is asked for', async () => {
    const provider = fakeProvider()
    const { backend } = await signedInPage(provider)
    expect(await backend.refresh({ ...REFRESH, minValidityMs: 200_000 })).toMatchObject(live)
    expect(provider.received.filter(({ form }) => form.has('refresh_token'))).toEqual([])
  })

  test('keeps the refresh token where the provider does not rotate', async () => {
    const provider = fakeProvider()
    const { backend } = await signedInPage(provider)
    provider.instead('/token', () => Response.json({ access_token: 'second', token_type: 'Bearer', expires_in: 300 }))
    expect(await backend.refresh(REFRESH)).toMatchObject(live)
    expect(await backend.refresh(REFRESH)).toMatchObject(live)
    const [first, second] = provider.received.flatMap(({ form }) => form.get('refresh_token') ?? [])
    expect(second).toBe(first)
  })

  test('names no end of a token whose life the provider does not tell, and that of a refresh token where it does', async () => {
    const provider = fakeProvider()
    provider.expiresIn = undefined
    const { answer, backend } = await signedInPage(provider)
    expect(answer).toMatchObject({ endsIn: {} })
    provider.instead('/token', () => Response.json({ access_token: 'a', token_type: 'Bearer', expires_in: 60, refresh_expires_in: 1800 }))
    expect(await backend.refresh(REFRESH)).toMatchObject({
      endsIn: {
        'token-expired': expect.stringMatching(/^(60000|59\d{3})ms$/),
        'refresh-expired': expect.stringMatching(/^(1800000|1799\d{3})ms$/),
      },
    })
  })

  test('whose answer is another user’s is not used: the session is asked about, and the tokens are given back', async () => {
    const provider = fakeProvider()
    const { backend } = await signedInPage(provider)
    provider.claims = (claims) => ({ ...claims, sub: 'eve' })
    expect(await backend.refresh(REFRESH)).toEqual({ status: 'rejected', reason: 'replaced' })
    expect(await backend.accessToken()).toBeNull()
    expect(provider.revoked).toEqual([expect.stringMatching(/^refresh-/)])
  })

  test('goes on whatever its ID token is worth, because nothing is taken from it', async () => {
    const provider = fakeProvider()
    const { backend } = await signedInPage(provider)
    provider.claims = (claims) => ({ ...claims, aud: 'other', exp: 1 })
    expect(await backend.refresh(REFRESH)).toMatchObject(live)
    provider.claims = (claims) => claims
    provider.instead('/token', () => Response.json({ access_token: 'a', token_type: 'Bearer', refresh_token: 'r', id_token: 'rubbish' }))
    expect(await backend.refresh(REFRESH)).toMatchObject(live)
  })

  test('that is answered after the sign-out brings nothing back, and its token is revoked', async () => {
    const provider = fakeProvider()
    const { backend } = await signedInPage(provider)
    const release = provider.hold()
    const late = backend.refresh(REFRESH)
    await expect.poll(() => provider.received.filter(({ form }) => form.has('refresh_token')).length).toBe(1)
    await backend.signOut(SIGN_OUT)
    release()
    expect(await late).toEqual({ status: 'rejected', reason: 'signed-out' })
    expect(await backend.accessToken()).toBeNull()
    await expect.poll(() => provider.revoked).toHaveLength(2)
    expect(new Set(provider.revoked).size).toBe(2)
  })
})

describe('what the provider says to a refresh is judged:', () => {
  const rejected = { status: 'rejected' }
  const misconfigured = (code: string) => ({ status: 'misconfigured', message: expect.stringContaining(code) })
  const unavailable = { status: 'unavailable' }
  test.each([
    ['invalid_grant', () => refused('invalid_grant'), rejected],
    ['invalid_client', () => refused('invalid_client', 401), misconfigured('invalid_client')],
    [
      'a challenge',
      () => new Response(null, { status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } }),
      misconfigured('invalid_client'),
    ],
    ['unauthorized_client', () => refused('unauthorized_client'), misconfigured('unauthorized_client')],
    ['unsupported_grant_type', () => refused('unsupported_grant_type'), misconfigured('unsupported_grant_type')],
    ['invalid_request', () => refused('invalid_request'), unavailable],
    ['invalid_scope', () => refused('invalid_scope'), unavailable],
    [
      'temporarily_unavailable',
      () => refused('temporarily_unavailable', 503, { 'retry-after': '4' }),
      { ...unavailable, retryAfter: '4000ms' },
    ],
    ['an error nobody knows', () => refused('made_up'), unavailable],
    [
      'a busy server',
      () => new Response('busy', { status: 503, headers: { 'retry-after': '2' } }),
      { ...unavailable, retryAfter: '2000ms' },
    ],
    ['too many requests', () => new Response(null, { status: 429 }), unavailable],
    ['a server error', () => new Response(null, { status: 500 }), unavailable],
    ['a 401 without a word', () => new Response(null, { status: 401 }), unavailable],
    [
      'a proxy’s page',
      () => new Response('<p>Sign in to the Wi-Fi', { headers: { 'content-type': 'text/html' } }),
      { ...unavailable, message: expect.stringContaining('captive portal') },
    ],
    ['no token', () => Response.json({ hello: 'you' }), { ...unavailable, message: expect.any(String) }],
    ['nothing', down, unavailable],
  ])('%s', async (_what, answer, expected) => {
    const provider = fakeProvider()
    const { backend } = await signedInPage(provider)
    provider.instead('/token', answer)
    expect(await backend.refresh(REFRESH)).toEqual(expected)
    expect(await backend.accessToken()).toMatch(/^access-/)
  })

  test('after anything but a rejection the next one succeeds with the same token', async () => {
    const provider = fakeProvider()
    const { backend } = await signedInPage(provider)
    provider.instead('/token', down, () => refused('server_error', 500))
    for (const status of ['unavailable', 'unavailable', 'live']) expect(await backend.refresh(REFRESH)).toMatchObject({ status })
  })

  test('a rejected token is not sent again', async () => {
    const provider = fakeProvider()
    const { backend } = await signedInPage(provider)
    provider.instead('/token', () => refused('invalid_grant'))
    await backend.refresh(REFRESH)
    const before = provider.received.length
    await backend.refresh(REFRESH)
    await backend.restore(CALL)
    expect(provider.received).toHaveLength(before)
  })
})

describe('an address that answers to no page of this origin (CORS)', () => {
  const hidden = (provider: ReturnType<typeof fakeProvider>, path: string) => ({
    fetch: async (url: string, init: RequestInit = {}): Promise<Response> =>
      url.endsWith(path) && init.mode !== 'no-cors' ? down() : provider.fetch(url, init),
  })

  test.each([
    ['the discovery document', '/.well-known/openid-configuration'],
    ['the token endpoint', '/token'],
  ])('is a wrong set-up: %s', async (_what, path) => {
    const provider = fakeProvider()
    const tab = newTab()
    const seen = await signedInUrl(provider, tab)
    const page = openPage(hidden(provider, path), {}, { url: seen, tab })
    expect(await page.backend.restore(CALL)).toMatchObject({ status: 'misconfigured', message: expect.stringContaining('CORS') })
  })

  test('is told apart from a network that is gone, without a secret being sent again', async () => {
    const provider = fakeProvider()
    const tab = newTab()
    const page = openPage(
      { fetch: (url, init) => (url.endsWith('/token') ? down() : provider.fetch(url, init)) },
      {},
      { url: await signedInUrl(provider, tab), tab },
    )
    expect(await page.backend.restore(CALL)).toEqual({ status: 'unavailable' })
    expect(provider.received.filter(({ path }) => path === '/token')).toEqual([])
  })

  test('is not suspected where answers have been read before', async () => {
    const provider = fakeProvider()
    const { backend } = await signedInPage(provider)
    provider.instead('/token', down, () => new Response())
    expect(await backend.refresh(REFRESH)).toEqual({ status: 'unavailable' })
  })

  async function signedInUrl(provider: ReturnType<typeof fakeProvider>, tab: ReturnType<typeof newTab>): Promise<string> {
    const before = openPage(provider, {}, { tab })
    await before.backend.signIn?.({ ...CALL, returnTo: '/', reauthenticate: null })
    return provider.signIn(before.sentTo[0] ?? '')
  }
})

describe('a sign-out', () => {
  test('revokes the refresh token and leads through the provider back to the page', async () => {
    const provider = fakeProvider()
    const page = await signedInPage(provider)
    const told = await page.backend.signOut(SIGN_OUT)
    const url = new URL(told?.redirectTo ?? '')
    expect(url.pathname).toBe('/end')
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: 'page',
      id_token_hint: expect.stringMatching(/^eyJ/),
      post_logout_redirect_uri: 'https://app.example/cases',
      state: expect.stringMatching(/^stillhere\.out\.page\./),
    })
    expect(provider.revoked).toEqual([expect.stringMatching(/^refresh-/)])
    expect(await page.backend.accessToken()).toBeNull()
    const back = page.next(`https://app.example/cases?state=${url.searchParams.get('state')}`)
    back.backend.subscribe?.(() => {})
    expect(back.address).toBe('https://app.example/bye')
    expect(await back.backend.restore(CALL)).toEqual({ status: 'rejected' })
    expect(page.tab.sessionStorage.held.size).toBe(0)
  })

  test('while the network is gone is a sign-out here all the same, and says that nobody was told', async () => {
    const provider = fakeProvider()
    const { backend, tab } = await signedInPage(provider)
    provider.instead('/revoke', down)
    await expect(backend.signOut(SIGN_OUT)).rejects.toThrow('Failed to fetch')
    expect([await backend.accessToken(), tab.localStorage.held.size]).toEqual([null, 0])
    expect(await backend.restore(CALL)).toEqual({ status: 'rejected' })
    // There is nothing left to tell.
    expect(await backend.signOut(SIGN_OUT)).toBeUndefined()
  })

  test('that a limit has brought about revokes, and leaves the page where it is', async () => {
    const provider = fakeProvider()
    const { backend } = await signedInPage(provider)
    expect(await backend.signOut({ ...CALL, reason: 'inactive', returnTo: null })).toBeUndefined()
    expect(provider.revoked).toHaveLength(1)
  })

  test('at a provider without any of it forgets', async () => {
    const provider = fakeProvider()
    const { issuer, authorization_endpoint, token_endpoint, jwks_uri } = provider.discovery
    provider.discovery = { issuer, authorization_endpoint, token_endpoint, jwks_uri }
    const { backend } = await signedInPage(provider)
    expect(await backend.signOut(SIGN_OUT)).toBeUndefined()
    expect(await backend.accessToken()).toBeNull()
  })
})

describe('the token in a request', () => {
  test('is a bearer token', async () => {
    const { backend } = await signedInPage(fakeProvider())
    const headers = new Headers({ accept: 'text/x' })
    await backend.authorize(headers, new Request('https://api.example/cases'))
    expect([...headers]).toEqual([
      ['accept', 'text/x'],
      ['authorization', `Bearer ${await backend.accessToken()}`],
    ])
  })

  test('is none when nobody is signed in', async () => {
    const headers = new Headers()
    await openPage(fakeProvider()).backend.authorize(headers, new Request('https://api.example/'))
    expect([...headers]).toEqual([])
  })

  test('is never in what is thrown', async () => {
    const provider = fakeProvider()
    const { backend } = await signedInPage(provider)
    provider.claims = (claims) => ({ ...claims, nonce: 'other' })
    const page = await signedInPage(provider).catch((error: unknown) => error)
    expect(page).toBeInstanceOf(StillhereError)
    const { cause, message, stack } = page as StillhereError
    expect([cause, `${message}${stack}`.includes('eyJ'), `${message}`.includes(String(await backend.accessToken()))]).toEqual([
      undefined,
      false,
      false,
    ])
  })
})
