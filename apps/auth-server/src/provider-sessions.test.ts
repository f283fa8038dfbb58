import { describe, expect, test } from 'vitest'
import { headlessBrowser, type HeadlessBrowser } from './headless-browser.ts'
import { startAuthServer } from './index.ts'
import { runningServer } from './test-support/running-server.ts'

const FRESH = { minValiditySeconds: 3600 }

const { server, lines, at, peek } = await runningServer()

async function signedIn(login = 'ada.lovelace', path = '/session', browser = headlessBrowser()): Promise<HeadlessBrowser> {
  await browser.follow(at(`${path}/login?return_to=/counts`), login)
  expect(await peek(browser, path)).toMatchObject({ status: 'live' })
  return browser
}

/** A tab that does nothing but listen. */
async function untouchedTab(browser: HeadlessBrowser): Promise<{ readonly changed: Promise<void>; heard(): string }> {
  const { sessionKey } = await peek(browser)
  const { status, body } = await browser.request(at(`/session/events?session=${String(sessionKey)}`))
  expect(status).toBe(200)
  let text = ''
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader()
  const changed = (async () => {
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) text += part.value
  })()
  return { changed, heard: () => text }
}

const signOutAtProvider = (browser: HeadlessBrowser): Promise<unknown> =>
  browser.follow(`${server.issuer}/session/end`, '').catch(() => null)

describe('a sign-out at the provider itself', () => {
  test('IAS-8 ends the sessions of every application of that browser, tells three untouched tabs, and revokes', async () => {
    const browser = await signedIn()
    await signedIn('ada.lovelace', '/x30/session', browser)
    const tabs = await Promise.all([1, 2, 3].map(() => untouchedTab(browser)))
    server.resetCounts()
    await signOutAtProvider(browser)
    await Promise.all(tabs.map((tab) => tab.changed))
    expect(tabs.map((tab) => tab.heard().endsWith('data: changed\n\n'))).toEqual([true, true, true])
    const revoked = { status: 'rejected', reason: 'revoked' }
    expect([await peek(browser), await peek(browser, '/x30/session')]).toEqual([revoked, revoked])
    const refused = await browser.post(at('/session/refresh'), FRESH)
    expect([refused.status, await refused.json()]).toEqual([401, revoked])
    expect((await browser.request(at('/api/cases'))).status).toBe(401)
    expect(server.counts()).toMatchObject({ backChannelLogouts: { answered: 2, refused: 0 }, tokenRequests: { refresh_token: 0 } })
    await expect.poll(() => server.counts().revocations).toBe(2)
  })

  test('IAS-8 leaves the same user’s session on another machine alone', async () => {
    const [here, there] = [await signedIn(), await signedIn()]
    await signOutAtProvider(here)
    expect(await peek(here)).toMatchObject({ reason: 'revoked' })
    expect(await peek(there)).toMatchObject({ status: 'live' })
  })

  test('a sign-out that began here has ended the session before the provider says so too', async () => {
    const browser = await signedIn()
    const { redirectTo } = await (await browser.post(at('/session/logout'), { reason: 'signed-out', returnTo: '/counts' })).json()
    expect(await browser.follow(redirectTo, '')).toMatchObject({ url: at('/counts') })
    expect(server.counts()).toMatchObject({ backChannelLogouts: { answered: 1, refused: 0 }, revocations: 1 })
    expect(lines).toEqual([])
  })

  test('IAS-8 nobody else can say so: a token with a key of their own is answered 400', async () => {
    const browser = await signedIn()
    const { generateKeyPair, SignJWT } = await import('jose')
    const { privateKey } = await generateKeyPair('RS256')
    const events = { 'http://schemas.openid.net/event/backchannel-logout': {} }
    const forged = await new SignJWT({ sub: 'ada.lovelace', events, jti: 'j' })
      .setProtectedHeader({ alg: 'RS256', typ: 'logout+jwt' })
      .setIssuer(server.issuer)
      .setAudience('demo')
      .setIssuedAt()
      .setExpirationTime('2m')
      .sign(privateKey)
    const answer = await fetch(at('/session/backchannel-logout'), { method: 'POST', body: new URLSearchParams({ logout_token: forged }) })
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([400, 'no-store'])
    expect(await peek(browser)).toMatchObject({ status: 'live' })
    expect(lines).toEqual([expect.stringContaining('A back-channel logout was refused')])
    expect(lines.join()).not.toContain(forged)
  })
})

describe('the three sessions side by side', () => {
  test('IAS-3 invalid_grant ends the session with one request; 503 and a lost network do not', async () => {
    const browser = await signedIn()
    server.resetCounts()
    server.setFaults({ unavailable: { times: 1, retryAfterSeconds: 1 } })
    expect((await browser.post(at('/session/refresh'), FRESH)).status).toBe(503)
    server.setFaults({ dropBefore: 1 })
    await expect(browser.post(at('/session/refresh'), FRESH)).rejects.toThrow('fetch failed')
    expect(await peek(browser)).toMatchObject({ status: 'live' })
    server.setFaults({ reject: 1 })
    expect((await browser.post(at('/session/refresh'), FRESH)).status).toBe(401)
    expect((await browser.post(at('/session/refresh'), FRESH)).status).toBe(401)
    expect(await peek(browser)).toEqual({ status: 'rejected', reason: 'refresh-rejected' })
    expect(server.counts().tokenRequests.refresh_token).toBe(1)
  })

  test('IAS-4 sign-out revokes by the endpoint of the discovery document, clears the session, and leads through the provider', async () => {
    const browser = await signedIn()
    server.resetCounts()
    const answer = await browser.post(at('/session/logout'), { reason: 'signed-out', returnTo: '/counts' })
    expect(answer.headers.getSetCookie().some((line) => line.startsWith('demo=;') && line.includes('Max-Age=0'))).toBe(true)
    const leave = await browser.request((await answer.json()).redirectTo)
    const target = new URL(leave.headers.get('location') ?? '')
    expect([target.origin + target.pathname, target.searchParams.get('post_logout_redirect_uri')]).toEqual([
      `${server.issuer}/session/end`,
      at('/session/signed-out'),
    ])
    expect(target.searchParams.get('id_token_hint')).toMatch(/^eyJ/)
    expect(server.counts().revocations).toBe(1)
    expect(await peek(browser)).toEqual({ status: 'rejected' })
  })

  test('IAS-6 signing in again needs no form within the provider’s session, and does after a sign-out', async () => {
    const browser = await signedIn()
    await browser.post(at('/session/logout'), { reason: 'inactive', returnTo: null })
    expect(await browser.follow(at('/session/login?return_to=/counts'), 'ada.lovelace')).toEqual({ url: at('/counts'), forms: 0 })
    const { redirectTo } = await (await browser.post(at('/session/logout'), { reason: 'signed-out', returnTo: '/counts' })).json()
    await browser.follow(redirectTo, '')
    expect(await browser.follow(at('/session/login?return_to=/counts&prompt=none'), 'ada.lovelace')).toEqual({
      url: at('/counts'),
      forms: 0,
    })
    expect(await peek(browser)).toEqual({ status: 'rejected' })
    expect(await browser.follow(at('/session/login?return_to=/counts'), 'ada.lovelace')).toMatchObject({ forms: 1 })
  })

  test.each(['prompt=login', 'max_age=0'])(
    'IAS-7 %s shows the form, and the session goes on under its name with a new cookie',
    async (query) => {
      const browser = await signedIn()
      const before = await peek(browser)
      expect(await browser.follow(at(`/session/login?return_to=/counts&${query}`), 'ada.lovelace')).toEqual({
        url: at('/counts'),
        forms: 1,
      })
      const after = await peek(browser)
      expect(after['sessionKey']).toBe(before['sessionKey'])
      expect(after['authAgeSeconds']).toBeLessThan(5)
      expect((await browser.post(at('/session/refresh'), FRESH)).status).toBe(200)
      expect(server.counts().reuses).toBe(0)
    },
  )
})

describe('with the provider down', () => {
  test('R-75 R-76 sign-out ends the session here, says that the revocation is not confirmed, and leads nowhere that is not there', async () => {
    const fallible = await startAuthServer({ log: () => {} })
    try {
      const browser = headlessBrowser()
      await browser.follow(`${fallible.appUrl}/session/login?return_to=/counts`, 'ada')
      await fallible.stopProvider()
      const answer = await browser.post(`${fallible.appUrl}/session/logout`, { reason: 'signed-out', returnTo: null })
      expect([answer.status, await answer.json()]).toEqual([200, { redirectTo: null, revoked: false }])
      expect(await (await browser.request(`${fallible.appUrl}/session/peek`)).json()).toEqual({ status: 'rejected' })
    } finally {
      await fallible.close()
    }
  })
})
