import { afterEach, describe, expect, test, vi } from 'vitest'
import { troubledStore } from './test-support/troubled-store.ts'
import { settled } from './test-support/waiting.ts'
import { serverWorld } from './test-support/world.ts'

const NOW = { minValiditySeconds: 3600 }

afterEach(() => void vi.useRealTimers())

/** Lets time pass until it has happened. */
async function inTime<T>(asked: Promise<T>): Promise<T> {
  let isOver = false
  void asked.finally(() => (isOver = true))
  while (!isOver) {
    await vi.advanceTimersByTimeAsync(50)
    await settled()
  }
  return asked
}

async function pass(ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 100) {
    await vi.advanceTimersByTimeAsync(100)
    await settled()
  }
}

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

  test('is asked again although nobody comes back to this process, so that another one does not spend a token twice', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const store = troubledStore()
    const { browser, provider, advance, anotherProcess } = serverWorld({ store })
    const other = anotherProcess()
    await browser.signIn()
    advance(240_000)
    store.failWrites(4)
    expect((await inTime(browser.post('/refresh', NOW))).status).toBe(503)
    await pass(3000)
    expect((await browser.post('/refresh', NOW, undefined, other)).status).toBe(200)
    expect([provider.reuses(), vi.getTimerCount()]).toEqual([0, 0])
  })

  test('is left alone once the session has been written by somebody else, or is over', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const store = troubledStore()
    const { browser, server, anotherProcess } = serverWorld({ store })
    const cookie = (): Headers => new Headers({ cookie: browser.cookieHeader() })
    await browser.signIn()
    const headers = cookie()
    store.failWrites(3)
    expect((await inTime(browser.post('/refresh', NOW))).status).toBe(503)
    await browser.post('/logout', { reason: 'signed-out', returnTo: null }, undefined, anotherProcess())
    await pass(3000)
    expect(await server.peek(headers)).toEqual({ status: 'rejected', reason: 'signed-out' })
    expect(vi.getTimerCount()).toBe(0)
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
