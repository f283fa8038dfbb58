import type { Adapter, AdapterSession } from 'next-auth/adapters'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { nextAuthBackend, type NextAuthBackendOptions } from './next-auth.ts'
import { call, live, refresh } from './test-support/calls.ts'
import { APP, type NextAuthServer, type NextAuthServerOptions, openNextAuth } from './test-support/next-auth-server.ts'
import { loadNextAuth } from './test-support/session-provider.tsx'

const { getSession, signIn, signOut } = loadNextAuth()

const NOON = Date.UTC(2026, 0, 1, 12)
const leaving = (reason = 'signed-out' as const) => ({ ...call(), reason, returnTo: null })
const signingIn = { returnTo: '/cases', reauthenticate: null } as const
const backendWith = (options?: NextAuthBackendOptions) => nextAuthBackend({ signIn, signOut }, options)

let page: EventTarget & { readonly location: { href: string } }
let stored: (key: string, value: string) => void

beforeEach(() => {
  vi.stubEnv('NEXTAUTH_URL', APP)
  vi.useFakeTimers({ toFake: ['Date'], now: NOON })
  page = Object.assign(new EventTarget(), { location: { href: `${APP}/` } })
  stored = vi.fn<(key: string, value: string) => void>()
  vi.stubGlobal('window', page)
  vi.stubGlobal('localStorage', { setItem: stored })
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page))
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page))
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
})
afterEach(() => {
  vi.unstubAllEnvs()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
  vi.useRealTimers()
})

async function open(options: NextAuthServerOptions = {}, user: string | null = 'Ada'): Promise<NextAuthServer> {
  const server = openNextAuth(options)
  vi.stubGlobal('fetch', server.fetch)
  if (user !== null) await signIn('credentials', { redirect: false, name: user, callbackUrl: APP })
  return server
}

/** As the browser tells a page of what another one of this origin has stored. */
function toldByAnotherTab(trigger: 'signout' | 'getSession'): void {
  const newValue = JSON.stringify({ event: 'session', data: { trigger }, timestamp: 0 })
  page.dispatchEvent(Object.assign(new Event('storage'), { key: 'nextauth.message', newValue }))
}

it('says whose session it is and how long it lasts, from the real handler', async () => {
  await open({ maxAgeSeconds: 900 })
  expect(await backendWith().restore(call())).toEqual({
    status: 'live',
    userId: 'ada@example.test',
    user: { sub: 'ada@example.test', name: 'Ada', email: 'ada@example.test' },
    endsIn: { 'token-expired': '900000ms' },
  })
})

it('hands on nothing of a session but what it is asked for, whatever its callback has put in', async () => {
  const expires = new Date(NOON + 900_000).toISOString()
  const session = () => ({ expires, user: { email: 'ada@example.test', token: 'marker' }, accessToken: 'marker' })
  await open({ callbacks: { session } })
  expect(JSON.stringify(await backendWith().restore(call()))).not.toContain('marker')
})

it('counts by the clock of the server, whatever this device’s says', async () => {
  await open({ maxAgeSeconds: 900, skewMs: 86_400_000 })
  // The handler runs on this clock, so its session ends a day later by the clock of its own `Date`.
  expect(await backendWith().restore(call())).toEqual(live(86_400_000 + 900_000))
})

it('claims no end where a proxy has taken the server’s time away', async () => {
  await open({ dated: false })
  expect(await backendWith().restore(call())).toEqual(expect.objectContaining({ status: 'live', endsIn: {} }))
})

it('says that nobody is signed in when next-auth says so', async () => {
  await open({}, null)
  expect(await backendWith().restore(call())).toEqual({ status: 'rejected' })
})

it.each([
  ['page', { message: expect.stringContaining('JSON') }],
  ['redirect', { message: expect.stringContaining('middleware') }],
  [503, { retryAfter: '7s' }],
  [429, { retryAfter: '7s' }],
  [401, { retryAfter: '7s' }],
] as const)('P-1 takes %s for no end, where the SDK’s getSession says null as for a signed-out user', async (fault, told) => {
  const server = await open()
  server.fail(fault, 2)
  expect(await getSession()).toBeNull()
  expect(await backendWith().refresh(refresh())).toEqual({ status: 'unavailable', ...told })
  expect(await backendWith().refresh(refresh())).toMatchObject({ status: 'live' })
})

it('P-1 throws when nothing answers, where the SDK’s getSession says null', async () => {
  const server = await open()
  server.fail('network', 2)
  expect(await getSession()).toBeNull()
  await expect(backendWith().refresh(refresh())).rejects.toThrow('Failed to fetch')
})

it('tells the developer of a route that is not there and of a server that refuses its configuration', async () => {
  const server = await open()
  expect(await backendWith({ basePath: '/api/auth/wrong' }).restore(call())).toMatchObject({ status: 'misconfigured' })
  server.fail(404)
  expect(await backendWith().restore(call())).toMatchObject({ status: 'misconfigured' })
  vi.stubEnv('NODE_ENV', 'production')
  await open({ secret: '' }, null)
  expect(await backendWith().restore(call())).toMatchObject({ status: 'misconfigured', message: expect.stringContaining('configuration') })
})

it('P-15 looks through a route of the app’s without renewing, where /session itself renews', async () => {
  await open({ maxAgeSeconds: 900 })
  const backend = backendWith({ peekPath: '/api/look' })
  vi.setSystemTime(NOON + 300_000)
  expect(await backend.restore(call())).toEqual(live(600_000))
  expect(await backend.peek?.(call())).toEqual(live(600_000))
  expect(await backend.refresh(refresh())).toEqual(live(900_000))
  expect(await backend.peek?.(call())).toEqual(live(900_000))
  expect(backendWith().peek).toBeUndefined()
})

it('has to be told to keep the token no longer than the session, for a route that reads the token', async () => {
  await open({ maxAgeSeconds: 900, sameInToken: false })
  expect(await backendWith({ peekPath: '/api/look' }).restore(call())).toEqual(live(30 * 86_400_000))
})

it('tells the end that a session in a database was moved to, where /session still tells the one before', async () => {
  const server = await open({ maxAgeSeconds: 900, updateAgeSeconds: 300, adapter: database() })
  server.jar.take({ headers: new Headers({ 'set-cookie': 'next-auth.session-token=stored' }) })
  const backend = backendWith()
  expect(await backend.restore(call())).toEqual(live(900_000))
  vi.setSystemTime(NOON + 780_000)
  const asked = server.asked.length
  expect(await backend.refresh(refresh())).toEqual(live(900_000))
  expect(server.asked.length - asked).toBe(2)
})

it('knows the session by a name of the app’s where it holds no id and no email', async () => {
  const nameless = { session: () => ({ expires: new Date(NOON + 900_000).toISOString(), user: { name: 'Ada' }, account: 'a1' }) }
  await open({ callbacks: nameless })
  expect(await backendWith().restore(call())).toMatchObject({
    status: 'misconfigured',
    message: expect.stringContaining('callbacks.session'),
  })
  const named = backendWith({ userId: (session) => (session as { account: string }).account })
  expect(await named.restore(call())).toMatchObject({ status: 'live', userId: 'a1', user: { sub: 'a1', name: 'Ada' } })
  const refusing = nextAuthBackend({ signIn, signOut }, { userId: () => 'a1', parseUser: () => JSON.parse('-') })
  expect(await refusing.restore(call())).toMatchObject({ status: 'misconfigured' })
})

it('signs out and says so', async () => {
  const server = await open()
  const backend = backendWith()
  expect(await backend.signOut(leaving())).toBeUndefined()
  expect(server.jar.has('session-token')).toBe(false)
  expect(await backend.restore(call())).toEqual({ status: 'rejected' })
})

it('tells of a sign-out that did nothing, where the SDK’s own resolves as if it had', async () => {
  const server = await open()
  server.fail('network')
  await expect(signOut({ redirect: false })).resolves.toMatchObject({ url: expect.stringContaining('csrf=true') })
  expect(server.jar.has('session-token')).toBe(true)
  server.fail('network')
  await expect(backendWith().signOut(leaving())).rejects.toMatchObject({ code: 'backend-unavailable' })
})

it('brings back no session that was signed out while it was asked for, as the SDK does', async () => {
  const server = await open()
  const answer = server.hold()
  const late = getSession()
  await signOut({ redirect: false })
  answer()
  await late
  expect(server.jar.has('session-token')).toBe(true)

  const backend = backendWith()
  const answerToo = server.hold()
  const lateToo = backend.refresh(refresh())
  const calledOff = expect(lateToo).rejects.toThrow('abort')
  await backend.signOut(leaving())
  answerToo()
  await calledOff
  expect(server.jar.has('session-token')).toBe(false)
})

it('ends a session anew that another tab has signed out while this one asked', async () => {
  const server = await open()
  const answer = server.hold()
  const late = backendWith().refresh(refresh())
  await signOut({ redirect: false, callbackUrl: APP })
  expect(stored).toHaveBeenCalledWith('nextauth.message', expect.stringContaining('"signout"'))
  toldByAnotherTab('signout')
  answer()
  expect(await late).toEqual({ status: 'rejected', reason: 'signed-out' })
  expect(server.jar.has('session-token')).toBe(false)
})

it('passes on what the SDK tells other tabs: all of it to a session that can look, else a sign-out', async () => {
  await open()
  const [looking, blind] = [vi.fn<() => void>(), vi.fn<() => void>()]
  const undo = [backendWith({ peekPath: '/api/look' }).subscribe?.(looking), backendWith().subscribe?.(blind)]
  toldByAnotherTab('getSession')
  expect([looking.mock.calls.length, blind.mock.calls.length]).toEqual([1, 0])
  toldByAnotherTab('signout')
  expect([looking.mock.calls.length, blind.mock.calls.length]).toEqual([2, 1])
  for (const stop of [...undo, ...undo]) stop?.()
  toldByAnotherTab('signout')
  expect([looking.mock.calls.length, blind.mock.calls.length]).toEqual([2, 1])
})

it('leaves for the provider and comes back to where the user was', async () => {
  await open({}, null)
  expect(await backendWith({ provider: 'corp' }).signIn?.({ ...call(), ...signingIn })).toEqual({ status: 'leaving' })
  expect(page.location.href).toContain('https://id.example.test/authorize?')
  expect(await backendWith().signIn?.({ ...call(), ...signingIn })).toEqual({ status: 'leaving' })
  expect(page.location.href).toBe('/api/auth/signin?callbackUrl=%2Fcases')
})

it('asks for a fresh sign-in only where the app can tell that it was one', async () => {
  await open()
  const proof = { ...call(), returnTo: '/pay', reauthenticate: { maxAgeMs: 60_000, acrValues: ['mfa'] } } as const
  expect(await backendWith({ provider: 'corp' }).signIn?.(proof)).toMatchObject({ status: 'misconfigured' })
  const backend = backendWith({ provider: 'corp', authTimeSeconds: () => NOON / 1000 - 30 })
  expect(await backend.restore(call())).toMatchObject({ authAge: '30000ms' })
  expect(await backend.signIn?.(proof)).toEqual({ status: 'leaving' })
  const asked = new URL(page.location.href).searchParams
  expect(Object.fromEntries(asked)).toMatchObject({ prompt: 'login', max_age: '60', acr_values: 'mfa' })
})

/** One session in memory. */
function database(): Adapter {
  let session: AdapterSession = { sessionToken: 'stored', userId: 'u1', expires: new Date(NOON + 900_000) }
  const user = { id: 'u1', name: 'Ada', email: 'ada@example.test', emailVerified: null }
  return {
    getSessionAndUser: async () => ({ session, user }),
    updateSession: async (changed) => {
      session = { ...session, ...changed }
      return session
    },
    deleteSession: async () => undefined,
  }
}
