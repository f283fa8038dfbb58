import { describe, expect, test } from 'vitest'
import { oauthError } from './test-support/fake-provider.ts'
import { until } from './test-support/waiting.ts'
import { serverWorld } from './test-support/world.ts'

const NOW = { minValiditySeconds: 3600 }

describe('refreshing', () => {
  test('asks the provider with the newest refresh token each time, and moves the end', async () => {
    const { browser, provider, advance } = serverWorld()
    await browser.signIn()
    for (const path of ['/refresh', '/extend', '/refresh']) {
      advance(240_000)
      const answer = await browser.post(path, NOW)
      expect([answer.status, await answer.json()]).toMatchObject([
        200,
        { status: 'live', endsInSeconds: { 'token-expired': 300 }, extendable: true },
      ])
    }
    expect(provider.tokenRequests).toEqual(['authorization_code', 'refresh_token', 'refresh_token', 'refresh_token'])
    expect(provider.reuses()).toBe(0)
  })

  test('makes one request at the provider for twenty at once', async () => {
    const { browser, provider } = serverWorld()
    await browser.signIn()
    const release = provider.hold()
    const asked = Array.from({ length: 20 }, () => browser.post('/refresh', NOW))
    release()
    expect((await Promise.all(asked)).map((answer) => answer.status)).toEqual(Array(20).fill(200))
    expect(provider.tokenRequests.filter((type) => type === 'refresh_token')).toHaveLength(1)
  })

  test('answers the present state while the token is good for longer than was asked', async () => {
    const { browser, provider, advance } = serverWorld()
    await browser.signIn()
    advance(100_000)
    expect(await (await browser.post('/refresh', { minValiditySeconds: 199 })).json()).toMatchObject({
      endsInSeconds: { 'token-expired': 200 },
    })
    expect(provider.tokenRequests).toEqual(['authorization_code'])
    expect(await (await browser.post('/refresh', { minValiditySeconds: 200 })).json()).toMatchObject({
      endsInSeconds: { 'token-expired': 300 },
    })
  })

  test('R-83 ends the session once and for all when the provider says invalid_grant', async () => {
    const { browser, provider } = serverWorld()
    await browser.signIn()
    provider.next(() => oauthError('invalid_grant'))
    const answer = await browser.post('/refresh', NOW)
    expect([answer.status, await answer.json()]).toEqual([401, { status: 'rejected', reason: 'refresh-rejected' }])
    expect((await browser.post('/refresh', NOW)).status).toBe(401)
    expect(provider.tokenRequests.filter((type) => type === 'refresh_token')).toHaveLength(1)
  })

  test.each([
    ['503', () => new Response(null, { status: 503, headers: { 'retry-after': '30' } }), '30'],
    ['429', () => oauthError('slow_down', 429, { 'retry-after': 'Sun, 17 Mar 2030 17:46:50 GMT' }), '10'],
    ['500 without a word', () => new Response('oops', { status: 500 }), null],
    ['a page of a proxy', () => new Response('<html>', { status: 200, headers: { 'content-type': 'text/html' } }), null],
    ['200 with something that is no token', () => Response.json({ maintenance: true }), null],
    ['200 with broken JSON', () => new Response('{"access_', { headers: { 'content-type': 'application/json' } }), null],
    ['200 with nothing', () => new Response('', { headers: { 'content-type': 'application/json' } }), null],
    ['200 with a list', () => Response.json([1]), null],
  ])('R-83 keeps the session when the provider answers %s', async (_what, response, retryAfter) => {
    const { browser, provider } = serverWorld()
    await browser.signIn()
    provider.next(response)
    const answer = await browser.post('/refresh', NOW)
    expect([answer.status, answer.headers.get('retry-after'), await answer.json()]).toMatchObject([
      503,
      retryAfter,
      { status: 'unavailable' },
    ])
    expect((await browser.post('/refresh', NOW)).status).toBe(200)
  })

  test('R-83 keeps the session when the provider cannot be reached', async () => {
    const { browser, provider } = serverWorld()
    await browser.signIn()
    provider.next('down')
    expect((await browser.post('/refresh', NOW)).status).toBe(503)
    expect((await browser.post('/refresh', NOW)).status).toBe(200)
  })

  test('loses the session, and counts a reuse, only when the answer was lost after the provider rotated', async () => {
    const { browser, provider } = serverWorld()
    await browser.signIn()
    provider.next('lost')
    expect((await browser.post('/refresh', NOW)).status).toBe(503)
    expect((await browser.post('/refresh', NOW)).status).toBe(401)
    expect(provider.reuses()).toBe(1)
  })

  test.each(['invalid_client', 'unauthorized_client', 'unsupported_grant_type'])(
    'answers misconfigured for %s, keeps the session and tells the developer',
    async (error) => {
      const { browser, provider, problems } = serverWorld()
      await browser.signIn()
      provider.next(() => oauthError(error, error === 'invalid_client' ? 401 : 400))
      const answer = await browser.post('/refresh', NOW)
      expect([answer.status, await answer.json()]).toMatchObject([
        500,
        { status: 'misconfigured', message: expect.stringContaining(error) },
      ])
      expect(problems).toHaveLength(1)
      expect((await browser.post('/refresh', NOW)).status).toBe(200)
    },
  )

  test('revokes and drops what arrives after the session has ended', async () => {
    const { browser, provider, server } = serverWorld()
    await browser.signIn()
    const cookie = browser.cookieHeader()
    const release = provider.hold()
    const late = browser.post('/refresh', NOW)
    await until(() => provider.tokenRequests.length === 2)
    await browser.post('/logout', { reason: 'signed-out', returnTo: null })
    release()
    const answer = await late
    expect([answer.status, await answer.json(), answer.headers.getSetCookie()]).toEqual([
      401,
      { status: 'rejected', reason: 'signed-out' },
      [],
    ])
    expect(provider.revoked).toHaveLength(2)
    expect(await server.peek(new Headers({ cookie }))).toEqual({ status: 'rejected', reason: 'signed-out' })
  })

  test('waits for another process that is refreshing, and takes its result', async () => {
    const { browser, provider, anotherProcess } = serverWorld()
    await browser.signIn()
    const release = provider.hold()
    const first = browser.post('/refresh', NOW)
    await until(() => provider.tokenRequests.length === 2)
    const second = browser.post('/refresh', NOW, undefined, anotherProcess())
    release()
    const answers = await Promise.all([first, second])
    expect(answers.map((answer) => answer.status)).toEqual([200, 200])
    expect(await Promise.all(answers.map((answer) => answer.json()))).toEqual([
      expect.objectContaining({ status: 'live' }),
      expect.objectContaining({ status: 'live' }),
    ])
    expect(provider.tokenRequests.filter((type) => type === 'refresh_token')).toHaveLength(1)
  })

  test('takes over from a process that stands still for longer than its lease, whose rejection then counts no more', async () => {
    const { browser, provider, advance, anotherProcess } = serverWorld()
    await browser.signIn()
    const release = provider.hold()
    provider.next(() => oauthError('invalid_grant'))
    const loser = browser.post('/refresh', NOW)
    await until(() => provider.tokenRequests.length === 2)
    advance(60_000)
    expect((await browser.post('/refresh', NOW, undefined, anotherProcess())).status).toBe(200)
    release()
    expect((await loser).status).toBe(200)
    expect((await browser.post('/refresh', NOW)).status).toBe(200)
  })

  test('takes the longest validity that a page can ask for', async () => {
    const { browser, provider } = serverWorld()
    await browser.signIn()
    expect((await browser.post('/refresh', { minValiditySeconds: Number.MAX_SAFE_INTEGER / 1000 })).status).toBe(200)
    expect(provider.tokenRequests).toContain('refresh_token')
  })

  test('leaves the token of a late refresh alone when the same user has signed in anew, whose grant it may be', async () => {
    const { browser, provider } = serverWorld()
    await browser.signIn('ada')
    const release = provider.hold()
    const late = browser.post('/refresh', NOW)
    await until(() => provider.tokenRequests.includes('refresh_token'))
    await browser.signIn('ada')
    release()
    expect((await late).status).toBe(409)
    expect(provider.revoked).toEqual([])
    expect(await (await browser.send('/peek')).json()).toMatchObject({ status: 'live' })
  })

  test('goes on with the former discovery document when its time is up and it cannot be fetched', async () => {
    const { browser, provider, advance } = serverWorld()
    await browser.signIn()
    for (const answer of [() => new Response(null, { status: 503 }), () => Response.json({ maintenance: true })]) {
      provider.discover(answer)
      advance(3_600_001)
      expect((await browser.post('/refresh', NOW)).status).toBe(200)
    }
  })

  test('cannot extend without a refresh token, and ends at token expiry', async () => {
    const { browser, provider, advance } = serverWorld()
    provider.issuesRefreshTokens = false
    await browser.signIn()
    advance(299_999)
    expect(await (await browser.post('/extend', NOW)).json()).toMatchObject({
      status: 'live',
      extendable: false,
      endsInSeconds: { 'token-expired': 0.001 },
    })
    advance(1)
    expect(await (await browser.post('/extend', NOW)).json()).toEqual({ status: 'rejected', reason: 'token-expired' })
  })
})

describe('limits of the server', () => {
  test('the maximum lifetime ends the session whatever is refreshed, and is reported', async () => {
    const { browser, provider, advance } = serverWorld({ limits: { maxLifetime: '10m' } })
    await browser.signIn()
    advance(240_000)
    await browser.post('/refresh', NOW)
    advance(240_000)
    expect(await (await browser.post('/refresh', NOW)).json()).toMatchObject({
      endsInSeconds: { 'token-expired': 300, 'max-lifetime': 120 },
      extendable: false,
      sessionAgeSeconds: 480,
    })
    advance(120_000)
    expect(await (await browser.send('/peek')).json()).toEqual({ status: 'rejected', reason: 'max-lifetime' })
    expect(await (await browser.post('/refresh', NOW)).json()).toEqual({ status: 'rejected', reason: 'max-lifetime' })
    expect(provider.revoked).toEqual([expect.stringMatching(/^sekret-refresh-/)])
  })

  test('no refresh is sent after the refresh token is over, and the session ends at token expiry', async () => {
    const { browser, provider, advance } = serverWorld({ limits: { refreshTokenLifetime: '6m' } })
    await browser.signIn()
    advance(240_000)
    expect(await (await browser.post('/refresh', NOW)).json()).toMatchObject({
      endsInSeconds: { 'token-expired': 300, 'refresh-expired': 120 },
    })
    advance(120_000)
    expect(await (await browser.post('/refresh', NOW)).json()).toMatchObject({
      status: 'live',
      endsInSeconds: { 'token-expired': 180, 'refresh-expired': 0 },
      extendable: false,
    })
    expect(provider.tokenRequests.filter((type) => type === 'refresh_token')).toHaveLength(1)
    advance(180_000)
    expect(await (await browser.post('/refresh', NOW)).json()).toEqual({ status: 'rejected', reason: 'refresh-expired' })
  })

  test('the refresh window is counted from the last refresh', async () => {
    const { browser, advance } = serverWorld({ limits: { refreshWindow: '20m' } })
    await browser.signIn()
    advance(19 * 60_000)
    expect((await browser.post('/refresh', NOW)).status).toBe(200)
    advance(20 * 60_000)
    expect((await browser.post('/refresh', NOW)).status).toBe(401)
  })

  test('an end by a limit takes nothing from a sign-in that came while the provider was told', async () => {
    const { browser, provider, advance } = serverWorld({ limits: { maxLifetime: '10m' } })
    await browser.signIn()
    advance(600_000)
    const release = provider.holdRevocations()
    const ending = browser.post('/refresh', NOW)
    await until(() => provider.revoked.length === 1)
    await browser.signIn()
    release()
    expect((await ending).status).toBe(401)
    expect(await (await browser.send('/peek')).json()).toMatchObject({ status: 'live' })
  })
})
