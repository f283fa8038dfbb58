import { REQUEST_HEADER, SESSION_HEADER } from '@stillhere/core'
import { describe, expect, test } from 'vitest'
import { createSessionServer, memoryStore, type SessionStore } from './index.ts'
import { MARKER } from './test-support/fake-provider.ts'
import { serverWorld } from './test-support/world.ts'

describe('peeking', () => {
  test('tells durations from now, ages, an opaque user id and an opaque key', async () => {
    const { browser, advance } = serverWorld()
    await browser.signIn('ada')
    advance(60_000)
    const answer = await browser.send('/peek')
    const body = await answer.json()
    expect(body).toEqual({
      status: 'live',
      userId: expect.stringMatching(/^[\w-]{43}$/),
      user: { sub: 'ada', name: 'Ada Lovelace' },
      endsInSeconds: { 'token-expired': 240 },
      extendable: true,
      authAgeSeconds: 60,
      sessionAgeSeconds: 60,
      sessionKey: expect.stringMatching(/^[\w-]{22}$/),
    })
    expect(body.sessionKey).not.toBe(browser.cookie('__Host-stillhere'))
  })

  test('never extends and never asks the provider', async () => {
    const { browser, provider, advance } = serverWorld()
    await browser.signIn()
    for (let minute = 0; minute < 6; minute += 1) {
      advance(60_000)
      await browser.send('/peek')
    }
    expect(await (await browser.send('/peek')).json()).toMatchObject({ status: 'live', endsInSeconds: { 'token-expired': 0 } })
    expect(provider.tokenRequests).toEqual(['authorization_code'])
  })

  test('says rejected when nobody is signed in', async () => {
    const { browser } = serverWorld()
    const answer = await browser.send('/peek')
    expect([answer.status, await answer.json()]).toEqual([200, { status: 'rejected' }])
  })

  test('tells server rendering the same from a Cookie header', async () => {
    const { browser, server } = serverWorld({ limits: { maxLifetime: '8h' } })
    await browser.signIn()
    expect(await server.peek(new Headers({ cookie: `a=b; ${browser.cookieHeader()}` }))).toMatchObject({
      status: 'live',
      endsIn: { 'token-expired': '300000ms', 'max-lifetime': '28800000ms' },
      authAge: '0ms',
      sessionAge: '0ms',
    })
    expect(await server.peek(new Headers())).toEqual({ status: 'rejected' })
  })
})

describe('requests', () => {
  test.each(['/refresh', '/extend', '/logout'])('R-74 %s without the custom header is refused and changes nothing', async (path) => {
    const { browser, provider } = serverWorld()
    await browser.signIn()
    const answer = await browser.send(path, { method: 'POST', body: '{"minValiditySeconds":3600,"reason":"signed-out","returnTo":null}' })
    expect(answer.status).toBe(403)
    expect(provider.tokenRequests).toEqual(['authorization_code'])
    expect(await (await browser.send('/peek')).json()).toMatchObject({ status: 'live' })
  })

  test.each(['/refresh', '/extend', '/logout'])('R-74 %s is not to be had with GET', async (path) => {
    const { browser } = serverWorld()
    const answer = await browser.send(path, { headers: { [REQUEST_HEADER]: '1' } })
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST'])
  })

  test.each([
    ['/refresh', NaN],
    ['/refresh', '5'],
    ['/extend', -1],
    ['/logout', {}],
  ])('%s with a body that it cannot read is answered 400', async (path, value) => {
    const { browser } = serverWorld()
    expect((await browser.post(path, { minValiditySeconds: value, reason: value, returnTo: null })).status).toBe(400)
  })

  test('are answered 409 replaced when they mean another session than the cookie', async () => {
    const { browser, server, provider } = serverWorld()
    await browser.signIn('ada')
    const { sessionKey } = await (await browser.send('/peek')).json()
    await browser.signIn('grace')
    const headers = { [SESSION_HEADER]: sessionKey }
    for (const answer of [
      await browser.send('/peek', { headers }),
      await browser.post('/refresh', { minValiditySeconds: 3600 }, sessionKey),
      await browser.post('/extend', { minValiditySeconds: 3600 }, sessionKey),
      await browser.post('/logout', { reason: 'signed-out', returnTo: null }, sessionKey),
    ])
      expect([answer.status, await answer.json()]).toEqual([409, { status: 'rejected', reason: 'replaced' }])
    expect(
      await server.accessToken(new Request('https://app.example/api', { headers: { ...headers, cookie: browser.cookieHeader() } })),
    ).toBeNull()
    expect(await (await browser.send('/peek')).json()).toMatchObject({ status: 'live', user: { sub: 'grace' } })
    expect(provider.tokenRequests).not.toContain('refresh_token')
  })

  test('of other paths are answered 404', async () => {
    const { browser, server } = serverWorld()
    expect((await browser.send('/unknown')).status).toBe(404)
    expect((await server.handle(new Request('https://app.example/sessions/peek'))).status).toBe(404)
  })

  test('are answered unavailable, and nobody is signed out, when the store fails', async () => {
    const good = memoryStore({ now: () => 1_900_000_000_000 })
    let broken = false
    const store: SessionStore = {
      ...good,
      get: (key) => (broken ? Promise.reject(new Error('store down')) : good.get(key)),
    }
    const { browser, server, problems } = serverWorld({ store })
    await browser.signIn()
    broken = true
    for (const answer of [
      await browser.send('/peek'),
      await browser.post('/refresh', { minValiditySeconds: 3600 }),
      await browser.signIn(),
    ])
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '2'])
    expect(await server.peek(new Headers({ cookie: browser.cookieHeader() }))).toEqual({ status: 'unavailable' })
    expect(problems).toHaveLength(4)
    broken = false
    expect(await (await browser.send('/peek')).json()).toMatchObject({ status: 'live' })
  })
})

describe('a listener for problems that fails itself', () => {
  test.each([
    [
      'throws',
      () => {
        throw new Error('logger down')
      },
    ],
    ['rejects', () => Promise.reject(new Error('logger down'))],
  ])('changes no answer when it %s', async (_how, onProblem: () => unknown) => {
    const down = (): Promise<never> => Promise.reject(new Error('store down'))
    const store: SessionStore = { ...memoryStore(), get: down, set: down, delete: down, findByTag: down, publish: down }
    const { browser, server } = serverWorld({ store, onProblem })
    const headers = { cookie: `__Host-stillhere=${'a'.repeat(43)}` }
    expect((await server.handle(new Request('https://app.example/session/peek', { headers }))).status).toBe(503)
    expect(await server.peek(new Headers(headers))).toEqual({ status: 'unavailable' })
    expect((await browser.send('/login')).status).toBe(503)
  })
})

describe('access tokens', () => {
  test('are given to the server’s own code, and renewed first when they are over or about to be', async () => {
    const { browser, server, provider, advance } = serverWorld()
    await browser.signIn()
    const first = await server.accessToken(browser.request())
    advance(294_000)
    expect(await server.accessToken(browser.request())).toBe(first)
    advance(1000)
    const second = await server.accessToken(browser.request())
    advance(300_000)
    const third = await server.accessToken(browser.request())
    expect(new Set([first, second, third]).size).toBe(3)
    expect(provider.tokenRequests).toEqual(['authorization_code', 'refresh_token', 'refresh_token'])
  })

  test('cost one refresh for twenty requests at once, those of the page included', async () => {
    const { browser, server, provider, advance } = serverWorld()
    await browser.signIn()
    advance(300_000)
    const release = provider.hold()
    const asked = Array.from({ length: 20 }, () => server.accessToken(browser.request()))
    const page = browser.post('/refresh', { minValiditySeconds: 60 })
    release()
    const tokens = await Promise.all(asked)
    expect(new Set(tokens).size).toBe(1)
    expect(tokens[0]).toMatch(/^sekret-access-/)
    expect((await page).status).toBe(200)
    expect(provider.tokenRequests.filter((type) => type === 'refresh_token')).toHaveLength(1)
  })

  test('are not to be had when they are over and the provider is down; one that is nearly over is', async () => {
    const { browser, server, provider, advance } = serverWorld()
    await browser.signIn()
    provider.setDown(true)
    advance(296_000)
    expect(await server.accessToken(browser.request())).toMatch(/^sekret-access-/)
    advance(4000)
    expect(await server.accessToken(browser.request())).toBeNull()
    provider.setDown(false)
    expect(await server.accessToken(browser.request())).toMatch(/^sekret-access-/)
  })

  test('R-73 no token is in any answer, cookie or problem', async () => {
    const { browser, provider, problems } = serverWorld()
    const seen: string[] = []
    const see = async (answer: Response): Promise<void> => {
      expect(answer.headers.get('cache-control')).toBe('no-store')
      seen.push(await answer.text(), JSON.stringify([...answer.headers]))
    }
    await see(await browser.send('/login'))
    await see(await browser.signIn())
    await see(await browser.send('/peek'))
    await see(await browser.post('/refresh', { minValiditySeconds: 3600 }))
    provider.next('down')
    await see(await browser.post('/extend', { minValiditySeconds: 3600 }))
    provider.next(() => Response.json({ error: 'invalid_client', error_description: MARKER }, { status: 401 }))
    await see(await browser.post('/extend', { minValiditySeconds: 3600 }))
    await see(await browser.post('/logout', { reason: 'signed-out', returnTo: '/' }))
    await see(await browser.send('/peek'))
    expect(seen.join() + problems.join() + browser.setCookies.join()).not.toContain(MARKER)
    expect(seen.join()).not.toMatch(/eyJ[\w-]+\./)
  })
})

describe('options', () => {
  const options = { issuer: 'https://id.example', clientId: 'app', publicUrl: 'https://app.example/session' }
  test.each([
    [{ issuer: 'http://id.example' }, /issuer is "http:\/\/id\.example", but it must be https.*loopback/],
    [{ publicUrl: 'http://app.example/session' }, /publicUrl is .* must be https/],
    [{ publicUrl: '/session' }, /must be an absolute https URL/],
    [{ publicUrl: 'https://app.example/session?x' }, /must have no query/],
    [{ name: 'a b' }, /name is "a b", but it may hold letters/],
    [{ scope: 'profile' }, /must contain "openid"/],
    [{ clientId: '' }, /clientId is ""/],
    [{ postLogoutPath: '//evil.example' as const }, /must be a path of this origin/],
    [{ limits: { maxLifetime: '0s' as const } }, /limits\.maxLifetime is "0s", but it must be longer than zero/],
  ])('that cannot work are refused where they are given: %j', (wrong, message) => {
    const make = () => createSessionServer({ ...options, ...wrong })
    expect(make).toThrow(message)
    expect(make).toThrow(expect.objectContaining({ code: 'backend-misconfigured' }))
  })

  test.each(['http://localhost:4000', 'http://127.0.0.1:4000', 'http://[::1]:4000'])('allow http on loopback: %s', (issuer) => {
    expect(() => createSessionServer({ ...options, issuer })).not.toThrow()
  })

  test('never show the client secret', () => {
    expect(() => createSessionServer({ ...options, clientSecret: 'hush', issuer: 'http://id.example' })).toThrow(
      expect.not.stringContaining('hush'),
    )
  })
})
