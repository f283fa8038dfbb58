import { describe, expect, test } from 'vitest'
import { memoryStore, type SessionStore } from './index.ts'
import { MARKER } from './test-support/fake-provider.ts'
import { serverWorld, testBrowser } from './test-support/world.ts'

const SESSION_COOKIE = '__Host-stillhere'

describe('signing in', () => {
  test('leaves for the provider with a code flow, PKCE, state, nonce and consent', async () => {
    const { browser } = serverWorld()
    const out = await browser.send('/login?return_to=/cases')
    const asked = new URL(out.headers.get('location') ?? '')
    expect(out.status).toBe(303)
    expect(asked.origin + asked.pathname).toBe('https://id.example/authorize')
    expect(Object.fromEntries(asked.searchParams)).toMatchObject({
      client_id: 'app',
      response_type: 'code',
      redirect_uri: 'https://app.example/session/callback',
      scope: 'openid profile offline_access',
      code_challenge_method: 'S256',
      prompt: 'consent',
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
    })
  })

  test('comes back to the path that was asked for, with a session', async () => {
    const { browser } = serverWorld()
    const back = await browser.signIn('ada', '/cases?open=C-1#note')
    expect([back.status, back.headers.get('location')]).toEqual([303, 'https://app.example/cases?open=C-1#note'])
    expect(await (await browser.send('/peek')).json()).toMatchObject({ status: 'live', user: { sub: 'ada', name: 'Ada Lovelace' } })
  })

  test('sets a __Host- cookie that is HttpOnly, Secure and SameSite over https', async () => {
    const { browser } = serverWorld()
    await browser.signIn()
    expect(browser.setCookies).toContainEqual(
      expect.stringMatching(/^__Host-stillhere=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure$/),
    )
  })

  test('sets neither prefix nor Secure over http on loopback, where Safari would refuse the cookie', async () => {
    const { browser } = serverWorld({ publicUrl: 'http://127.0.0.1:3000/session' })
    await browser.send('http://127.0.0.1:3000/session/login').catch(() => null)
    const out = await browser.send('/login')
    expect(out.headers.getSetCookie()[0]).toMatch(/^stillhere-login=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=600$/)
  })

  test('changes the session id, and forgets the former session', async () => {
    const { browser, server } = serverWorld()
    await browser.signIn('ada')
    const former = browser.cookie(SESSION_COOKIE)
    await browser.signIn('ada')
    expect(browser.cookie(SESSION_COOKIE)).not.toBe(former)
    expect(await server.peek(new Headers({ cookie: `${SESSION_COOKIE}=${former}` }))).toEqual({ status: 'rejected' })
  })

  test("revokes the former session's token only when it was another user's", async () => {
    const { browser, provider } = serverWorld()
    await browser.signIn('ada')
    await browser.signIn('ada')
    expect(provider.revoked).toEqual([])
    await browser.signIn('grace')
    expect(provider.revoked).toHaveLength(1)
  })

  test('refuses a code that another browser brought, and one that is brought twice', async () => {
    const { browser, provider, server } = serverWorld()
    const victim = testBrowser(server, provider, 'https://app.example/session')
    const location = (await browser.send('/login')).headers.get('location') ?? ''
    const callback = provider.signIn(location, 'mallory')
    await victim.send('/login')
    expect((await victim.send(callback)).status).toBe(400)
    expect(victim.cookie(SESSION_COOKIE)).toBeNull()
    expect((await browser.send(callback)).status).toBe(303)
    expect((await browser.send(callback)).status).toBe(400)
    expect(provider.tokenRequests).toEqual(['authorization_code'])
  })

  test('hands out no cookie for a session that the store has not taken', async () => {
    const inner = memoryStore()
    const store: SessionStore = { ...inner, set: async (key, ...write) => !key.includes(':session:') && inner.set(key, ...write) }
    const { browser } = serverWorld({ store })
    expect((await browser.signIn()).status).toBe(503)
    expect(browser.cookie(SESSION_COOKIE)).toBeNull()
  })

  test('lets two sign-ins of one browser be under way at once', async () => {
    const { browser, provider } = serverWorld()
    const first = (await browser.send('/login?return_to=/a')).headers.get('location') ?? ''
    const second = (await browser.send('/login?return_to=/b')).headers.get('location') ?? ''
    expect((await browser.send(provider.signIn(first))).headers.get('location')).toBe('https://app.example/a')
    expect((await browser.send(provider.signIn(second))).headers.get('location')).toBe('https://app.example/b')
  })

  test('gives up a sign-in after ten minutes', async () => {
    const { browser, provider, advance } = serverWorld()
    const location = (await browser.send('/login')).headers.get('location') ?? ''
    advance(600_000)
    expect((await browser.send(provider.signIn(location))).status).toBe(400)
  })

  test.each([
    ['nonce', { nonce: 'another' }],
    ['issuer', { iss: 'https://evil.example' }],
    ['audience', { aud: 'another-client' }],
    ['end', { exp: 1_899_999_000 }],
  ])('refuses an ID token with a wrong %s', async (_what, claims) => {
    const { browser, provider } = serverWorld()
    provider.claims((before) => ({ ...before, ...claims }))
    expect((await browser.signIn()).status).toBe(400)
    expect(browser.cookie(SESSION_COOKIE)).toBeNull()
  })

  test("refuses an ID token signed with a stranger's key, and tells the developer without showing it", async () => {
    const { browser, provider, problems } = serverWorld()
    provider.signWithStrangersKey()
    expect((await browser.signIn()).status).toBe(400)
    expect(problems).toEqual([expect.stringMatching(/^backend-answer-invalid: /)])
    expect(problems.join()).not.toContain(MARKER)
  })

  test('answers 503 with Retry-After when the provider is overloaded, 500 when it does not know the client', async () => {
    const { browser, provider, problems } = serverWorld()
    provider.next(() => new Response(null, { status: 503, headers: { 'retry-after': '7' } }))
    const busy = await browser.signIn()
    expect([busy.status, busy.headers.get('retry-after')]).toEqual([503, '7'])
    provider.next(() => Response.json({ error: 'invalid_client' }, { status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } }))
    expect((await browser.signIn()).status).toBe(500)
    expect(problems).toEqual([expect.stringContaining('invalid_client')])
  })

  test('answers 503 when the provider cannot be reached, and works as soon as it can', async () => {
    const { browser, provider } = serverWorld()
    provider.setDown(true)
    expect((await browser.send('/login')).status).toBe(503)
    provider.setDown(false)
    expect((await browser.signIn()).status).toBe(303)
  })

  test('goes back signed out when the user cancels at the provider', async () => {
    const { browser } = serverWorld()
    const asked = new URL((await browser.send('/login?return_to=/cases')).headers.get('location') ?? '').searchParams
    const back = await browser.send(`/callback?error=access_denied&iss=https%3A%2F%2Fid.example&state=${asked.get('state')}`)
    expect([back.status, back.headers.get('location')]).toEqual([303, 'https://app.example/cases'])
    expect(browser.cookie(SESSION_COOKIE)).toBeNull()
  })

  test.each([
    ['invalid_scope', 'backend-misconfigured'],
    ['server_error', 'backend-unavailable'],
    ['sekret', 'backend-misconfigured'],
  ])('stays at a page with a way back, and tells the developer, when the provider answers %s', async (error, code) => {
    const { browser, problems } = serverWorld()
    const asked = new URL((await browser.send('/login?return_to=/cases?a=1%26b=2')).headers.get('location') ?? '').searchParams
    const back = await browser.send(`/callback?error=${error}&iss=https%3A%2F%2Fid.example&state=${asked.get('state')}`)
    expect([back.status, back.headers.get('location')]).toEqual([502, null])
    const html = await back.text()
    expect(html).toContain('<a href="https://app.example/cases?a=1&amp;b=2">')
    expect(problems).toEqual([expect.stringMatching(`^${code}: `)])
    expect(html + problems.join()).not.toContain(MARKER)
  })

  test.each([['//evil.example'], ['https://evil.example/'], ['cases'], [`/${'a'.repeat(5000)}`]])(
    'R-80 returns to the root when it is asked to return to %j',
    async (returnTo) => {
      const { browser } = serverWorld()
      expect((await browser.signIn('ada', returnTo)).headers.get('location')).toBe('https://app.example/')
    },
  )
})

describe('authenticating again', () => {
  test.each([
    ['max_age=300&acr_values=phr%20mfa', { max_age: '300', acr_values: 'phr mfa', prompt: 'consent' }],
    ['max_age=0', { max_age: '0', prompt: 'login consent' }],
    ['max_age=soon', { max_age: '0', prompt: 'login consent' }],
  ])('R-84 passes %s on to the provider', async (query, passed) => {
    const { browser } = serverWorld()
    const asked = new URL((await browser.send(`/login?return_to=/&${query}`)).headers.get('location') ?? '').searchParams
    expect(Object.fromEntries(asked)).toMatchObject(passed)
  })

  async function again(query: string, authTime: (asked: number) => number | undefined) {
    const world = serverWorld()
    await world.browser.signIn('ada')
    world.advance(3_600_000)
    const location = (await world.browser.send(`/login?return_to=/pay&${query}`)).headers.get('location') ?? ''
    world.provider.claims((claims) => ({ ...claims, auth_time: authTime(1_900_003_600) }))
    const former = world.browser.cookie(SESSION_COOKIE)
    // Somebody may take a while over the provider's pages after the password.
    const callback = world.provider.signIn(location, 'ada')
    world.advance(240_000)
    const back = await world.browser.send(callback)
    return { ...world, back, replaced: world.browser.cookie(SESSION_COOKIE) !== former }
  }

  test.each([
    ['max_age=0', 0],
    ['max_age=300', -300],
  ])('R-84 begins a session when the authentication is as fresh as asked: %s', async (query, seconds) => {
    const { back, replaced, browser } = await again(query, (asked) => asked + seconds)
    expect([back.headers.get('location'), replaced]).toEqual(['https://app.example/pay', true])
    expect(await (await browser.send('/peek')).json()).toMatchObject({ authAgeSeconds: 240 - seconds })
  })

  test.each([
    ['max_age=0', (asked: number) => asked - 3600],
    ['max_age=300', (asked: number) => asked - 400],
    ['max_age=300', () => undefined],
  ])('R-84 leads back without a change when it is not: %s', async (query, authTime) => {
    const { back, replaced, browser, provider, problems } = await again(query, authTime)
    expect([back.status, back.headers.get('location'), replaced]).toEqual([303, 'https://app.example/pay', false])
    expect(await (await browser.send('/peek')).json()).toMatchObject({ authAgeSeconds: 3840 })
    expect(provider.revoked).toEqual([])
    expect(problems).toEqual([expect.stringMatching(/^backend-answer-invalid: /)])
  })
})
