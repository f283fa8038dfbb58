import { afterEach, describe, expect, test, vi } from 'vitest'
import { fakeProvider, refused } from './test-support/fake-provider.ts'
import { CALL, newTab, openPage, ORIGIN, REFRESH, SIGN_OUT, signedInPage } from './test-support/fake-page.ts'

afterEach(() => vi.useRealTimers())

const rejected = { status: 'rejected' }
const given = { silentSignIn: 'redirect' } as const

/** A page that opens in another tab of the browser in which `of` was. */
function opensIn(
  provider: ReturnType<typeof fakeProvider>,
  of: { readonly tab: ReturnType<typeof newTab> },
  options: Parameters<typeof openPage>[1] = given,
) {
  return openPage(provider, options, { url: `${ORIGIN}/app?page=2`, tab: newTab({ localStorage: of.tab.localStorage }) })
}

describe('a page without tokens', () => {
  test('leaves for the provider when it starts and somebody is signed in here, and comes back signed in where it was', async () => {
    const provider = fakeProvider()
    const page = opensIn(provider, await signedInPage(provider))
    void page.backend.restore(CALL)
    await expect.poll(() => page.sentTo).toHaveLength(1)
    expect(Object.fromEntries(new URL(page.sentTo[0] ?? '').searchParams)).toMatchObject({
      prompt: 'none',
      state: expect.stringMatching(/^stillhere\.silent\.page\./),
    })
    const back = page.next(provider.signIn(page.sentTo[0] ?? ''))
    expect(await back.backend.restore(CALL)).toMatchObject({ status: 'live', userId: 'ada' })
    expect(back.address).toBe(`${ORIGIN}/app?page=2`)
  })

  test('comes back signed out, and does not leave again, when nobody is signed in at the provider', async () => {
    const provider = fakeProvider()
    const page = opensIn(provider, await signedInPage(provider))
    void page.backend.restore(CALL)
    await expect.poll(() => page.sentTo).toHaveLength(1)
    const back = page.next(provider.refuse(page.sentTo[0] ?? ''))
    expect([await back.backend.restore(CALL), back.sentTo, back.address]).toEqual([rejected, [], `${ORIGIN}/app?page=2`])
  })

  test('is signed out, and does not leave again, when it is still there or back again', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] })
    const provider = fakeProvider()
    const page = opensIn(provider, await signedInPage(provider))
    const answer = page.backend.restore(CALL)
    await vi.waitFor(() => expect(page.sentTo).toHaveLength(1))
    await vi.advanceTimersByTimeAsync(10_000)
    expect([await answer, await page.backend.restore(CALL), page.sentTo.length]).toEqual([rejected, rejected, 1])
  })

  test.each<[string, (provider: ReturnType<typeof fakeProvider>) => Promise<ReturnType<typeof openPage>>]>([
    ['nobody has signed in in this browser', async (provider) => openPage(provider)],
    [
      'somebody has signed out',
      async (provider) => {
        const page = await signedInPage(provider)
        await page.backend.signOut(SIGN_OUT)
        return page
      },
    ],
    [
      'the provider has taken the grant back',
      async (provider) => {
        const page = await signedInPage(provider)
        provider.instead('/token', () => refused('invalid_grant'))
        await page.backend.refresh(REFRESH)
        return page
      },
    ],
  ])('asks nobody when %s', async (_when, before) => {
    const provider = fakeProvider()
    const page = opensIn(provider, await before(provider))
    const asked = provider.received.length
    expect(await page.backend.restore(CALL)).toEqual(rejected)
    expect([page.sentTo, provider.received.length]).toEqual([[], asked])
  })

  test('asks nobody where that is switched off', async () => {
    const provider = fakeProvider()
    const page = opensIn(provider, await signedInPage(provider), { silentSignIn: 'off' })
    expect([await page.backend.restore(CALL), page.sentTo]).toEqual([rejected, []])
  })

  test('is neither in nor out while the provider is away', async () => {
    const provider = fakeProvider()
    const page = opensIn(provider, await signedInPage(provider))
    provider.instead('/.well-known/openid-configuration', () => Promise.reject(new TypeError('Failed to fetch')))
    provider.instead('/.well-known/openid-configuration', () => Promise.reject(new TypeError('Failed to fetch')))
    expect([await page.backend.restore(CALL), page.sentTo]).toEqual([{ status: 'unavailable' }, []])
  })
})

describe('a page on which somebody works', () => {
  test('is not left for it: when its grant is over it is signed out', async () => {
    const provider = fakeProvider()
    const { backend, sentTo } = await signedInPage(provider, given)
    provider.instead('/token', () => refused('invalid_grant'))
    void backend.restore({ ...CALL })
    expect(await backend.refresh(REFRESH)).toEqual(rejected)
    expect(sentTo).toEqual([])
  })

  test('says beforehand that its end cannot be moved, where neither a refresh token nor a frame could', async () => {
    const provider = fakeProvider()
    const scope = 'openid'
    expect((await signedInPage(provider, { scope })).answer).toMatchObject({ extendable: false })
    expect((await signedInPage(provider, { scope, silentSignIn: 'iframe' })).answer).not.toHaveProperty('extendable')
    expect((await signedInPage(provider)).answer).not.toHaveProperty('extendable')
  })
})
