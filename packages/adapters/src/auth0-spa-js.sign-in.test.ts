import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { call, live, refresh } from './test-support/calls.ts'
import { driven, driveTimers, openApp, type Opening, openPage, SHARED, turn } from './test-support/auth0-app.ts'
import type { Auth0Page } from './test-support/auth0-page.ts'
import { CLIENT, ISSUER } from './test-support/auth0-tenant.ts'

const leaving = (returnTo: '/bye' | null = null) => ({ ...call(), reason: 'signed-out', returnTo }) as const

let page: Auth0Page
const open = (options?: Opening) => openApp(page, options)

beforeEach(() => {
  page = openPage()
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

it('leaves no token behind that comes after a sign-out, as the SDK does', async () => {
  const { client, backend, tenant } = await open()
  driveTimers()
  tenant.setLatency(1000)
  const late = client.getTokenSilently({ cacheMode: 'off' })
  await turn(100)
  await client.logout({ openUrl: false })
  await driven(late)
  expect(await client.isAuthenticated()).toBe(true)

  const lateToo = backend.refresh(refresh())
  await turn(100)
  const gone = backend.signOut(leaving())
  expect(await driven(lateToo)).toEqual({ status: 'rejected', reason: 'signed-out' })
  await driven(gone)
  expect(await client.isAuthenticated()).toBe(false)
  expect(localStorage).toHaveLength(0)
  expect(tenant.liveGrants).toBe(0)
})

it('empties the shared store again when another tab signed out while this one asked', async () => {
  const { backend, client, tenant } = await open()
  driveTimers()
  tenant.setLatency(1000)
  const late = backend.refresh(refresh())
  await turn(100)
  localStorage.clear()
  page.events.dispatchEvent(Object.assign(new Event('storage'), { key: `@@auth0spajs@@::${CLIENT}::@@user@@`, newValue: null }))
  expect(await driven(late)).toEqual({ status: 'rejected', reason: 'signed-out' })
  expect(await client.isAuthenticated()).toBe(false)
  expect(tenant.liveGrants).toBe(0)
})

it('leaves for Auth0 and remembers where the user was', async () => {
  const { backend, client, tenant } = await open({ signedIn: false })
  const asked = { ...call(), returnTo: '/pay', reauthenticate: { maxAgeMs: 60_000, acrValues: ['mfa'] } } as const
  expect((await backend.signIn?.(asked)) ?? Promise.reject()).toEqual({ status: 'leaving' })
  const url = page.left.pop() ?? ''
  expect(Object.fromEntries(new URL(url).searchParams)).toMatchObject({ prompt: 'login', max_age: '60', acr_values: 'mfa' })
  const { appState } = await client.handleRedirectCallback(tenant.authorize(url))
  expect(appState).toEqual({ returnTo: '/pay' })
})

it('signs in by popup and keeps the page, or says that it was blocked or closed', async () => {
  const { backend, tenant } = await open({ signedIn: false, backend: { ...SHARED, signIn: 'popup' } })
  const signIn = () => backend.signIn?.({ ...call(), returnTo: '/', reauthenticate: null }) ?? Promise.reject()
  expect(await signIn()).toEqual({ status: 'blocked' })
  const closed = { location: { href: '' }, closed: true, close: () => undefined }
  driveTimers()
  page.popup = closed
  expect(await driven(signIn())).toEqual({ status: 'cancelled' })
  page.popup = { ...closed, location: { href: '' }, closed: false }
  const asked = signIn()
  while (page.popup.location.href === '') await turn(1)
  const back = new URL(tenant.authorize(page.popup.location.href)).searchParams
  const response = { code: back.get('code'), state: back.get('state') }
  page.events.dispatchEvent(Object.assign(new Event('message'), { origin: ISSUER, data: { type: 'authorization_response', response } }))
  expect(await driven(asked)).toEqual(live(300_000))
})

it('signs out here and names the page that signs out at Auth0', async () => {
  const { backend, client, tenant } = await open()
  const answer = await backend.signOut(leaving('/bye'))
  const url = new URL(answer?.redirectTo ?? '')
  expect([url.pathname, url.searchParams.get('returnTo')]).toEqual(['/v2/logout', `${location.origin}/bye`])
  expect(tenant).toMatchObject({ revocations: 1, liveGrants: 0 })
  expect(await client.isAuthenticated()).toBe(false)
  expect(page.left).toEqual([])
})

it('forgets its tokens when the session waits no longer for the revocation', async () => {
  const { client, tenant, backend } = await open()
  driveTimers()
  tenant.setLatency(60_000)
  const controller = new AbortController()
  const gone = backend.signOut({ ...leaving(), signal: controller.signal })
  await turn(4000)
  controller.abort()
  await driven(gone, 0)
  expect(await client.isAuthenticated()).toBe(false)
  expect(localStorage).toHaveLength(0)
})

it('tells the session that another tab has emptied the store they share', async () => {
  const { backend, client } = await open()
  const changed = vi.fn<() => void>()
  const stop = backend.subscribe?.(changed)
  const stored = (key: string | null, newValue: string | null) =>
    page.events.dispatchEvent(Object.assign(new Event('storage'), { key, newValue }))
  const clear = (key: string | null) => stored(key, null)
  stored(`@@auth0spajs@@::${CLIENT}::@@user@@`, '{}')
  expect(changed).not.toHaveBeenCalled()
  clear(`@@auth0spajs@@::${CLIENT}::@@user@@`)
  clear(null)
  clear(`@@auth0spajs@@::${CLIENT}::default::openid`)
  expect(changed).toHaveBeenCalledTimes(2)
  stop?.()
  stop?.()
  clear(null)
  expect(changed).toHaveBeenCalledTimes(2)
  await client.logout({ openUrl: false })
  expect(await backend.restore(call())).toEqual({ status: 'rejected' })
})
