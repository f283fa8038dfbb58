import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { memoryStore, type SessionStore } from './index.ts'
import { settled } from './test-support/waiting.ts'
import { sendLogoutTokens, peek, type ServerWorld, serverWorld, testBrowser, type TestBrowser } from './test-support/world.ts'

const HEARTBEAT_MS = 25_000

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }))
afterEach(() => void vi.useRealTimers())

interface Heard {
  readonly status: number
  readonly headers: Headers
  /** All that came so far. */
  text(): Promise<string>
  readonly over: () => boolean
  cancel(): Promise<void>
}

async function listenTo(browser: TestBrowser, sessionKey?: string, signal?: AbortSignal): Promise<Heard> {
  const query = sessionKey === undefined ? '' : `?session=${encodeURIComponent(sessionKey)}`
  const { status, headers, body } = await browser.send(`/events${query}`, signal ? { signal } : {})
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  let over = !reader
  void (async () => {
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) text += part.value
    over = true
  })().catch(() => void (over = true))
  return { status, headers, text: async () => (await settled(), text), over: () => over, cancel: async () => reader?.cancel() }
}

const keyOf = async (browser: TestBrowser): Promise<string> => String((await peek(browser))['sessionKey'])

describe('the stream of a session', () => {
  test('begins at once, may not be kept or collected by anybody, and beats every 25 seconds', async () => {
    const { browser } = serverWorld()
    await browser.signIn()
    const heard = await listenTo(browser, await keyOf(browser))
    expect([heard.status, heard.headers.get('content-type'), heard.headers.get('cache-control')]).toEqual([
      200,
      'text/event-stream; charset=utf-8',
      'no-store',
    ])
    expect(heard.headers.get('x-accel-buffering')).toBe('no')
    expect(await heard.text()).toBe(':\n\n')
    vi.advanceTimersByTime(HEARTBEAT_MS)
    expect(await heard.text()).toBe(':\n\n:\n\n')
    expect(heard.over()).toBe(false)
  })

  test('IAS-8 tells three open pages of a back-channel logout, and closes', async () => {
    const { browser, provider, server } = serverWorld()
    provider.sid = 'sid-1'
    await browser.signIn()
    const tabs = await Promise.all([1, 2, 3].map(() => listenTo(browser)))
    await settled()
    await sendLogoutTokens(server, await provider.logoutToken({ sid: 'sid-1' }))
    for (const tab of tabs) expect([await tab.text(), tab.over()]).toEqual([':\n\ndata: changed\n\n', true])
    expect(vi.getTimerCount()).toBe(0)
  })

  test.each([
    ['a sign-out', async ({ browser }: ServerWorld) => void (await browser.post('/logout', { reason: 'signed-out', returnTo: null }))],
    ['a refresh that the provider refuses', refused],
    ['somebody else’s sign-in', async ({ browser }: ServerWorld) => void (await browser.signIn('grace'))],
    ['a re-authentication, after which the page connects anew', async ({ browser }: ServerWorld) => reauthenticate(browser)],
  ])('ends with %s', async (_what, happen) => {
    const world = serverWorld()
    await world.browser.signIn()
    const heard = await listenTo(world.browser)
    await settled()
    await happen(world)
    expect([await heard.text(), heard.over()]).toEqual([':\n\ndata: changed\n\n', true])
  })

  test('ends with a limit, within a heartbeat', async () => {
    const { browser, advance } = serverWorld({ limits: { inactivity: '4m' } })
    await browser.signIn()
    const heard = await listenTo(browser)
    advance(240_000)
    vi.advanceTimersByTime(HEARTBEAT_MS)
    expect([(await heard.text()).endsWith('data: changed\n\n'), heard.over()]).toEqual([true, true])
  })

  test('R-56 P-14 is nobody’s presence, and renews nothing', async () => {
    const { browser, provider, advance } = serverWorld({ limits: { inactivity: '15m' } })
    provider.expiresIn = 3600
    await browser.signIn()
    await listenTo(browser)
    for (let beat = 0; beat < 30; beat += 1) {
      advance(HEARTBEAT_MS)
      vi.advanceTimersByTime(HEARTBEAT_MS)
      await settled()
    }
    expect(await peek(browser)).toMatchObject({ endsInSeconds: { inactive: 150 } })
    expect(provider.tokenRequests).toEqual(['authorization_code'])
  })

  test('hears of an end in another process, and of one whose message was lost with the next heartbeat', async () => {
    const inner = memoryStore({ now: () => 1_900_000_000_000 })
    let lost = false
    const store: SessionStore = {
      ...inner,
      publish: (...message) => (lost ? Promise.reject(new Error('down')) : inner.publish(...message)),
    }
    const { browser, anotherProcess } = serverWorld({ store })
    await browser.signIn()
    const told = await listenTo(browser)
    await settled()
    await browser.post('/logout', { reason: 'signed-out', returnTo: null }, undefined, anotherProcess())
    expect(await told.text()).toContain('changed')

    await browser.signIn()
    lost = true
    const untold = await listenTo(browser)
    await settled()
    expect((await browser.post('/logout', { reason: 'signed-out', returnTo: null }, undefined, anotherProcess())).status).toBe(200)
    expect(await untold.text()).not.toContain('changed')
    vi.advanceTimersByTime(HEARTBEAT_MS)
    expect(await untold.text()).toContain('changed')
  })

  test('goes on while the store is away', async () => {
    const inner = memoryStore({ now: () => 1_900_000_000_000 })
    let broken = false
    const { browser } = serverWorld({ store: { ...inner, get: (key) => (broken ? Promise.reject(new Error('down')) : inner.get(key)) } })
    await browser.signIn()
    const heard = await listenTo(browser)
    broken = true
    vi.advanceTimersByTime(HEARTBEAT_MS)
    expect([await heard.text(), heard.over()]).toEqual([':\n\n:\n\n', false])
  })

  test.each([
    ['nobody is signed in', async (_world: ServerWorld) => {}, undefined],
    ['the session is over', async (world: ServerWorld) => refused((await world.browser.signIn(), world)), undefined],
    ['the page means another one', async ({ browser }: ServerWorld) => void (await browser.signIn()), 'another'],
  ])('is not to be had when %s: 204, after which browsers stop asking', async (_when, prepare, key) => {
    const world = serverWorld()
    await prepare(world)
    expect((await listenTo(world.browser, key)).status).toBe(204)
  })

  test.each(['cancel', 'abort'] as const)('leaves nothing behind when the browser goes away (%s)', async (how) => {
    const inner = memoryStore({ now: () => 1_900_000_000_000 })
    let listening = 0
    const store: SessionStore = {
      ...inner,
      subscribe: (...what) => {
        listening += 1
        const stop = inner.subscribe(...what)
        return () => ((listening -= 1), stop())
      },
    }
    const { browser } = serverWorld({ store })
    await browser.signIn()
    const leaving = new AbortController()
    const heard = await listenTo(browser, undefined, leaving.signal)
    await settled()
    expect([listening, vi.getTimerCount()]).toEqual([1, 1])
    if (how === 'cancel') await heard.cancel()
    else leaving.abort()
    await settled()
    expect([listening, vi.getTimerCount()]).toEqual([0, 0])
  })

  test('is left at once by a page that was gone before it began', async () => {
    const { browser } = serverWorld()
    await browser.signIn()
    const gone = new AbortController()
    const listening = listenTo(browser, undefined, gone.signal)
    gone.abort()
    const heard = await listening
    await settled()
    expect([heard.over(), vi.getTimerCount()]).toEqual([true, 0])
  })

  test('is to be had a hundred times at once for one session, and again when one has gone', async () => {
    const { browser } = serverWorld()
    await browser.signIn()
    const streams = await Promise.all(Array.from({ length: 100 }, () => listenTo(browser)))
    expect(streams.every(({ status }) => status === 200)).toBe(true)
    expect((await listenTo(browser)).status).toBe(429)
    await streams[0]?.cancel()
    expect((await listenTo(browser)).status).toBe(200)
  })

  test('does not reach another user’s page', async () => {
    const { browser, server, provider } = serverWorld()
    const other = testBrowser(server, provider, 'https://app.example/session')
    await browser.signIn('ada')
    await other.signIn('grace')
    const heard = await listenTo(other)
    await browser.post('/logout', { reason: 'signed-out', returnTo: null })
    expect(await heard.text()).toBe(':\n\n')
  })
})

async function refused({ browser, provider }: ServerWorld): Promise<void> {
  provider.next(() => Response.json({ error: 'invalid_grant' }, { status: 400 }))
  await browser.post('/refresh', { minValiditySeconds: 3600 })
}

async function reauthenticate(browser: TestBrowser): Promise<void> {
  await browser.signIn('ada', '/', { max_age: '0' })
}
