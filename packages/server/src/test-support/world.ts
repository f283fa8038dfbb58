import { REQUEST_HEADER, SESSION_HEADER } from '@stillhere/core'
import { createSessionServer, memoryStore, type SessionServer, type SessionServerOptions, type SessionStore } from '../index.ts'
import { CLIENT_ID, type FakeProvider, fakeProvider, ISSUER } from './fake-provider.ts'

/** A server over a fake provider, a clock that moves when told, and one browser. */
export interface ServerWorld {
  readonly provider: FakeProvider
  readonly server: SessionServer
  readonly browser: TestBrowser
  readonly base: string
  readonly store: SessionStore
  /** Messages that a developer was told. */
  readonly problems: string[]
  advance(ms: number): void
  /** A second process over the same store, or with a connection of its own to what is behind it. */
  anotherProcess(store?: SessionStore): SessionServer
}

export interface TestBrowser {
  /** Every `Set-Cookie` ever received. */
  readonly setCookies: string[]
  cookie(name: string): string | null
  cookieHeader(): string
  send(path: string, init?: RequestInit, server?: SessionServer): Promise<Response>
  post(path: string, body: unknown, sessionKey?: string, server?: SessionServer): Promise<Response>
  /** As a request to the app's own API arrives. */
  request(headers?: Readonly<Record<string, string>>): Request
  /** Leaves for the provider, signs in, comes back; answers the callback's answer. */
  signIn(sub?: string, returnTo?: string, asked?: Readonly<Record<string, string>>): Promise<Response>
}

export function serverWorld(options: Partial<SessionServerOptions> = {}): ServerWorld {
  let at = 1_900_000_000_000
  const now = (): number => at
  const provider = fakeProvider(now)
  const problems: string[] = []
  const store = options.store ?? memoryStore({ now })
  const complete: SessionServerOptions = {
    issuer: ISSUER,
    clientId: CLIENT_ID,
    clientSecret: 'client-secret',
    publicUrl: 'https://app.example/session',
    now,
    fetch: provider.fetch,
    onProblem: (problem) => problems.push(`${problem.code}: ${problem.message}`),
    ...options,
    store,
  }
  const server = createSessionServer(complete)
  const base = new URL(complete.publicUrl).pathname
  return {
    provider,
    server,
    browser: testBrowser(server, provider, complete.publicUrl),
    base,
    store,
    problems,
    advance: (ms) => void (at += ms),
    anotherProcess: (store) => createSessionServer({ ...complete, ...(store ? { store } : {}) }),
  }
}

export function testBrowser(server: SessionServer, provider: FakeProvider, publicUrl: string): TestBrowser {
  const jar = new Map<string, string>()
  const setCookies: string[] = []
  const origin = new URL(publicUrl).origin
  const base = new URL(publicUrl).pathname

  const browser: TestBrowser = {
    setCookies,
    cookie: (name) => jar.get(name) ?? null,
    cookieHeader: () => [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
    send: async (path, init = {}, other = server) => {
      const headers = new Headers(init.headers)
      headers.set('cookie', browser.cookieHeader())
      const response = await other.handle(new Request(path.startsWith('https:') ? path : `${origin}${base}${path}`, { ...init, headers }))
      for (const line of response.headers.getSetCookie()) {
        setCookies.push(line)
        const [pair = ''] = line.split(';')
        const name = pair.slice(0, pair.indexOf('='))
        if (line.includes('Max-Age=0')) jar.delete(name)
        else jar.set(name, pair.slice(name.length + 1))
      }
      return response
    },
    post: (path, body, sessionKey, other) =>
      browser.send(
        path,
        {
          method: 'POST',
          headers: { [REQUEST_HEADER]: '1', ...(sessionKey === undefined ? {} : { [SESSION_HEADER]: sessionKey }) },
          body: JSON.stringify(body),
        },
        other,
      ),
    request: (headers = {}) => new Request(`${origin}/api/cases`, { headers: { ...headers, cookie: browser.cookieHeader() } }),
    signIn: async (sub, returnTo = '/', asked = {}) => {
      const out = await browser.send(`/login?${new URLSearchParams({ return_to: returnTo, ...asked }).toString()}`)
      return browser.send(provider.signIn(out.headers.get('location') ?? '', sub))
    },
  }
  return browser
}

/** Signed in, with tokens that end nothing unless a test says so: what ends a session here is a limit. */
export async function signedInForLong(options: Partial<SessionServerOptions> = {}): Promise<ServerWorld> {
  const world = serverWorld(options)
  world.provider.expiresIn = 30 * 24 * 3600
  await world.browser.signIn()
  return world
}

/** What the browser is told of its session. */
export async function peek(browser: TestBrowser, server?: SessionServer): Promise<Record<string, unknown>> {
  return (await browser.send('/peek', {}, server)).json()
}

/** A back-channel logout as the provider sends it: no cookie, no header of ours. */
export function sendLogoutTokens(server: SessionServer, ...logoutTokens: readonly string[]): Promise<Response> {
  const body = new URLSearchParams(logoutTokens.map((token) => ['logout_token', token]))
  return server.handle(new Request('https://app.example/session/backchannel-logout', { method: 'POST', body }))
}
