import { createAuthClient } from 'better-auth/client'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { betterAuthBackend, type BetterAuthBackendOptions, stillhereClient } from './better-auth.ts'
import { call, live, refresh } from './test-support/calls.ts'
import { API, type BetterAuthServer, type BetterAuthServerOptions, openBetterAuth } from './test-support/better-auth-server.ts'

const NOON = Date.UTC(2026, 0, 1, 12)
const ADA = { email: 'ada@example.test', password: 'correct horse' }
const leaving = (returnTo: '/bye' | null = null) => ({ ...call(), reason: 'signed-out', returnTo }) as const

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOON })
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const clientOf = (server: BetterAuthServer) => createAuthClient({ baseURL: API, fetchOptions: { customFetchImpl: server.fetch } })

async function open(given: BetterAuthServerOptions & { readonly rememberMe?: boolean; readonly backend?: BetterAuthBackendOptions } = {}) {
  const server = await openBetterAuth({ session: { expiresIn: 900, updateAge: 60, ...given.session }, ...given })
  const client = clientOf(server)
  await client.signIn.email({ ...ADA, rememberMe: given.rememberMe ?? true })
  return { server, client, backend: betterAuthBackend(client, given.backend) }
}

it('says whose session it is, which one, and how long it lasts, from the real server', async () => {
  const { server, backend } = await open({ session: { expiresIn: 900 } })
  vi.setSystemTime(NOON + 30_000)
  const answer = await backend.restore(call())
  expect(answer).toEqual({
    status: 'live',
    userId: server.sessions[0]?.['userId'],
    sessionKey: server.sessions[0]?.['id'],
    user: { sub: server.sessions[0]?.['userId'], name: 'Ada', email: 'ada@example.test' },
    endsIn: { 'token-expired': '870000ms' },
    sessionAge: '30000ms',
    authAge: '30000ms',
  })
  expect(JSON.stringify(answer)).not.toContain(server.sessions[0]?.['token'])
})

it('counts by the clock of the server, whatever this device’s says', async () => {
  const { backend } = await open({ session: { expiresIn: 900 }, skewMs: -600_000 })
  // The server’s sessions are made by this clock, and its `Date` is ten minutes ahead of it.
  expect(await backend.restore(call())).toMatchObject({ endsIn: { 'token-expired': '300000ms' }, sessionAge: '600000ms' })
})

it('claims neither an end nor an age where the server’s time is kept from scripts', async () => {
  const { backend } = await open({ dated: false })
  const answer = await backend.restore(call())
  expect(answer).toMatchObject({ status: 'live', endsIn: {} })
  expect(answer).not.toHaveProperty('authAge')
})

it('says that nobody is signed in when the server says so', async () => {
  expect(await betterAuthBackend(clientOf(await openBetterAuth())).restore(call())).toEqual({ status: 'rejected' })
})

it('P-15 never extends by looking, and by a refresh once the server finds it due', async () => {
  const { server, backend } = await open()
  vi.setSystemTime(NOON + 300_000)
  const stored = server.sessions[0]?.['expiresAt']
  expect(await backend.restore(call())).toEqual(live(600_000))
  expect(await backend.peek?.(call())).toEqual(live(600_000))
  expect(server.sessions[0]?.['expiresAt']).toEqual(stored)
  expect(await backend.refresh(refresh())).toEqual(live(900_000))
  vi.setSystemTime(NOON + 330_000)
  expect(await backend.refresh(refresh())).toEqual(live(870_000))
})

it('tells the true end of a session that was not to be remembered, which the server renews for nobody', async () => {
  const { server, backend } = await open({ rememberMe: false })
  const endsAt = Number(server.sessions[0]?.['expiresAt'])
  vi.setSystemTime(NOON + 600_000)
  expect(await backend.refresh(refresh())).toEqual(live(endsAt - NOON - 600_000))
})

it('renews by POST where the server defers renewal', async () => {
  const { server, backend } = await open({ session: { expiresIn: 900, updateAge: 60, deferSessionRefresh: true } })
  vi.setSystemTime(NOON + 300_000)
  expect(await backend.peek?.(call())).toEqual(live(600_000))
  expect(server.asked.filter((one) => one.startsWith('POST /get-session'))).toEqual([])
  expect(await backend.refresh(refresh())).toEqual(live(900_000))
  expect(server.asked.at(-1)).toContain('POST /get-session')
})

it('learns of a revoked session past the cookie cache, unless it is told to trust that', async () => {
  const session = { expiresIn: 900, updateAge: 60, cookieCache: { enabled: true, maxAge: 300 } }
  const { server, client, backend } = await open({ session })
  server.endAll()
  expect(await betterAuthBackend(client, { cookieCache: 'trust' }).peek?.(call())).toMatchObject({ status: 'live' })
  expect(await backend.peek?.(call())).toEqual({ status: 'rejected' })
})

it.each([
  ['page', { status: 'unavailable', message: expect.stringContaining('/get-session') }],
  [503, { status: 'unavailable', retryAfter: '7s' }],
  [429, { status: 'unavailable', retryAfter: '7s' }],
  [403, { status: 'misconfigured', message: expect.stringContaining('trustedOrigins') }],
  [404, { status: 'misconfigured', message: expect.stringContaining('baseURL') }],
  [405, { status: 'misconfigured', message: expect.stringContaining('deferSessionRefresh') }],
  [401, { status: 'rejected' }],
] as const)('P-1 takes %s for what it is', async (fault, meaning) => {
  const { server, backend } = await open()
  server.fail(fault)
  expect(await backend.refresh(refresh())).toEqual(meaning)
})

it('P-1 throws when nothing answers, asks once each time, and goes on with what the app’s client is set to', async () => {
  const { server } = await open()
  const fetchOptions = { customFetchImpl: server.fetch, throw: true, retry: { type: 'linear', attempts: 3, delay: 0 } } as const
  const backend = betterAuthBackend(createAuthClient({ baseURL: API, fetchOptions }))
  const before = server.asked.length
  server.fail('network')
  await expect(backend.refresh(refresh())).rejects.toThrow('Failed to fetch')
  server.fail(503)
  expect(await backend.refresh(refresh())).toMatchObject({ status: 'unavailable' })
  expect(server.asked.length - before).toBe(2)
  expect(await backend.refresh(refresh())).toMatchObject({ status: 'live' })
})

it('does not take a session for its own that was begun meanwhile, until it is asked whose it is', async () => {
  const { client, backend } = await open()
  await backend.restore(call())
  await client.signIn.email(ADA)
  expect(await backend.refresh(refresh())).toEqual({ status: 'rejected', reason: 'replaced' })
  expect(await backend.restore(call())).toMatchObject({ status: 'live' })
  expect(await backend.refresh(refresh())).toMatchObject({ status: 'live' })
})

it('signs out at the server, and says when the server did not', async () => {
  const { server, backend } = await open()
  server.fail(503)
  await expect(backend.signOut(leaving())).rejects.toMatchObject({ code: 'backend-unavailable' })
  expect(server.sessions).toHaveLength(1)
  expect(await backend.signOut(leaving())).toBeUndefined()
  expect(server.sessions).toHaveLength(0)
  expect(await backend.restore(call())).toEqual({ status: 'rejected' })
})

it('leaves going to the provider’s logout to the session', async () => {
  const { client } = await open()
  const signOut = vi
    .fn<typeof client.signOut>()
    .mockResolvedValue({ data: { success: true, url: 'https://id.example.test/end' }, error: null })
  const backend = betterAuthBackend({ ...client, getSession: client.getSession, $store: client.$store, signOut })
  expect(await backend.signOut(leaving('/bye'))).toEqual({ redirectTo: 'https://id.example.test/end' })
  expect(signOut).toHaveBeenCalledWith(expect.objectContaining({ disableRedirect: true, callbackURL: '/bye' }))
})

it('goes to the app’s sign-in page, or has none', async () => {
  const { client, backend } = await open()
  const assign = vi.fn<(url: string) => void>()
  vi.stubGlobal('location', { assign })
  expect(backend.signIn).toBeUndefined()
  const { signIn } = betterAuthBackend(client, { signInPage: '/sign-in' })
  expect(await signIn?.({ ...call(), returnTo: '/cases', reauthenticate: null })).toEqual({ status: 'leaving' })
  await signIn?.({ ...call(), returnTo: '/pay', reauthenticate: { maxAgeMs: 60_000, acrValues: [] } })
  expect(assign.mock.calls).toEqual([['/sign-in?return_to=%2Fcases'], ['/sign-in?return_to=%2Fpay&max_age=60']])
})

it('tells of what the SDK does in this tab and of what it tells the others', async () => {
  const page = new EventTarget()
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page))
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page))
  const { client, backend } = await open()
  const changed = vi.fn<() => void>()
  const stop = backend.subscribe?.(changed)
  client.$store.notify('$sessionSignal')
  page.dispatchEvent(Object.assign(new Event('storage'), { key: 'better-auth.message' }))
  page.dispatchEvent(Object.assign(new Event('storage'), { key: 'other' }))
  expect(changed).toHaveBeenCalledTimes(2)
  stop?.()
  stop?.()
  client.$store.notify('$sessionSignal')
  page.dispatchEvent(Object.assign(new Event('storage'), { key: 'better-auth.message' }))
  expect(changed).toHaveBeenCalledTimes(2)
})

it('refuses a client that would go on renewing by itself', () => {
  const make = (sessionOptions?: { refetchInterval?: number; refetchOnWindowFocus?: boolean }) => () =>
    createAuthClient({ baseURL: API, plugins: [stillhereClient()], ...(sessionOptions && { sessionOptions }) })
  const refused = expect.objectContaining({ code: 'backend-renews-itself' })
  expect(make()).toThrow(refused)
  expect(make({ refetchOnWindowFocus: false, refetchInterval: 30 })).toThrow(refused)
  expect(make({ refetchOnWindowFocus: false })).not.toThrow()
})
