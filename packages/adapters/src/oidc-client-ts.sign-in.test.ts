import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { oidcClientTsBackend } from './oidc-client-ts.ts'
import { type FakePage, type FakePopup, stubPage } from './test-support/fake-page.ts'
import { openManager } from './test-support/oidc-client-ts.ts'
import { openStage, type Stage } from './test-support/stage.ts'

const { signal } = new AbortController()
const SIGN_IN = { signal, returnTo: '/cases/7?tab=notes', reauthenticate: null } as const

let stage: Stage
let page: FakePage
beforeEach(() => {
  stage = openStage({ latencyMs: 0 })
  page = stubPage('https://app.example.test/cases/7?tab=notes')
})
afterEach(() => stage.close())

/** The page leaves for the provider, the user signs in there, and the page that they are sent back to is loaded. */
async function signInByRedirect(): Promise<void> {
  const leaving = oidcClientTsBackend(await openManager(stage, 'localStorage', 'new')).signIn?.(SIGN_IN)
  await vi.waitFor(async () => {
    await stage.advance(1)
    expect(page.wentTo).not.toBeNull()
  })
  void leaving
  page.load(stage.provider.authorize(page.wentTo ?? ''))
}

describe('signing in by redirect', () => {
  test('the page that the provider sends back to takes the answer in, and goes to where the user was', async () => {
    await signInByRedirect()
    const backend = oidcClientTsBackend(await openManager(stage, 'localStorage', 'new'))
    expect(await stage.soon(backend.restore({ signal }))).toMatchObject({ status: 'live', userId: 'ada', user: { name: 'Ada' } })
    expect(page.address).toBe('https://app.example.test/cases/7?tab=notes')
  })

  test('an app with a router of its own is told where to go', async () => {
    await signInByRedirect()
    const goTo = vi.fn<(path: string) => void>()
    const backend = oidcClientTsBackend(await openManager(stage, 'localStorage', 'new'), { goTo })
    await stage.soon(backend.restore({ signal }))
    expect(goTo.mock.calls).toEqual([['/cases/7?tab=notes']])
  })

  test('an app that takes the answer in itself is left to it', async () => {
    await signInByRedirect()
    const manager = await openManager(stage, 'localStorage', 'new')
    expect(await stage.soon(oidcClientTsBackend(manager, { callback: false }).restore({ signal }))).toMatchObject({ status: 'rejected' })
    expect(await stage.soon(manager.signinCallback())).toMatchObject({ profile: { sub: 'ada' } })
  })

  test.each(['theirs', '100%25', '%E0%A4'])("somebody else's answer in the address is left alone (%s)", async (state) => {
    const address = `https://app.example.test/stripe?code=c&state=${state}`
    page.load(address)
    const backend = oidcClientTsBackend(await openManager(stage, 'localStorage', 'signed-in'))
    expect(await stage.soon(backend.restore({ signal }))).toMatchObject({ status: 'live' })
    expect(page.address).toBe(address)
  })

  test('a sign-in that was called off brings the user back to where they were', async () => {
    await signInByRedirect()
    const state = new URL(page.address).searchParams.get('state') ?? ''
    page.load(`https://app.example.test/back?${new URLSearchParams({ error: 'access_denied', state })}`)
    const backend = oidcClientTsBackend(await openManager(stage, 'localStorage', 'new'))
    expect(await stage.soon(backend.restore({ signal }))).toMatchObject({ status: 'rejected' })
    expect(page.address).toBe('https://app.example.test/cases/7?tab=notes')
  })

  test('a wrong set-up that shows on the way back is told to the developer', async () => {
    await signInByRedirect()
    const state = new URL(page.address).searchParams.get('state') ?? ''
    page.load(`https://app.example.test/back?${new URLSearchParams({ error: 'unauthorized_client', state })}`)
    const backend = oidcClientTsBackend(await openManager(stage, 'localStorage', 'new'))
    expect(await stage.soon(backend.restore({ signal }))).toMatchObject({ status: 'misconfigured' })
  })
})

test.each([
  [
    { maxAgeMs: 300_999, acrValues: [] },
    { prompt: 'login', max_age: '300', acr_values: null },
  ],
  [
    { maxAgeMs: null, acrValues: ['gold', 'silver'] },
    { prompt: null, max_age: null, acr_values: 'gold silver' },
  ],
])('a fresh proof is asked of the provider: %j', async (reauthenticate, expected) => {
  const backend = oidcClientTsBackend(await openManager(stage, 'localStorage', 'signed-in'))
  void backend.signIn?.({ ...SIGN_IN, reauthenticate })
  await vi.waitFor(async () => {
    await stage.advance(1)
    expect(page.wentTo).not.toBeNull()
  })
  const asked = new URL(page.wentTo ?? '').searchParams
  expect({ prompt: asked.get('prompt'), max_age: asked.get('max_age'), acr_values: asked.get('acr_values') }).toEqual(expected)
})

describe('signing in by pop-up', () => {
  test('one that the browser blocks is told as blocked', async () => {
    const backend = oidcClientTsBackend(await openManager(stage, 'localStorage', 'new'), { popup: true })
    expect(await stage.soon(backend.signIn?.(SIGN_IN) ?? Promise.reject())).toEqual({ status: 'blocked' })
  })

  test('one that the user closes is told as cancelled', async () => {
    const popup: FakePopup = { closed: false, location: { replace: () => void (popup.closed = true) }, close: () => {}, focus: () => {} }
    stubPage('https://app.example.test/', () => popup)
    const backend = oidcClientTsBackend(await openManager(stage, 'localStorage', 'new'), { popup: true })
    expect(await stage.soon(backend.signIn?.(SIGN_IN) ?? Promise.reject())).toEqual({ status: 'cancelled' })
  })
})
