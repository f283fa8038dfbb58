import { describe, expect, test } from 'vitest'
import { createSessionServer, memoryStore, type SessionServerOptions, type SessionStore } from './index.ts'
import { CLIENT_ID, ISSUER, MARKER } from './test-support/fake-provider.ts'
import { until } from './test-support/waiting.ts'
import { sendLogoutTokens, peek, type ServerWorld, serverWorld, testBrowser, type TestBrowser } from './test-support/world.ts'

const REVOKED = { status: 'rejected', reason: 'revoked' }

async function signedIn(options: Partial<SessionServerOptions> = {}): Promise<ServerWorld> {
  const world = serverWorld(options)
  world.provider.sid = 'sid-1'
  await world.browser.signIn('ada')
  return world
}

describe('back-channel logout', () => {
  test('IAS-8 ends the session of the application and its tokens, with the reason, for every endpoint', async () => {
    const world = await signedIn()
    const { browser, server, provider } = world
    const answer = await sendLogoutTokens(world.server, await provider.logoutToken({ sid: 'sid-1', sub: 'ada' }))
    expect([answer.status, await answer.text(), answer.headers.get('cache-control')]).toEqual([200, '', 'no-store'])
    expect(await peek(browser)).toEqual(REVOKED)
    const refused = await browser.post('/refresh', { minValiditySeconds: 0 })
    expect([refused.status, await refused.json()]).toEqual([401, REVOKED])
    expect(await server.accessToken(browser.request())).toBeNull()
    await until(() => provider.revoked.length === 1)
  })

  test('IAS-8 ends one session by its sid, and all of a user by the sub alone', async () => {
    const world = await signedIn()
    const { provider, server } = world
    const [phone, other] = [1, 2].map(() => testBrowser(server, provider, 'https://app.example/session')) as [TestBrowser, TestBrowser]
    provider.sid = 'sid-2'
    await phone.signIn('ada')
    provider.sid = 'sid-3'
    await other.signIn('grace')

    await sendLogoutTokens(world.server, await provider.logoutToken({ sid: 'sid-1' }))
    expect([await peek(world.browser), await peek(phone), await peek(other)]).toMatchObject([
      REVOKED,
      { status: 'live' },
      { status: 'live' },
    ])
    await world.browser.signIn('ada')
    await sendLogoutTokens(world.server, await provider.logoutToken({ sub: 'ada' }))
    expect([await peek(world.browser), await peek(phone), await peek(other)]).toMatchObject([REVOKED, REVOKED, { status: 'live' }])
  })

  test('a sid is taken only together with its own user', async () => {
    const world = await signedIn()
    expect((await sendLogoutTokens(world.server, await world.provider.logoutToken({ sid: 'sid-1', sub: 'grace' }))).status).toBe(200)
    expect(await peek(world.browser)).toMatchObject({ status: 'live' })
  })

  test('still knows the session after refreshes, presence and a re-authentication', async () => {
    const world = await signedIn({ limits: { inactivity: '15m' } })
    const { browser, provider, advance } = world
    advance(60_000)
    await browser.post('/extend', { minValiditySeconds: 3600 })
    await browser.signIn('ada', '/', { max_age: '0' })
    advance(60_000)
    await browser.post('/extend', { minValiditySeconds: 0 })
    await sendLogoutTokens(world.server, await provider.logoutToken({ sid: 'sid-1' }))
    expect(await peek(browser)).toEqual(REVOKED)
  })

  test('answers 200 when there is nothing to end', async () => {
    const world = serverWorld()
    expect((await sendLogoutTokens(world.server, await world.provider.logoutToken({ sid: 'unknown', sub: 'nobody' }))).status).toBe(200)
  })

  test.each(['logout+jwt', 'application/logout+jwt', 'JWT', ''])('takes a token of the type "%s"', async (typ) => {
    const world = await signedIn()
    expect((await sendLogoutTokens(world.server, await world.provider.logoutToken({ sid: 'sid-1' }, { typ }))).status).toBe(200)
    expect(await peek(world.browser)).toEqual(REVOKED)
  })

  const now = 1_900_000_000
  test.each<[string, Readonly<Record<string, unknown>>, Parameters<ServerWorld['provider']['logoutToken']>[1]?]>([
    ['signed by somebody else', {}, { strangersKey: true }],
    ['of another issuer', { iss: 'https://evil.example' }],
    ['without an issuer', { iss: undefined }],
    ['for another client', { aud: 'another' }],
    ['without an audience', { aud: undefined }],
    ['that has expired', { iat: now - 200, exp: now - 80 }],
    ['without an expiry', { exp: undefined }],
    ['without a time of issue', { iat: undefined }],
    ['that was issued long ago, whatever its expiry', { iat: now - 700, exp: now + 86_400 }],
    ['that is to be issued yet', { iat: now + 120, exp: now + 240 }],
    ['with a nonce', { nonce: 'n' }],
    ['with an empty nonce', { nonce: '' }],
    ['without events', { events: undefined }],
    ['with another event', { events: { 'http://schemas.openid.net/event/other': {} } }],
    ['with events that are a list', { events: ['http://schemas.openid.net/event/backchannel-logout'] }],
    ['with an event that is no object', { events: { 'http://schemas.openid.net/event/backchannel-logout': true } }],
    ['without a jti', { jti: undefined }],
    ['with a jti that is a number', { jti: 7 }],
    ['with an empty jti', { jti: '' }],
    ['with neither sid nor sub', { sid: undefined }],
    ['with an empty sid', { sid: '', sub: 'ada' }],
    ['with a sub that is a number', { sub: 7 }],
    ['of another type', {}, { typ: 'at+jwt' }],
  ])('IAS-8 a token %s is answered 400 and ends nothing', async (_what, claims, how) => {
    const world = await signedIn()
    const answer = await sendLogoutTokens(world.server, await world.provider.logoutToken({ sid: 'sid-1', ...claims }, how))
    expect([answer.status, answer.headers.get('cache-control'), await answer.json()]).toMatchObject([
      400,
      'no-store',
      { error: 'invalid_request' },
    ])
    expect(await peek(world.browser)).toMatchObject({ status: 'live' })
    expect(world.problems).toEqual([expect.stringContaining('A back-channel logout was refused, and nobody was signed out')])
  })

  test.each([
    ['nothing', []],
    ['no token', ['']],
    ['text', ['hello']],
    ['an unsigned token', [`${btoa('{"alg":"none"}')}.${btoa('{"sub":"ada"}')}.`]],
  ])('%s is answered 400', async (_what, tokens) => {
    const world = await signedIn()
    expect((await sendLogoutTokens(world.server, ...tokens)).status).toBe(400)
    expect(await peek(world.browser)).toMatchObject({ status: 'live' })
  })

  test('two tokens at once are answered 400, and an ID token too', async () => {
    const world = await signedIn()
    const good = await world.provider.logoutToken({ sid: 'sid-1' })
    expect((await sendLogoutTokens(world.server, good, good)).status).toBe(400)
    const idToken = await world.provider.logoutToken({ sub: 'ada', events: undefined, nonce: 'n', jti: undefined }, { typ: 'JWT' })
    expect((await sendLogoutTokens(world.server, idToken)).status).toBe(400)
    expect(await peek(world.browser)).toMatchObject({ status: 'live' })
  })

  test('IAS-8 a token that comes back ends nothing that has begun since, in no process', async () => {
    const world = await signedIn()
    const { browser, provider, advance, anotherProcess } = world
    const token = await provider.logoutToken({ sub: 'ada' })
    expect((await sendLogoutTokens(world.server, token)).status).toBe(200)
    await browser.signIn('ada')
    expect((await sendLogoutTokens(world.server, token)).status).toBe(400)
    advance(100_000)
    expect((await sendLogoutTokens(anotherProcess(), token)).status).toBe(400)
    expect(await peek(browser)).toMatchObject({ status: 'live' })
  })

  test('of ten deliveries at once one is taken', async () => {
    const world = await signedIn()
    const token = await world.provider.logoutToken({ sid: 'sid-1' })
    const statuses = await Promise.all(Array.from({ length: 10 }, async () => (await sendLogoutTokens(world.server, token)).status))
    expect(statuses.toSorted((a, b) => a - b)).toEqual([200, ...Array(9).fill(400)])
  })

  test('a token passes again when the sessions could not be ended the first time', async () => {
    const inner = memoryStore({ now: () => now * 1000 })
    let broken = false
    const store: SessionStore = { ...inner, findByTag: (tag) => (broken ? Promise.reject(new Error('down')) : inner.findByTag(tag)) }
    const world = await signedIn({ store })
    broken = true
    const token = await world.provider.logoutToken({ sid: 'sid-1' })
    const failed = await sendLogoutTokens(world.server, token)
    expect([failed.status, await failed.json()]).toMatchObject([400, { error: 'temporarily_unavailable' }])
    broken = false
    expect((await sendLogoutTokens(world.server, token)).status).toBe(200)
    expect(await peek(world.browser)).toEqual(REVOKED)
  })

  test('is answered 400 while the keys cannot be fetched, and passes later', async () => {
    const world = await signedIn()
    const { provider, store, browser } = world
    const cold = createSessionServer({
      issuer: ISSUER,
      clientId: CLIENT_ID,
      publicUrl: 'https://app.example/session',
      now: () => now * 1000,
      fetch: provider.fetch,
      store,
    })
    const token = await provider.logoutToken({ sid: 'sid-1' })
    provider.setKeysDown(true)
    const early = await sendLogoutTokens(cold, token)
    expect([early.status, await early.json()]).toMatchObject([400, { error: 'temporarily_unavailable' }])
    provider.setKeysDown(false)
    expect((await sendLogoutTokens(cold, token)).status).toBe(200)
    expect(await peek(browser)).toEqual(REVOKED)
  })

  test('is no way in for a browser: the header of the other requests is not asked for, and GET is refused', async () => {
    const { browser } = await signedIn()
    expect((await browser.send('/backchannel-logout')).status).toBe(405)
    expect((await browser.send('/backchannel-logout', { method: 'POST', body: 'logout_token=' })).status).toBe(400)
  })

  test('no refusal repeats what it was sent', async () => {
    const world = await signedIn()
    for (const token of [MARKER, await world.provider.logoutToken({ sid: MARKER, nonce: MARKER })]) {
      const answer = await sendLogoutTokens(world.server, token)
      expect((await answer.text()) + world.problems.join()).not.toContain(MARKER)
    }
  })
})
