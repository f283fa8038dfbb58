import { REQUEST_HEADER, SESSION_HEADER } from '@stillhere/core'
import { describe, expect, test } from 'vitest'
import { serverWorld, testBrowser } from './test-support/world.ts'

const OUR = 'https://app.example'
const CHANGES = ['/refresh', '/extend', '/logout']
const BODY = JSON.stringify({ minValiditySeconds: 3600, reason: 'signed-out', returnTo: null })

type Sent = Readonly<Record<string, string>>

const REFUSED: readonly (readonly [string, Sent])[] = [
  ['without the header', {}],
  ['with another value in the header', { [REQUEST_HEADER]: 'true' }],
  ['from another origin', { [REQUEST_HEADER]: '1', origin: 'https://evil.example' }],
  ['from the same host over http', { [REQUEST_HEADER]: '1', origin: 'http://app.example' }],
  ['from another port', { [REQUEST_HEADER]: '1', origin: 'https://app.example:8443' }],
  ['from a host with our name in it', { [REQUEST_HEADER]: '1', origin: 'https://app.example.evil.example' }],
  ['from an opaque origin', { [REQUEST_HEADER]: '1', origin: 'null' }],
  ['from an opaque origin of another site', { [REQUEST_HEADER]: '1', origin: 'null', 'sec-fetch-site': 'cross-site' }],
  ['from another site', { [REQUEST_HEADER]: '1', 'sec-fetch-site': 'cross-site' }],
  ['from a sibling host', { [REQUEST_HEADER]: '1', 'sec-fetch-site': 'same-site' }],
  ['from the address bar', { [REQUEST_HEADER]: '1', 'sec-fetch-site': 'none' }],
  ['with a site that says another thing than its origin', { [REQUEST_HEADER]: '1', origin: OUR, 'sec-fetch-site': 'cross-site' }],
]
const TAKEN: readonly (readonly [string, Sent])[] = [
  ['with the header alone, as browsers of before send it', { [REQUEST_HEADER]: '1' }],
  ['from the own page that keeps its referrer to itself', { [REQUEST_HEADER]: '1', origin: 'null', 'sec-fetch-site': 'same-origin' }],
  ['from the own origin', { [REQUEST_HEADER]: '1', origin: OUR, 'sec-fetch-site': 'same-origin' }],
]

describe.each(CHANGES)('R-74 POST %s', (path) => {
  test.each(REFUSED)('%s is refused and changes nothing', async (_how, headers) => {
    const { browser, provider } = serverWorld()
    await browser.signIn()
    const answer = await browser.send(path, { method: 'POST', headers, body: BODY })
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([403, 'no-store'])
    expect([provider.tokenRequests, provider.revoked]).toEqual([['authorization_code'], []])
    expect(await (await browser.send('/peek')).json()).toMatchObject({ status: 'live' })
  })

  test.each(TAKEN)('%s is taken', async (_how, headers) => {
    const { browser } = serverWorld()
    await browser.signIn()
    expect((await browser.send(path, { method: 'POST', headers, body: BODY })).status).toBe(200)
  })
})

describe.each(['/peek', '/events'])('R-74 GET %s', (path) => {
  test.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['a sibling host', { 'sec-fetch-site': 'same-site' }, 403],
    ['another origin', { origin: 'https://evil.example' }, 403],
    ['the own page', { 'sec-fetch-site': 'same-origin' }, 200],
    ['the address bar', { 'sec-fetch-site': 'none' }, 200],
    ['a browser of before', {}, 200],
  ])('from %s', async (_from, headers, status) => {
    const { browser } = serverWorld()
    await browser.signIn()
    const answer = await browser.send(path, { headers })
    expect(answer.status).toBe(status)
    await answer.body?.cancel()
  })
})

describe('R-74 a request to the app’s own API that may change something', () => {
  const send = async (headers: Sent, method = 'POST') => {
    const { browser, server, advance } = serverWorld({ limits: { inactivity: '30m' } })
    await browser.signIn()
    advance(60_000)
    const request = new Request(`${OUR}/api/cases`, { method, headers: { ...headers, cookie: browser.cookieHeader() } })
    const required = await server.requireSession(request)
    const token = await server.accessToken(request)
    const { endsInSeconds } = await (await browser.send('/peek')).json()
    return { required, token, wasPresence: endsInSeconds.inactive === 1800 }
  }

  test.each([
    ['a form of a sibling host', { 'sec-fetch-site': 'same-site' }],
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['another origin, in a browser of before', { origin: 'https://evil.example' }],
    ['an opaque origin', { origin: 'null' }],
  ])('from %s is given no session, no token and no presence', async (_from, headers) => {
    const { required, token, wasPresence } = await send(headers)
    expect([required.ok ? 200 : required.response.status, token, wasPresence]).toEqual([403, null, false])
  })

  test.each([
    ['the own page', { origin: OUR, 'sec-fetch-site': 'same-origin' }],
    ['a program that is no browser', {}],
  ])('from %s is taken', async (_from, headers) => {
    const { required, token } = await send(headers)
    expect([required.ok, token]).toEqual([true, expect.any(String)])
  })

  test.each(['GET', 'HEAD'])('may be asked from elsewhere with %s, which changes nothing', async (method) => {
    const { required } = await send({ 'sec-fetch-site': 'same-site' }, method)
    expect(required.ok).toBe(true)
  })
})

test('navigations from another site are what a sign-in is made of', async () => {
  const { browser, provider } = serverWorld()
  const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }
  const out = await browser.send('/login', { headers })
  expect(out.status).toBe(303)
  expect((await browser.send(provider.signIn(out.headers.get('location') ?? ''), { headers })).status).toBe(303)
})

describe('R-70 a second user on the same browser', () => {
  test('is never shown, nor changed, by a request that means the first one', async () => {
    const { browser, server, provider } = serverWorld()
    await browser.signIn('ada')
    const { sessionKey } = await (await browser.send('/peek')).json()
    await browser.signIn('grace')
    const asked = { [SESSION_HEADER]: String(sessionKey) }
    const spent = provider.tokenRequests.length
    const replaced = [409, { status: 'rejected', reason: 'replaced' }]
    const seen: unknown[] = []
    for (const path of CHANGES) {
      const answer = await browser.send(path, { method: 'POST', headers: { ...asked, [REQUEST_HEADER]: '1' }, body: BODY })
      seen.push([answer.status, await answer.json()])
    }
    const peeked = await browser.send('/peek', { headers: asked })
    const required = await server.requireSession(browser.request(asked))
    seen.push([peeked.status, await peeked.json()], required.ok ? 'ok' : [required.response.status, await required.response.json()])
    expect(seen).toEqual(Array(5).fill(replaced))
    expect(await server.accessToken(browser.request(asked))).toBeNull()
    expect((await browser.send(`/events?session=${sessionKey}`)).status).toBe(204)
    expect(provider.tokenRequests).toHaveLength(spent)
    expect(await (await browser.send('/peek')).json()).toMatchObject({ status: 'live', user: { sub: 'grace' } })
  })

  test('has another browser’s cookie to find a session only there', async () => {
    const { browser, server, provider } = serverWorld()
    const other = testBrowser(server, provider, 'https://app.example/session')
    await browser.signIn('ada')
    expect(await (await other.send('/peek')).json()).toEqual({ status: 'rejected' })
  })
})

describe('R-73 cookies', () => {
  const over = { https: 'https://app.example/session', 'http on loopback': 'http://127.0.0.1:3000/session' }
  test.each([
    ['https', '__Host-', '; Secure'],
    ['http on loopback', '', ''],
  ] as const)('over %s have the flags that are to be had there, every one of them', async (scheme, prefix, secure) => {
    const { browser } = serverWorld({ publicUrl: over[scheme] })
    await browser.signIn()
    await browser.post('/logout', { reason: 'signed-out', returnTo: null })
    await browser.send('/leave')
    const names = new Set<string>()
    for (const line of browser.setCookies) {
      const [pair = '', ...attributes] = line.split('; ')
      names.add(pair.slice(0, pair.indexOf('=')))
      const flags = attributes.filter((one) => !one.startsWith('Max-Age='))
      expect(`; ${flags.join('; ')}`).toBe(`; Path=/; HttpOnly; SameSite=Lax${secure}`)
    }
    expect([...names]).toEqual([`${prefix}stillhere-login`, `${prefix}stillhere`, `${prefix}stillhere-leaving`])
  })
})
