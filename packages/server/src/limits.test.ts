import { BACKGROUND_HEADER } from '@stillhere/core'
import { describe, expect, test } from 'vitest'
import { settled, until } from './test-support/waiting.ts'
import { peek, type ServerWorld, serverWorld, signedInForLong } from './test-support/world.ts'

const MINUTE = 60_000
const HOUR = 3_600_000
const ANY = { minValiditySeconds: 0 }
const RENEW = { minValiditySeconds: 3600 }
const LIMITS = { inactivity: '15m' } as const

describe('inactivity', () => {
  test('R-71 ends the session fifteen minutes after the last presence, to the millisecond, and for every endpoint', async () => {
    const world = await signedInForLong({ limits: LIMITS })
    const { browser, server, advance } = world
    advance(15 * MINUTE - 1)
    expect(await peek(world.browser)).toMatchObject({ status: 'live', endsInSeconds: { inactive: 0.001 }, extendable: true })
    advance(1)
    const over = { status: 'rejected', reason: 'inactive' }
    expect(await peek(world.browser)).toEqual(over)
    for (const path of ['/refresh', '/extend']) {
      const answer = await browser.post(path, ANY)
      expect([answer.status, await answer.json()]).toEqual([401, over])
    }
    const required = await server.requireSession(browser.request())
    if (required.ok) throw new Error('The session is over.')
    expect([required.response.status, await required.response.json()]).toEqual([401, over])
    expect(await server.accessToken(browser.request())).toBeNull()
    expect(await server.peek(browser.request().headers)).toEqual(over)
  })

  test('R-71 revokes the tokens of a session that it has ended, once, however many ask', async () => {
    const world = await signedInForLong({ limits: LIMITS })
    const { browser, provider, advance } = world
    advance(15 * MINUTE)
    await Promise.all(Array.from({ length: 10 }, () => browser.send('/peek')))
    await until(() => provider.revoked.length > 0)
    await settled()
    expect(provider.revoked).toEqual([expect.stringMatching(/^sekret-refresh-/)])
  })

  test('the reason is told for an hour, and then nothing', async () => {
    const world = await signedInForLong({ limits: LIMITS })
    world.advance(15 * MINUTE)
    await peek(world.browser)
    world.advance(HOUR - 1)
    expect(await peek(world.browser)).toEqual({ status: 'rejected', reason: 'inactive' })
    world.advance(1)
    expect(await peek(world.browser)).toEqual({ status: 'rejected' })
  })

  test('an answer does not wait for a provider that is down', async () => {
    const world = await signedInForLong({ limits: LIMITS })
    world.provider.holdRevocations()
    world.advance(15 * MINUTE)
    expect(await peek(world.browser)).toEqual({ status: 'rejected', reason: 'inactive' })
  })

  test('R-53 extending counts from its own instant', async () => {
    const world = await signedInForLong({ limits: LIMITS })
    world.advance(14 * MINUTE)
    expect(await (await world.browser.post('/extend', ANY)).json()).toMatchObject({ endsInSeconds: { inactive: 900 } })
    world.advance(5000)
    await world.browser.post('/extend', ANY)
    world.advance(15 * MINUTE - 1)
    expect(await peek(world.browser)).toMatchObject({ status: 'live' })
    world.advance(1)
    expect(await peek(world.browser)).toMatchObject({ reason: 'inactive' })
  })

  test('presence counts although the provider cannot renew just now', async () => {
    const world = await signedInForLong({ limits: LIMITS })
    world.advance(14 * MINUTE)
    world.provider.next('down')
    expect((await world.browser.post('/extend', { minValiditySeconds: 31 * 24 * 3600 })).status).toBe(503)
    world.advance(14 * MINUTE)
    expect(await peek(world.browser)).toMatchObject({ status: 'live' })
  })

  test.each([
    ['peeking', (world: ServerWorld) => world.browser.send('/peek')],
    ['refreshing', (world: ServerWorld) => world.browser.post('/refresh', RENEW)],
    ['server rendering', (world: ServerWorld) => world.server.peek(world.browser.request().headers)],
    ['a marked request', (world: ServerWorld) => world.server.requireSession(world.browser.request({ [BACKGROUND_HEADER]: '1' }))],
    ['a request for machine work', (world: ServerWorld) => world.server.requireSession(world.browser.request(), { background: true })],
    ['a token for a marked request', (world: ServerWorld) => world.server.accessToken(world.browser.request({ [BACKGROUND_HEADER]: '1' }))],
    [
      'a request of another site',
      (world: ServerWorld) => world.server.requireSession(world.browser.request({ 'sec-fetch-site': 'cross-site' })),
    ],
  ])('R-56 P-14 P-15 %s every ten seconds keeps nobody in', async (_what, ask) => {
    const world = await signedInForLong({ limits: LIMITS })
    for (let passed = 0; passed < 15 * MINUTE - 10_000; passed += 10_000) {
      world.advance(10_000)
      await ask(world)
    }
    expect(await peek(world.browser)).toMatchObject({ status: 'live', endsInSeconds: { inactive: 10 } })
    world.advance(10_000)
    expect(await peek(world.browser)).toEqual({ status: 'rejected', reason: 'inactive' })
  })

  test.each([
    ['a request of the app', (world: ServerWorld) => world.server.requireSession(world.browser.request())],
    ['a request for a token', (world: ServerWorld) => world.server.accessToken(world.browser.request({ 'sec-fetch-site': 'same-origin' }))],
  ])('%s is presence, noted in steps of ten seconds', async (_what, ask) => {
    const world = await signedInForLong({ limits: LIMITS })
    world.advance(5000)
    await ask(world)
    expect(await peek(world.browser)).toMatchObject({ endsInSeconds: { inactive: 895 } })
    world.advance(5000)
    await ask(world)
    expect(await peek(world.browser)).toMatchObject({ endsInSeconds: { inactive: 900 } })
  })

  test('presence that is noted while the provider is asked for new tokens costs none of the two', async () => {
    const world = await signedInForLong({ limits: LIMITS })
    const { browser, server, provider, advance } = world
    const release = provider.hold()
    const renewing = browser.post('/refresh', { minValiditySeconds: 31 * 24 * 3600 })
    await until(() => provider.tokenRequests.length === 2)
    advance(10 * MINUTE)
    await server.requireSession(browser.request())
    release()
    expect(await (await renewing).json()).toMatchObject({ endsInSeconds: { inactive: 900 } })
    expect((await browser.post('/refresh', { minValiditySeconds: 31 * 24 * 3600 })).status).toBe(200)
    expect(provider.reuses()).toBe(0)
  })

  test('nothing is written for requests where no limit counts presence', async () => {
    const writes: string[] = []
    const world = serverWorld({ limits: { maxLifetime: '8h' } })
    const { browser, server, advance } = await signedInForLong({
      limits: { maxLifetime: '8h' },
      store: { ...world.store, set: (key, ...rest) => (writes.push(key), world.store.set(key, ...rest)) },
    })
    writes.length = 0
    advance(MINUTE)
    await server.requireSession(browser.request())
    await browser.post('/extend', ANY)
    expect(writes).toEqual([])
  })
})

describe('server idle', () => {
  test('R-71 counts renewals and presence, and nothing else', async () => {
    const world = await signedInForLong({ limits: { serverIdle: '30m' } })
    const { browser, advance } = world
    advance(29 * MINUTE)
    await browser.post('/refresh', { minValiditySeconds: 31 * 24 * 3600 })
    advance(29 * MINUTE)
    await browser.post('/extend', ANY)
    advance(29 * MINUTE)
    await browser.post('/refresh', ANY)
    expect(await peek(world.browser)).toMatchObject({ status: 'live', endsInSeconds: { 'server-idle': 60 } })
    advance(MINUTE)
    expect(await peek(world.browser)).toEqual({ status: 'rejected', reason: 'server-idle' })
  })
})

describe('the maximum lifetime', () => {
  test('R-71 ends a session that claims presence in a loop, and one whose tokens are renewed', async () => {
    const world = await signedInForLong({ limits: { inactivity: '15m', maxLifetime: '8h' } })
    for (let passed = 0; passed < 8 * HOUR - MINUTE; passed += MINUTE) {
      world.advance(MINUTE)
      expect((await world.browser.post('/extend', { minValiditySeconds: 31 * 24 * 3600 })).status).toBe(200)
    }
    expect(await peek(world.browser)).toMatchObject({ endsInSeconds: { 'max-lifetime': 60 }, extendable: false })
    world.advance(MINUTE)
    expect((await world.browser.post('/extend', ANY)).status).toBe(401)
    expect(await peek(world.browser)).toEqual({ status: 'rejected', reason: 'max-lifetime' })
  })
})

describe('a maximum lifetime that is counted from the authentication', () => {
  const FROM_AUTH_TIME = { maxLifetime: '8h', maxLifetimeFrom: 'auth_time' } as const
  const HOUR = 60 * MINUTE

  test('R-57 ends the session so long after auth_time, whenever it was begun', async () => {
    const world = serverWorld({ limits: FROM_AUTH_TIME })
    world.provider.expiresIn = 30 * 24 * 3600
    world.provider.authTime = 1_900_000_000 - 5 * 3600
    await world.browser.signIn()
    expect(await peek(world.browser)).toMatchObject({ endsInSeconds: { 'max-lifetime': 3 * 3600 } })
    world.advance(3 * HOUR)
    expect(await peek(world.browser)).toEqual({ status: 'rejected', reason: 'max-lifetime' })
  })

  test('R-71 is not got past by signing in again and again without anybody: the provider is asked for somebody', async () => {
    const world = serverWorld({ limits: FROM_AUTH_TIME })
    const asked = async (query: string): Promise<string | null> =>
      new URL((await world.browser.send(`/login?${query}`)).headers.get('location') ?? '').searchParams.get('max_age')
    expect(await Promise.all(['return_to=/', 'prompt=none', 'max_age=99999', 'max_age=300', 'prompt=login'].map(asked))).toEqual([
      '28800',
      '28800',
      '28800',
      '300',
      '0',
    ])
    // A provider that does not care is not believed.
    world.provider.authTime = 1_900_000_000 - 8 * 3600 - 60
    await world.browser.signIn()
    expect(await peek(world.browser)).toEqual({ status: 'rejected' })
    expect(world.problems).toEqual([expect.stringContaining('auth_time')])
  })

  test('has the figure of who is remembered for who asks to be', async () => {
    const world = serverWorld({ limits: { ...FROM_AUTH_TIME, remembered: { maxLifetime: '30d' } } })
    const out = await world.browser.send('/login?remember=1')
    expect(new URL(out.headers.get('location') ?? '').searchParams.get('max_age')).toBe('2592000')
  })

  test('a sign-in is none of a re-authentication for that: the session id changes', async () => {
    const world = await signedInForLong({ limits: FROM_AUTH_TIME })
    const { sessionKey } = await peek(world.browser)
    await world.browser.signIn()
    expect((await peek(world.browser))['sessionKey']).not.toBe(sessionKey)
  })

  test('is refused without a maximum lifetime', () => {
    expect(() => serverWorld({ limits: { maxLifetimeFrom: 'auth_time' } })).toThrow('limits.maxLifetimeFrom')
  })
})

describe('a remembered session', () => {
  const limits = { inactivity: '15m', maxLifetime: '8h', remembered: { inactivity: '7d', maxLifetime: '30d' } } as const

  test('has limits of its own, says so, and its cookie outlives the browser', async () => {
    const world = serverWorld({ limits })
    await world.browser.signIn('ada', '/', { remember: '1' })
    expect(world.browser.setCookies.at(-1)).toContain('; Max-Age=2592000')
    world.advance(2 * HOUR)
    expect(await peek(world.browser)).toMatchObject({
      status: 'live',
      remembered: true,
      endsInSeconds: { inactive: 6 * 86_400 + 22 * 3600, 'max-lifetime': 30 * 86_400 - 7200 },
    })
  })

  test('takes from the plain limits what its own do not name', async () => {
    const world = serverWorld({ limits: { ...limits, remembered: { maxLifetime: '30d' } } })
    await world.browser.signIn('ada', '/', { remember: '1' })
    expect(await peek(world.browser)).toMatchObject({ endsInSeconds: { inactive: 900, 'max-lifetime': 2_592_000 } })
  })

  test.each([
    ['who does not ask for it', limits, {}],
    ['where the server remembers nobody', { inactivity: '15m' } as const, { remember: '1' }],
  ])('is none for a user %s', async (_who, given, asked) => {
    const world = serverWorld({ limits: given })
    await world.browser.signIn('ada', '/', asked)
    expect(world.browser.setCookies.at(-1)).not.toContain('Max-Age')
    const answer = await peek(world.browser)
    expect(answer).toMatchObject({ endsInSeconds: { inactive: 900 } })
    expect(answer).not.toHaveProperty('remembered')
  })
})

describe('the end of the tokens', () => {
  test('IAS-5 ends the session of the application too, and its cookie names nothing any more', async () => {
    const world = await signedInForLong({ limits: { inactivity: '15m', maxLifetime: '8h' } })
    world.provider.next(() => Response.json({ error: 'invalid_grant' }, { status: 400 }))
    expect((await world.browser.post('/refresh', { minValiditySeconds: 31 * 24 * 3600 })).status).toBe(401)
    expect(await peek(world.browser)).toEqual({ status: 'rejected', reason: 'refresh-rejected' })
  })

  test('IAS-5 leaves a session alone that is to outlive them, until a limit of its own', async () => {
    const world = await signedInForLong({ limits: { maxLifetime: '8h' }, afterTokens: 'keep' })
    const { browser, server, provider, advance } = world
    const live = { status: 'live', endsInSeconds: { 'max-lifetime': 28_800 }, extendable: false }
    expect(await peek(world.browser)).toMatchObject(live)
    expect(Object.keys((await peek(world.browser))['endsInSeconds'] ?? {})).toEqual(['max-lifetime'])
    provider.next(() => Response.json({ error: 'invalid_grant' }, { status: 400 }))
    const refused = await browser.post('/refresh', { minValiditySeconds: 31 * 24 * 3600 })
    expect([refused.status, await refused.json()]).toMatchObject([200, live])
    expect(await server.accessToken(browser.request())).toBeNull()
    expect((await server.requireSession(browser.request())).ok).toBe(true)
    advance(8 * HOUR)
    expect(await peek(world.browser)).toEqual({ status: 'rejected', reason: 'max-lifetime' })
  })

  test('is not to be outlived without any limit', () => {
    expect(() => serverWorld({ afterTokens: 'keep' })).toThrow(/afterTokens is "keep", but it would let sessions live for ever/)
    expect(() => serverWorld({ afterTokens: 'keep', limits: { inactivity: '1h' } })).not.toThrow()
  })
})
