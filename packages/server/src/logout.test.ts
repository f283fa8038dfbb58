import { describe, expect, test } from 'vitest'
import { memoryStore, type SessionStore } from './index.ts'
import { troubledStore } from './test-support/troubled-store.ts'
import { until } from './test-support/waiting.ts'
import { serverWorld } from './test-support/world.ts'

const OUT = { reason: 'signed-out', returnTo: null }

describe('signing out', () => {
  test('ends the session, revokes the refresh token and leads through the provider to the path that was asked for', async () => {
    const { browser, provider } = serverWorld()
    await browser.signIn()
    const answer = await browser.post('/logout', { reason: 'signed-out', returnTo: '/goodbye' })
    expect(await answer.json()).toEqual({ redirectTo: 'https://app.example/session/leave' })
    expect(browser.cookie('__Host-stillhere')).toBeNull()
    expect(provider.revoked).toEqual([expect.stringMatching(/^sekret-refresh-/)])

    const leave = new URL((await browser.send('/leave')).headers.get('location') ?? '')
    expect(leave.origin + leave.pathname).toBe('https://id.example/end-session')
    expect(Object.fromEntries(leave.searchParams)).toMatchObject({
      id_token_hint: expect.stringMatching(/^eyJ/),
      client_id: 'app',
      post_logout_redirect_uri: 'https://app.example/session/signed-out',
    })
    const landed = await browser.send(`/signed-out?state=${leave.searchParams.get('state')}`)
    expect(landed.headers.get('location')).toBe('https://app.example/goodbye')
    expect(browser.cookieHeader()).not.toContain('leaving')
  })

  test('holds the ID token for one departure only', async () => {
    const { browser } = serverWorld({ postLogoutPath: '/home' })
    await browser.signIn()
    await browser.post('/logout', OUT)
    await browser.send('/leave')
    expect((await browser.send('/leave')).headers.get('location')).toBe('https://app.example/home')
  })

  test('lands on the home path when the state is not the one it left with', async () => {
    const { browser } = serverWorld({ postLogoutPath: '/home' })
    await browser.signIn()
    await browser.post('/logout', { reason: 'signed-out', returnTo: '/goodbye' })
    await browser.send('/leave')
    expect((await browser.send('/signed-out?state=forged')).headers.get('location')).toBe('https://app.example/home')
  })

  test('R-75 works while the provider is down', async () => {
    const { browser, provider, server } = serverWorld()
    await browser.signIn()
    const cookie = browser.cookieHeader()
    provider.setDown(true)
    const answer = await browser.post('/logout', OUT)
    // Not on to a provider that is not there: the browser would end at an error page.
    expect([answer.status, await answer.json()]).toEqual([200, { redirectTo: null, revoked: false }])
    expect(browser.cookie('__Host-stillhere')).toBeNull()
    expect(await server.peek(new Headers({ cookie }))).toEqual({ status: 'rejected', reason: 'signed-out' })
  })

  test('leads nowhere when the provider has no end-session endpoint', async () => {
    const { browser, provider } = serverWorld()
    delete provider.metadata['end_session_endpoint']
    await browser.signIn()
    expect(await (await browser.post('/logout', OUT)).json()).toEqual({ redirectTo: null })
  })

  test.each(['inactive', 'max-lifetime', 'token-expired'])('for the reason %s ends here and revokes, and leads nowhere', async (reason) => {
    const { browser, provider } = serverWorld()
    await browser.signIn()
    expect(await (await browser.post('/logout', { reason, returnTo: null })).json()).toEqual({ redirectTo: null })
    expect(provider.revoked).toHaveLength(1)
    expect(await (await browser.send('/peek')).json()).toEqual({ status: 'rejected' })
  })

  test.each([['/\\evil.example'], ['//evil.example'], [`/${'a'.repeat(20_000)}`], [7]])(
    'R-80 ends the session and lands on the home path when it is to return to %j',
    async (returnTo) => {
      const { browser } = serverWorld({ postLogoutPath: '/home' })
      await browser.signIn()
      expect((await browser.post('/logout', { reason: 'signed-out', returnTo })).status).toBe(200)
      expect(await (await browser.send('/peek')).json()).toEqual({ status: 'rejected' })
      const state = new URL((await browser.send('/leave')).headers.get('location') ?? '').searchParams.get('state')
      expect((await browser.send(`/signed-out?state=${state}`)).headers.get('location')).toBe('https://app.example/home')
    },
  )

  test('revokes the newest token when a refresh was written after the session was looked up', async () => {
    const store = troubledStore()
    const { browser, provider, server } = serverWorld({ store })
    await browser.signIn()
    const cookie = browser.cookieHeader()
    const release = provider.hold()
    const refreshing = browser.post('/refresh', { minValiditySeconds: 3600 })
    await until(() => provider.tokenRequests.includes('refresh_token'))
    const handOver = store.holdNextRead()
    const leaving = browser.post('/logout', OUT)
    release()
    expect((await refreshing).status).toBe(200)
    handOver()
    expect((await leaving).status).toBe(200)
    expect(provider.revoked).toEqual(['sekret-refresh-3'])
    expect(await server.peek(new Headers({ cookie }))).toEqual({ status: 'rejected', reason: 'signed-out' })
  })

  test('R-76 tells the developer when the provider has not confirmed the revocation, and is done all the same', async () => {
    const { browser, provider, problems } = serverWorld()
    await browser.signIn()
    provider.revocationStatus = 503
    const answer = await browser.post('/logout', OUT)
    expect([answer.status, await answer.json()]).toEqual([200, { redirectTo: 'https://app.example/session/leave', revoked: false }])
    expect(problems).toEqual([expect.stringMatching(/^backend-unavailable: .*revo/)])
    expect(problems.join()).not.toContain('sekret')
  })

  test('R-76 does not speak of a revocation that there is no endpoint for', async () => {
    const { browser, provider } = serverWorld()
    delete provider.metadata['revocation_endpoint']
    await browser.signIn()
    expect(await (await browser.post('/logout', { reason: 'inactive', returnTo: null })).json()).toEqual({
      redirectTo: null,
      revoked: false,
    })
  })

  test('of a session that a limit has ended unnoticed still leads through the provider, and the limit is the reason', async () => {
    const { browser, server, advance } = serverWorld({ limits: { maxLifetime: '4m' } })
    await browser.signIn()
    const cookie = browser.cookieHeader()
    advance(240_000)
    expect(await (await browser.post('/logout', OUT)).json()).toEqual({ redirectTo: 'https://app.example/session/leave' })
    expect(await server.peek(new Headers({ cookie }))).toEqual({ status: 'rejected', reason: 'max-lifetime' })
  })

  test('R-76 revokes although the store does not say whether it has taken the end, and is to be told again', async () => {
    const store = troubledStore()
    const { browser, provider } = serverWorld({ store })
    await browser.signIn()
    store.failWrites(1)
    expect((await browser.post('/logout', OUT)).status).toBe(503)
    await until(() => provider.revoked.length === 1)
    expect((await browser.post('/logout', OUT)).status).toBe(200)
    expect(await (await browser.send('/peek')).json()).toEqual({ status: 'rejected' })
  })

  test('ends here alone when the store cannot keep the way through the provider', async () => {
    const inner = memoryStore()
    const store: SessionStore = {
      ...inner,
      set: (key, ...write) => (key.includes(':leaving:') ? Promise.reject(new Error('full')) : inner.set(key, ...write)),
    }
    const { browser, problems } = serverWorld({ store })
    await browser.signIn()
    const answer = await browser.post('/logout', OUT)
    expect([answer.status, await answer.json(), browser.cookie('__Host-stillhere')]).toEqual([200, { redirectTo: null }, null])
    expect(problems).toEqual([expect.stringMatching(/^backend-unavailable: /)])
  })

  test('is answered 200 when nobody is signed in', async () => {
    const { browser } = serverWorld()
    const answer = await browser.post('/logout', OUT)
    expect([answer.status, await answer.json()]).toEqual([200, { redirectTo: null }])
  })
})
