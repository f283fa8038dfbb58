import {
  Auth0Client,
  type Auth0ClientOptions,
  GenericError,
  MfaRequiredError,
  MissingRefreshTokenError,
  TimeoutError,
} from '@auth0/auth0-spa-js'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { auth0Backend, type Auth0SpaClient } from './auth0-spa-js.ts'
import { call, live, refresh } from './test-support/calls.ts'
import { driven, driveTimers, NOON, openApp, type Opening, openPage, SHARED, turn } from './test-support/auth0-app.ts'
import type { Auth0Page } from './test-support/auth0-page.ts'
import { CLIENT, DOMAIN } from './test-support/auth0-tenant.ts'
import { TOKEN_MARKER } from './test-support/fake-provider.ts'

let page: Auth0Page
const open = (options?: Opening) => openApp(page, options)

beforeEach(() => {
  page = openPage()
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

it('knows who is signed in after a redirect, and that nobody is without one', async () => {
  const { backend, tenant } = await open({ signedIn: false })
  expect(await backend.restore(call())).toEqual({ status: 'rejected' })
  expect(tenant.asked).toEqual([])
  const answer = await (await open()).backend.restore(call())
  expect(answer).toEqual({
    status: 'live',
    userId: 'ada',
    user: { sub: 'ada', name: 'Ada' },
    endsIn: { 'token-expired': '300000ms' },
    authAge: '0ms',
  })
  expect(JSON.stringify(answer)).not.toContain(TOKEN_MARKER)
})

it('says how much is left of a token from the cache, whose expires_in is that of its first day', async () => {
  const { backend, tenant } = await open()
  vi.setSystemTime(NOON + 200_000)
  expect(await backend.restore(call())).toMatchObject({ endsIn: { 'token-expired': '100000ms' }, authAge: '200000ms' })
  expect(tenant.refreshes).toBe(0)
  // The clock is set back to before the token was issued: the SDK vouches for a minute and for no more.
  vi.setSystemTime(NOON - 86_400_000)
  expect(await backend.restore(call())).toEqual(live(60_000))
})

it('refreshes when it is told to, whatever the cache holds', async () => {
  const { backend, tenant } = await open()
  vi.setSystemTime(NOON + 100_000)
  expect(await backend.refresh(refresh())).toEqual(live(300_000))
  expect(tenant).toMatchObject({ refreshes: 1, reuses: 0 })
})

it('gives a slow token endpoint the time that it needs, where the SDK sends the spent refresh token again', async () => {
  const alone = await open()
  driveTimers()
  alone.tenant.setLatency(14_000)
  await expect(driven(alone.client.getTokenSilently({ cacheMode: 'off' }), 1000)).rejects.toThrow('Timeout')
  expect(alone.tenant.reuses).toBeGreaterThan(0)
  expect(alone.tenant.liveGrants).toBe(0)

  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() })
  const { tenant, backend } = await open()
  driveTimers()
  tenant.setLatency(14_000)
  expect(await driven(backend.refresh(refresh()), 1000)).toMatchObject({ status: 'live' })
  expect(tenant).toMatchObject({ refreshes: 1, reuses: 0, liveGrants: 1 })
})

it.each(['network', 503] as const)('P-1 keeps the session through %s at the token endpoint', async (fault) => {
  const { backend, tenant } = await open()
  tenant.fail(fault, 3)
  expect(await backend.refresh(refresh())).toEqual({ status: 'unavailable' })
  expect(await backend.refresh(refresh())).toMatchObject({ status: 'live' })
})

it('ends with the grant and leaves no token behind, where the SDK goes on showing the user as signed in', async () => {
  const { backend, client, tenant } = await open()
  tenant.endAll()
  await expect(client.getTokenSilently({ cacheMode: 'off' })).rejects.toThrow('HTTP error')
  expect(await client.isAuthenticated()).toBe(true)
  expect(await backend.refresh(refresh())).toEqual({ status: 'rejected' })
  expect(await client.isAuthenticated()).toBe(false)
  expect(localStorage).toHaveLength(0)
})

it('leaves alone what somebody has signed in to in another tab while an old refresh token was refused', async () => {
  const { backend, client, tenant } = await open()
  await backend.restore(call())
  driveTimers()
  tenant.setLatency(1000)
  tenant.endAll()
  const asked = backend.refresh(refresh())
  await turn(100)
  const { access_token: theirs, ...rest } = tenant.grant()
  const key = Object.keys(localStorage).find((name) => name.includes('::default::')) ?? ''
  const entry = JSON.parse(localStorage.getItem(key) ?? '')
  localStorage.setItem(key, JSON.stringify({ ...entry, body: { ...entry.body, access_token: theirs, refresh_token: rest.refresh_token } }))
  expect(await driven(asked)).toMatchObject({ status: 'live' })
  expect(await client.getTokenSilently()).toBe(theirs)
})

it('knows the ceiling that Auth0 sets to a session', async () => {
  const { backend } = await open({ claims: () => ({ session_expiry: NOON / 1000 + 1000 }) })
  vi.setSystemTime(NOON + 100_000)
  expect(await backend.restore(call())).toMatchObject({ endsIn: { 'token-expired': '200000ms', 'max-lifetime': '870000ms' } })
  vi.setSystemTime(NOON + 971_000)
  expect(await backend.refresh(refresh())).toEqual({ status: 'rejected', reason: 'max-lifetime' })
})

it('says that the SDK refuses the ID token of a device whose clock is wrong, and ends nothing', async () => {
  const { backend, client, tenant } = await open({ client: { nowProvider: () => Date.now() } })
  await backend.restore(call())
  Reflect.set(client, 'nowProvider', () => Date.now() + 86_400_000)
  expect(await backend.refresh(refresh())).toMatchObject({ status: 'unavailable', message: expect.stringContaining('nowProvider') })
  expect(tenant.liveGrants).toBe(1)
})

it.each([
  [new GenericError('invalid_grant', ''), { status: 'rejected' }],
  [new GenericError('login_required', ''), { status: 'rejected' }],
  [new GenericError('consent_required', ''), { status: 'rejected' }],
  [new MissingRefreshTokenError('default', 'openid'), { status: 'rejected' }],
  [new MfaRequiredError('mfa_required', '', '', {}), { status: 'rejected' }],
  [new GenericError('unauthorized_client', 'Grant type not allowed'), { status: 'misconfigured' }],
  [new GenericError('invalid_client', ''), { status: 'misconfigured' }],
  [new TimeoutError(), { status: 'unavailable' }],
  [new GenericError('request_error', ''), { status: 'unavailable' }],
  [new GenericError('temporarily_unavailable', ''), { status: 'unavailable' }],
])('takes the SDK’s error %# for what it is', async (error, meaning) => {
  const { client } = await open({ signedIn: false })
  vi.spyOn(client, 'getTokenSilently').mockRejectedValue(error)
  expect(await auth0Backend(client, SHARED).refresh(refresh())).toMatchObject(meaning)
})

it('hands its token to requests until a sign-out, also in the last minute that the SDK keeps back', async () => {
  const { backend, client, tenant } = await open()
  await backend.restore(call())
  const header = async () => {
    const headers = new Headers()
    await backend.authorize(headers)
    return headers.get('authorization')
  }
  const first = await header()
  expect(first).toContain('Bearer ')
  vi.setSystemTime(NOON + 250_000)
  expect(await header()).toBe(first)
  await client.getTokenSilently({ cacheMode: 'off' })
  expect(await header()).not.toBe(first)
  expect(tenant.refreshes).toBe(1)
  await client.logout({ openUrl: false })
  expect(await header()).toBeNull()
})

it('refuses to set a token that needs a proof', async () => {
  const { client } = await open({ signedIn: false })
  const withProofs: Auth0SpaClient = Object.assign(Object.create(client), { options: { cacheLocation: 'localstorage', useDpop: true } })
  await expect(auth0Backend(withProofs, SHARED).authorize(new Headers())).rejects.toMatchObject({ code: 'backend-misconfigured' })
})

it('stands on one store for all tabs or on each tab’s own, as the client does', async () => {
  const { client } = await open({ signedIn: false })
  expect(auth0Backend(client, SHARED).credentials).toBe('shared')
  const refused = expect.objectContaining({ code: 'backend-misconfigured' })
  expect(() => auth0Backend(client)).toThrow(refused)
  const memory = (more: Partial<Auth0ClientOptions> = {}) => new Auth0Client({ domain: DOMAIN, clientId: CLIENT, ...more })
  expect(auth0Backend(memory()).credentials).toBe('per-tab')
  expect(() => auth0Backend(memory(), SHARED)).toThrow(refused)
  expect(() => auth0Backend(memory({ interactiveErrorHandler: 'popup' }))).toThrow(refused)
})

it('says that parseUser and the claims do not agree', async () => {
  const { client } = await open()
  const backend = auth0Backend(client, { ...SHARED, parseUser: () => JSON.parse('-') })
  expect(await backend.restore(call())).toMatchObject({ status: 'misconfigured' })
})

it('lets a token that nothing can renew live until it is over, and says that nothing moves its end', async () => {
  const { backend } = await open()
  await backend.restore(call())
  const key = Object.keys(localStorage).find((name) => name.includes('::default::')) ?? ''
  const { body, ...entry } = JSON.parse(localStorage.getItem(key) ?? '')
  localStorage.setItem(key, JSON.stringify({ ...entry, body: { ...body, refresh_token: undefined } }))
  vi.setSystemTime(NOON + 270_000)
  expect(await backend.refresh(refresh())).toMatchObject({ status: 'live', endsIn: { 'token-expired': '30000ms' }, extendable: false })
  vi.setSystemTime(NOON + 301_000)
  expect(await backend.refresh(refresh())).toEqual({ status: 'rejected' })
})
