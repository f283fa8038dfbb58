import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { fakeProvider } from './test-support/fake-provider.ts'
import { CALL, newTab, openPage, REFRESH, SIGN_OUT, signedInPage } from './test-support/fake-page.ts'

beforeEach(() => vi.useFakeTimers({ toFake: ['Date'] }))
afterEach(() => vi.useRealTimers())

const live = { status: 'live', userId: 'ada' }
const rejected = { status: 'rejected' }
const tokenRequests = (provider: ReturnType<typeof fakeProvider>): number =>
  provider.received.filter(({ path }) => path === '/token').length

describe('tokens in the memory of the page', () => {
  test('are gone with it', async () => {
    const page = await signedInPage(fakeProvider())
    expect(page.backend.credentials).toBe('per-tab')
    page.fire('pagehide')
    expect(await page.next().backend.restore(CALL)).toEqual(rejected)
  })
})

describe('tokens in the session of the tab', () => {
  const given = { tokenStore: 'session' } as const

  test('survive a reload without a request, and are in the storage only while no page has them', async () => {
    const provider = fakeProvider()
    const page = await signedInPage(provider, given)
    page.backend.subscribe?.(() => {})
    expect(page.tab.sessionStorage.held.size).toBe(0)
    page.fire('pagehide')
    expect(page.tab.sessionStorage.held.size).toBe(1)
    expect(await page.backend.accessToken()).toBeNull()
    const next = page.next()
    const before = tokenRequests(provider)
    vi.setSystemTime(Date.now() + 60_000)
    expect(await next.backend.restore(CALL)).toMatchObject(live)
    expect([tokenRequests(provider), next.tab.sessionStorage.held.size]).toEqual([before, 0])
    expect(await next.backend.refresh(REFRESH)).toMatchObject(live)
  })

  test('are not copied into a tab that is duplicated', async () => {
    const page = await signedInPage(fakeProvider(), given)
    page.backend.subscribe?.(() => {})
    const copy = newTab({ localStorage: page.tab.localStorage })
    for (const [name, value] of page.tab.sessionStorage.held) copy.sessionStorage.setItem(name, value)
    expect(await openPage(fakeProvider(), given, { tab: copy }).backend.restore(CALL)).toEqual(rejected)
  })

  test('are the newest ones when a page comes back from the back/forward cache', async () => {
    const provider = fakeProvider()
    const page = await signedInPage(provider, given)
    page.backend.subscribe?.(() => {})
    page.fire('pagehide')
    const other = page.next()
    other.backend.subscribe?.(() => {})
    await other.backend.restore(CALL)
    await other.backend.refresh(REFRESH)
    other.fire('pagehide')
    page.fire('pageshow', { persisted: true })
    expect(await page.backend.refresh(REFRESH)).toMatchObject(live)
    expect(provider.reuses).toBe(0)
  })

  test('are not used after a sign-out in another tab, but given back', async () => {
    const provider = fakeProvider()
    const [first, second] = [newTab(), newTab()]
    const shared = { localStorage: first.localStorage }
    const page = await signedInPage(provider, given, { tab: first })
    const other = await signedInPage(provider, given, { tab: newTab({ ...second, ...shared }) })
    page.backend.subscribe?.(() => {})
    page.fire('pagehide')
    await other.backend.signOut(SIGN_OUT)
    expect(await page.next().backend.restore(CALL)).toEqual(rejected)
    await expect.poll(() => provider.revoked).toHaveLength(2)
  })

  test('are not used for the next user of the browser', async () => {
    const provider = fakeProvider()
    const first = newTab()
    const page = await signedInPage(provider, given, { tab: first })
    page.backend.subscribe?.(() => {})
    page.fire('pagehide')
    await signedInPage(provider, given, { tab: newTab({ localStorage: first.localStorage }), sub: 'eve' })
    expect(await page.next().backend.restore(CALL)).toEqual(rejected)
    await expect.poll(() => provider.revoked).toHaveLength(1)
  })

  test('of two tabs of the same user are two grants, and both go on', async () => {
    const provider = fakeProvider()
    const first = newTab()
    const page = await signedInPage(provider, given, { tab: first })
    const other = await signedInPage(provider, given, { tab: newTab({ localStorage: first.localStorage }) })
    for (const { backend } of [page, other, page, other]) expect(await backend.refresh(REFRESH)).toMatchObject(live)
    expect(provider.reuses).toBe(0)
  })
})

describe('tokens in a store of the app', () => {
  function store(value: string | null = null) {
    const kept = { value, broken: false }
    const fails = async (): Promise<void> => {
      if (kept.broken) throw new Error('the store is full')
    }
    return {
      kept,
      get: async () => kept.value,
      set: async (next: string | null) => {
        await fails()
        kept.value = next
      },
    }
  }

  test('are one grant for all tabs: what one has renewed the others have, without a request', async () => {
    const provider = fakeProvider()
    const tokenStore = store()
    const page = await signedInPage(provider, { tokenStore })
    expect(page.backend.credentials).toBe('shared')
    const other = openPage(provider, { tokenStore })
    const before = tokenRequests(provider)
    expect(await other.backend.restore(CALL)).toMatchObject(live)
    expect(tokenRequests(provider)).toBe(before)
    await page.backend.refresh(REFRESH)
    expect(await other.backend.accessToken()).toBe(await page.backend.accessToken())
    expect(await other.backend.refresh({ ...REFRESH, minValidityMs: 200_000 })).toMatchObject(live)
    expect(tokenRequests(provider)).toBe(before + 1)
  })

  test('that are over are not renewed by a page that starts, because others may start with it: their end is told, and one of them asks', async () => {
    const provider = fakeProvider()
    provider.expiresIn = 0
    const tokenStore = store()
    await signedInPage(provider, { tokenStore })
    const before = tokenRequests(provider)
    const answers = await Promise.all([1, 2, 3].map(() => openPage(provider, { tokenStore }).backend.restore(CALL)))
    expect(answers).toMatchObject(answers.map(() => ({ status: 'live', endsIn: { 'token-expired': '0ms' } })))
    expect(tokenRequests(provider)).toBe(before)
  })

  test('end for all tabs with one sign-out', async () => {
    const provider = fakeProvider()
    const tokenStore = store()
    const page = await signedInPage(provider, { tokenStore })
    await page.backend.signOut(SIGN_OUT)
    const other = openPage(provider, { tokenStore })
    expect([await other.backend.restore(CALL), tokenStore.kept.value, provider.revoked.length]).toEqual([rejected, null, 1])
  })

  test('are not lost with a store that fails while it is written', async () => {
    const provider = fakeProvider()
    const tokenStore = store()
    const page = await signedInPage(provider, { tokenStore })
    tokenStore.kept.broken = true
    expect(await page.backend.refresh(REFRESH)).toMatchObject(live)
    tokenStore.kept.broken = false
    expect(await page.backend.refresh(REFRESH)).toMatchObject(live)
    expect(provider.reuses).toBe(0)
    expect(await openPage(provider, { tokenStore }).backend.accessToken()).toBe(await page.backend.accessToken())
  })

  test('that cannot be read say nothing of the session', async () => {
    const page = openPage(fakeProvider(), { tokenStore: { get: () => Promise.reject(new Error('locked')), set: async () => {} } })
    expect(await page.backend.restore(CALL)).toEqual({ status: 'unavailable' })
  })
})
