import { describe, expect, test } from 'vitest'
import { troubledStore } from './test-support/troubled-store.ts'
import { serverWorld } from './test-support/world.ts'

const NOW = { minValiditySeconds: 3600 }

describe('a store that fails to take what the provider has renewed', () => {
  test('is asked again', async () => {
    const store = troubledStore()
    const { browser, provider, problems } = serverWorld({ store })
    await browser.signIn()
    store.failWrites(2)
    expect((await browser.post('/refresh', NOW)).status).toBe(200)
    expect((await browser.post('/refresh', NOW)).status).toBe(200)
    expect([provider.reuses(), problems]).toEqual([0, []])
  })

  test('costs an answer and not the session: the rotated token is kept, told and put down later', async () => {
    const store = troubledStore()
    const { browser, server, provider, advance, anotherProcess } = serverWorld({ store })
    await browser.signIn()
    advance(240_000)
    store.failWrites(3)
    expect((await browser.post('/refresh', NOW)).status).toBe(503)
    expect(await (await browser.send('/peek')).json()).toMatchObject({ endsInSeconds: { 'token-expired': 300 } })
    const api = new Request('https://app.example/api', { headers: { cookie: browser.cookieHeader() } })
    expect(await server.accessToken(api)).toBe('sekret-access-3')
    expect((await browser.post('/refresh', { minValiditySeconds: 10 })).status).toBe(200)
    expect((await browser.post('/refresh', NOW, undefined, anotherProcess())).status).toBe(200)
    expect(provider.reuses()).toBe(0)
  })

  test('is not asked for another rotation while it cannot take the first', async () => {
    const store = troubledStore()
    const { browser, provider } = serverWorld({ store })
    await browser.signIn()
    store.failWrites(6)
    expect((await browser.post('/refresh', NOW)).status).toBe(503)
    expect((await browser.post('/refresh', NOW)).status).toBe(503)
    expect(provider.tokenRequests.filter((type) => type === 'refresh_token')).toHaveLength(1)
    expect((await browser.post('/refresh', NOW)).status).toBe(200)
    expect(provider.reuses()).toBe(0)
  })

  test('leaves no token behind when the user signs out then', async () => {
    const store = troubledStore()
    const { browser, provider } = serverWorld({ store })
    await browser.signIn()
    store.failWrites(3)
    await browser.post('/refresh', NOW)
    await browser.post('/logout', { reason: 'signed-out', returnTo: null })
    expect(provider.revoked).toEqual(['sekret-refresh-3'])
  })
})

describe('a store that takes its time', () => {
  test('asks the provider for a request that wants more than the one before it, which needed nothing', async () => {
    const store = troubledStore()
    const { browser, provider } = serverWorld({ store })
    await browser.signIn()
    store.slow = true
    const asked = [10, 3600, 3600, 3600].map((minValiditySeconds) => browser.post('/refresh', { minValiditySeconds }))
    expect((await Promise.all(asked)).map((answer) => answer.status)).toEqual(Array(4).fill(200))
    expect(provider.tokenRequests.filter((type) => type === 'refresh_token')).toHaveLength(1)
  })
})
