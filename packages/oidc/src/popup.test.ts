import type { SignInCall } from '@stillhere/core'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { fakeProvider, type FakeProvider } from './test-support/fake-provider.ts'
import { CALL, openPage, ORIGIN, PLAIN, REFRESH, SIGN_OUT } from './test-support/fake-page.ts'
import { comesBack, fakeWindow } from './test-support/fake-window.ts'

beforeEach(() => vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] }))
afterEach(() => vi.useRealTimers())

const PROOF: SignInCall = { ...PLAIN, reauthenticate: { maxAgeMs: 0, acrValues: [] } }
const live = { status: 'live', userId: 'ada' }

/** A page whose popups are `window`. */
function withPopup(provider: FakeProvider = fakeProvider()) {
  const window = fakeWindow()
  const open = vi.fn(() => window)
  return { provider, window, open, page: openPage(provider, { signIn: 'popup' }, { more: { open } }) }
}

async function signedInByPopup(asked: SignInCall = PLAIN, sub = 'ada') {
  const made = withPopup()
  const { provider, window, page } = made
  const answer = page.backend.signIn?.({ ...asked, reauthenticate: null })
  await vi.waitFor(() => expect(window.sentTo).not.toBe(''))
  comesBack(page, window, provider.signIn(window.sentTo, sub))
  expect(await answer).toMatchObject({ status: 'live', userId: sub })
  Object.assign(window, { closed: false, sentTo: '' })
  return made
}

async function proves(
  made: Awaited<ReturnType<typeof signedInByPopup>>,
  call: SignInCall,
  come: (url: string, provider: FakeProvider) => string,
) {
  const answer = made.page.backend.signIn?.(call)
  await vi.waitFor(() => expect(made.window.sentTo).not.toBe(''))
  const asked = new URL(made.window.sentTo).searchParams
  comesBack(made.page, made.window, come(made.window.sentTo, made.provider))
  return { asked, answer: await answer }
}

describe('a sign-in in a popup', () => {
  test('opens the window at the click, and brings what a redirect brings while the page stays', async () => {
    const { provider, window, open, page } = withPopup()
    const answer = page.backend.signIn?.(PLAIN)
    expect(open).toHaveBeenCalledTimes(1)
    await vi.waitFor(() => expect(window.sentTo).toContain('/auth?'))
    comesBack(page, window, provider.signIn(window.sentTo))
    expect(await answer).toMatchObject(live)
    expect([window.closed, page.sentTo]).toEqual([true, []])
    expect(await page.backend.accessToken()).toMatch(/^access-/)
  })

  test('that the browser blocks says so at once', async () => {
    const page = openPage(fakeProvider(), { signIn: 'popup' }, { more: { open: () => null } })
    expect(await page.backend.signIn?.(PLAIN)).toMatchObject({ status: 'blocked', error: { code: 'oidc-popup-blocked' } })
  })

  test('that somebody closes is cancelled', async () => {
    const { window, page } = withPopup()
    const answer = page.backend.signIn?.(PLAIN)
    await vi.waitFor(() => expect(window.sentTo).not.toBe(''))
    window.closed = true
    vi.advanceTimersByTime(1000)
    expect(await answer).toMatchObject({ status: 'cancelled', error: { code: 'oidc-popup-closed' } })
  })

  test('that closes itself after it has answered is none of that, though it is seen to be closed first', async () => {
    const { provider, window, page } = withPopup()
    const answer = page.backend.signIn?.(PLAIN)
    await vi.waitFor(() => expect(window.sentTo).not.toBe(''))
    window.closed = true
    vi.advanceTimersByTime(500)
    comesBack(page, window, provider.signIn(window.sentTo))
    expect(await answer).toMatchObject(live)
  })

  test('that nobody uses is closed after ten minutes', async () => {
    const { window, page } = withPopup()
    const answer = page.backend.signIn?.(PLAIN)
    await vi.waitFor(() => expect(window.sentTo).not.toBe(''))
    vi.advanceTimersByTime(601_000)
    expect(await answer).toMatchObject({ status: 'cancelled', error: { code: 'oidc-popup-late' } })
    expect(window.closed).toBe(true)
  })

  test('is closed when the provider is away', async () => {
    const { provider, window, page } = withPopup()
    provider.instead('/.well-known/openid-configuration', () => new Response(null, { status: 500 }))
    expect(await page.backend.signIn?.(PLAIN)).toEqual({ status: 'unavailable' })
    expect(window.closed).toBe(true)
  })

  test('believes nobody but the window and its own origin', async () => {
    const { provider, window, page } = withPopup()
    const answer = page.backend.signIn?.(PLAIN)
    await vi.waitFor(() => expect(window.sentTo).not.toBe(''))
    const forged = provider.signIn(window.sentTo, 'eve')
    comesBack(page, {}, forged)
    comesBack(page, window, forged, 'https://evil.example')
    page.fire('message', { source: window, origin: ORIGIN, data: 'hello' })
    comesBack(page, window, provider.signIn(window.sentTo))
    expect(await answer).toMatchObject(live)
  })

  test('that brings the answer to another sign-in is refused by name', async () => {
    const { window, page } = withPopup()
    const answer = page.backend.signIn?.(PLAIN)
    await vi.waitFor(() => expect(window.sentTo).not.toBe(''))
    comesBack(page, window, `${ORIGIN}/app?code=x&state=other&iss=https://id.example`)
    await expect(answer).rejects.toMatchObject({ code: 'oidc-answer-unknown' })
  })

  test('hands the answer to the page that opened it, keeps nothing of it in its address, and closes', async () => {
    const said: unknown[] = []
    let closed = false
    const opener = { postMessage: (...message: unknown[]) => void said.push(message) }
    const url = `${ORIGIN}/app?code=c&state=stillhere.popup.page.x&iss=i&keep=1`
    const page = openPage(fakeProvider(), {}, { url, more: { opener, close: () => void (closed = true) } })
    page.backend.subscribe?.(() => {})
    expect(said).toEqual([[{ stillhere: 'oidc', search: '?code=c&state=stillhere.popup.page.x&iss=i&keep=1' }, ORIGIN]])
    expect([page.address, closed]).toEqual([`${ORIGIN}/app?keep=1`, true])
  })

  test('is a page like any other when it was not closed', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] })
    const more = { opener: { postMessage: () => {} }, close: () => {} }
    const page = openPage(fakeProvider(), {}, { url: `${ORIGIN}/app?code=c&state=stillhere.popup.page.x&iss=i`, more })
    const answer = page.backend.restore(CALL)
    expect(await Promise.race([answer, Promise.resolve('waiting')])).toBe('waiting')
    await vi.advanceTimersByTimeAsync(5000)
    expect(await answer).toEqual({ status: 'rejected' })
  })

  test('in a frame that runs scripts stays out of the way of the page around it', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] })
    const url = `${ORIGIN}/app?code=c&state=stillhere.frame.page.x&iss=i`
    const page = openPage(fakeProvider(), {}, { url, more: { parent: {} } })
    const answer = page.backend.restore(CALL)
    await vi.advanceTimersByTimeAsync(60_000)
    expect([await Promise.race([answer, Promise.resolve('waiting')]), page.address]).toEqual(['waiting', url])
  })
})

describe('IAS-7 a re-authentication', () => {
  test('keeps the page, and is good when the same user has just signed in', async () => {
    const made = await signedInByPopup()
    const before = await made.page.backend.accessToken()
    const { asked, answer } = await proves(made, PROOF, (url, provider) => provider.signIn(url))
    expect(asked.get('prompt')).toBe('login consent')
    expect(asked.get('max_age')).toBe('0')
    expect(answer).toMatchObject({ ...live, authAge: expect.stringMatching(/^\d{1,4}ms$/) })
    expect(await made.page.backend.accessToken()).not.toBe(before)
    expect(await made.page.backend.refresh(REFRESH)).toMatchObject(live)
    // To many providers it is one grant with the new one, and would end that.
    expect(made.provider.revoked).toEqual([])
  })

  test('asks no more of somebody who has signed in lately elsewhere than the provider does', async () => {
    const made = await signedInByPopup()
    const call = { ...PLAIN, reauthenticate: { maxAgeMs: 300_000, acrValues: ['urn:two'] } }
    const { asked, answer } = await proves(made, call, (url, provider) => provider.signIn(url))
    expect([asked.get('prompt'), asked.get('max_age'), asked.get('acr_values')]).toEqual(['consent', '300', 'urn:two'])
    expect(answer).toMatchObject(live)
  })

  test.each<[string, SignInCall['reauthenticate'], (provider: FakeProvider) => void, string]>([
    ['of somebody else', { maxAgeMs: 0, acrValues: [] }, () => {}, 'different-user'],
    [
      'that is old',
      { maxAgeMs: 60_000, acrValues: [] },
      (provider) => (provider.claims = (claims) => ({ ...claims, auth_time: Number(claims.iat) - 90 })),
      'not-fresh',
    ],
    [
      'that does not say when',
      { maxAgeMs: 60_000, acrValues: [] },
      (provider) => (provider.claims = (claims) => JSON.parse(JSON.stringify({ ...claims, auth_time: undefined }))),
      'not-fresh',
    ],
    [
      'that is too weak',
      { maxAgeMs: null, acrValues: ['urn:two'] },
      (provider) => (provider.claims = (claims) => ({ ...claims, acr: 'urn:one' })),
      'not-fresh',
    ],
  ])('%s is refused, and the page goes on with the tokens that it has', async (_what, reauthenticate, change, status) => {
    const made = await signedInByPopup()
    const before = await made.page.backend.accessToken()
    change(made.provider)
    const { answer } = await proves(made, { ...PLAIN, reauthenticate }, (url, provider) =>
      provider.signIn(url, status === 'different-user' ? 'eve' : 'ada'),
    )
    expect(answer).toEqual({ status })
    expect(await made.page.backend.accessToken()).toBe(before)
    expect(await made.page.backend.refresh(REFRESH)).toMatchObject(live)
    // Given back only where it is nobody's here.
    expect(made.provider.revoked).toHaveLength(status === 'different-user' ? 1 : 0)
  })

  test('that is answered after the session has ended changes nothing: the window is closed, and tokens are given back', async () => {
    const made = await signedInByPopup()
    const { page, window, provider } = made
    const answer = page.backend.signIn?.(PROOF)
    await vi.waitFor(() => expect(window.sentTo).not.toBe(''))
    window.closed = false
    await page.backend.signOut(SIGN_OUT)
    expect(window.closed).toBe(true)
    comesBack(page, window, provider.signIn(window.sentTo))
    expect(await answer).toEqual({ status: 'cancelled' })
    expect([await page.backend.accessToken(), await page.backend.restore(CALL)]).toEqual([null, { status: 'rejected' }])
    await vi.waitFor(() => expect(provider.revoked).toHaveLength(2))
  })
})
