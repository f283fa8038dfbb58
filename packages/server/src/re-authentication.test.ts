import { SESSION_HEADER } from '@stillhere/core'
import { describe, expect, test } from 'vitest'
import { memoryStore, type SessionStore } from './index.ts'
import { peek, serverWorld } from './test-support/world.ts'

const SESSION_COOKIE = '__Host-stillhere'

describe('parameters of the login', () => {
  test.each([
    ['prompt=login', { prompt: 'login consent', max_age: '0' }],
    ['prompt=login&max_age=300', { prompt: 'login consent', max_age: '0' }],
    ['prompt=select_account', { prompt: 'select_account consent' }],
    ['prompt=none', { prompt: 'none' }],
    ['prompt=none%20login&max_age=0', { prompt: 'none', max_age: '0' }],
    ['prompt=evil%20select_account', { prompt: 'select_account consent' }],
  ])('IAS-7 %s asks the provider as it should', async (query, passed) => {
    const { browser } = serverWorld()
    const asked = new URL((await browser.send(`/login?return_to=/&${query}`)).headers.get('location') ?? '').searchParams
    expect(Object.fromEntries(asked)).toMatchObject(passed)
  })

  test.each(['login_required', 'interaction_required', 'consent_required', 'account_selection_required'])(
    'a sign-in without a page that would have needed one (%s) goes back as it came; any other stays at a page',
    async (error) => {
      const { browser, problems } = serverWorld()
      const statuses = []
      for (const query of ['prompt=none', 'prompt=login']) {
        const asked = new URL((await browser.send(`/login?return_to=/cases&${query}`)).headers.get('location') ?? '').searchParams
        const back = await browser.send(`/callback?error=${error}&iss=https%3A%2F%2Fid.example&state=${asked.get('state')}`)
        statuses.push([back.status, back.headers.get('location')])
      }
      expect(statuses).toEqual([
        [303, 'https://app.example/cases'],
        [502, null],
      ])
      expect(problems).toHaveLength(1)
    },
  )
})

describe('a re-authentication', () => {
  async function signedIn() {
    const world = serverWorld({ limits: { inactivity: '30m', maxLifetime: '8h' } })
    world.provider.expiresIn = 86_400
    await world.browser.signIn('ada')
    world.advance(20 * 60_000)
    const { sessionKey } = await peek(world.browser)
    return { ...world, sessionKey, cookie: world.browser.cookie(SESSION_COOKIE) }
  }

  test('IAS-7 keeps the session’s name, changes its cookie, and begins inactivity and maximum lifetime anew', async () => {
    const world = await signedIn()
    await world.browser.signIn('ada', '/pay', { prompt: 'login' })
    expect(await peek(world.browser)).toMatchObject({
      sessionKey: world.sessionKey,
      sessionAgeSeconds: 0,
      authAgeSeconds: 0,
      endsInSeconds: { inactive: 1800, 'max-lifetime': 28_800 },
    })
    expect(world.browser.cookie(SESSION_COOKIE)).not.toBe(world.cookie)
  })

  test('leaves the maximum lifetime alone when the user was not authenticated anew', async () => {
    const world = await signedIn()
    world.provider.authTime = 1_900_000_000
    await world.browser.signIn('ada', '/pay', { max_age: '3600' })
    expect(await peek(world.browser)).toMatchObject({ sessionKey: world.sessionKey, endsInSeconds: { 'max-lifetime': 27_600 } })
  })

  test('is none for a plain sign-in: the session id changes', async () => {
    const world = await signedIn()
    await world.browser.signIn('ada')
    expect((await peek(world.browser))['sessionKey']).not.toBe(world.sessionKey)
  })

  test('that the store cannot take costs nothing of the session that was there', async () => {
    const inner = memoryStore({ now: () => 1_900_000_000_000 })
    let full = false
    const store: SessionStore = {
      ...inner,
      set: (key, value, write) =>
        full && write.revision === null && key.includes(':session:') ? Promise.reject(new Error('full')) : inner.set(key, value, write),
    }
    const world = serverWorld({ store })
    await world.browser.signIn('ada')
    const before = await peek(world.browser)
    full = true
    expect((await world.browser.signIn('ada', '/', { prompt: 'login' })).status).toBe(503)
    expect(await peek(world.browser)).toEqual(before)
  })

  test('does not bring back a session that was over', async () => {
    const world = await signedIn()
    world.advance(30 * 60_000)
    await world.browser.signIn('ada', '/pay', { prompt: 'login' })
    expect((await peek(world.browser))['sessionKey']).not.toBe(world.sessionKey)
    expect(world.provider.revoked).toEqual([])
  })

  test('R-70 as another user is another session: requests that mean the former one are answered 409', async () => {
    const world = await signedIn()
    await world.browser.signIn('grace', '/pay', { prompt: 'login' })
    const { sessionKey } = await peek(world.browser)
    expect(sessionKey).not.toBe(world.sessionKey)
    const late = await world.browser.post('/refresh', { minValiditySeconds: 0 }, String(world.sessionKey))
    expect([late.status, await late.json()]).toEqual([409, { status: 'rejected', reason: 'replaced' }])
  })

  test('a request that was under way with the cookie of before is told to ask again, and not that all is over', async () => {
    const world = await signedIn()
    await world.browser.signIn('ada', '/pay', { prompt: 'login' })
    const headers = { cookie: `${SESSION_COOKIE}=${world.cookie}`, [SESSION_HEADER]: String(world.sessionKey) }
    const late = await world.server.handle(new Request('https://app.example/session/peek', { headers }))
    expect([late.status, await late.json()]).toEqual([409, { status: 'rejected', reason: 'replaced' }])
  })

  test('stays remembered, or not, as the sign-in was', async () => {
    const world = serverWorld({ limits: { remembered: { maxLifetime: '30d' } } })
    await world.browser.signIn('ada', '/', { remember: '1' })
    await world.browser.signIn('ada', '/', { prompt: 'login' })
    expect(await peek(world.browser)).toMatchObject({ remembered: true })
    expect(world.browser.setCookies.at(-1)).toContain('Max-Age=2592000')
  })
})
