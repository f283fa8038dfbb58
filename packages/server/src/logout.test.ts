import { describe, expect, test } from 'vitest'
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
    expect((await browser.post('/logout', OUT)).status).toBe(200)
    expect(browser.cookie('__Host-stillhere')).toBeNull()
    expect(await server.peek(new Headers({ cookie }))).toEqual({ status: 'rejected' })
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

  test('R-80 refuses to return anywhere but to a path of this origin, and stays signed in', async () => {
    const { browser } = serverWorld()
    await browser.signIn()
    expect((await browser.post('/logout', { reason: 'signed-out', returnTo: '/\\evil.example' })).status).toBe(400)
    expect(await (await browser.send('/peek')).json()).toMatchObject({ status: 'live' })
  })

  test('is answered 200 when nobody is signed in', async () => {
    const { browser } = serverWorld()
    const answer = await browser.post('/logout', OUT)
    expect([answer.status, await answer.json()]).toEqual([200, { redirectTo: null }])
  })
})
