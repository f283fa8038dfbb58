import NextAuth, { type AuthOptions } from 'next-auth'
import type { Adapter } from 'next-auth/adapters'
import { getToken } from 'next-auth/jwt'
import Credentials from 'next-auth/providers/credentials'
import { createCookieJar, type CookieJar } from './cookie-jar.ts'
import type { StageServer } from './stage.ts'

export const APP = 'http://app.example.test'
const SECRET = 'for tests'

/** next-auth's own handler behind `fetch`, with one browser's cookies. Its clock is `Date`; its `Date` header that of a clock of its own. */
export interface NextAuthServer extends StageServer {
  readonly jar: CookieJar
  /** Paths that were asked, with their method. */
  readonly asked: readonly string[]
  /** The next `times` requests meet this. */
  fail(fault: 'network' | 'page' | 'redirect' | number, times?: number): void
  /** The answer to the next `GET /session` waits on its way back until it is let go. */
  hold(): () => void
}

export interface NextAuthServerOptions {
  readonly maxAgeSeconds?: number
  readonly updateAgeSeconds?: number
  /** A database instead of the `jwt` strategy. */
  readonly adapter?: Adapter
  readonly callbacks?: AuthOptions['callbacks']
  /** How far the browser's clock is ahead of the server's. */
  readonly skewMs?: number
  /** false: the token's own life is left at next-auth's 30 days. */
  readonly sameInToken?: boolean
  /** Empty: forgotten. */
  readonly secret?: string
  /** false: a proxy has taken the `Date` header off. */
  readonly dated?: boolean
  /** Answers instead of version 4. */
  readonly handle?: (request: Request, jar: CookieJar) => Promise<Response>
}

export function openNextAuth(given: NextAuthServerOptions = {}): NextAuthServer {
  const { maxAgeSeconds = 900, updateAgeSeconds = 300, adapter, callbacks, dated = true } = given
  const jar = createCookieJar()
  const asked: string[] = []
  const faults: ('network' | 'page' | 'redirect' | number)[] = []
  const count = { underWay: 0, working: 0, refreshes: 0 }
  let held: Promise<void> | null = null
  let latencyMs = 0
  const options: AuthOptions = {
    secret: given.secret ?? SECRET,
    session: { strategy: adapter ? 'database' : 'jwt', maxAge: maxAgeSeconds, updateAge: updateAgeSeconds },
    ...(given.sameInToken !== false && { jwt: { maxAge: maxAgeSeconds } }),
    providers: [
      Credentials({
        credentials: { name: { type: 'text' } },
        authorize: (credentials) => ({ id: 'u1', name: credentials?.name ?? 'Ada', email: 'ada@example.test' }),
      }),
      {
        id: 'corp',
        name: 'Corp',
        type: 'oauth',
        authorization: 'https://id.example.test/authorize',
        token: 'https://id.example.test/token',
        userinfo: 'https://id.example.test/me',
        clientId: 'cases',
        clientSecret: 'none',
        profile: () => ({ id: 'u1' }),
      },
    ],
    logger: { error: () => undefined, warn: () => undefined },
    ...(adapter && { adapter }),
    ...(callbacks && { callbacks }),
  }

  async function handle(request: Request): Promise<Response> {
    const url = new URL(request.url)
    const [nextauth, text] = [url.pathname.split('/').slice(3), await request.text()]
    const isJson = request.headers.get('content-type')?.includes('json')
    const body: unknown = text === '' ? undefined : isJson ? JSON.parse(text) : Object.fromEntries(new URLSearchParams(text))
    if (url.pathname === '/api/look') return look()
    const response = createResponse()
    const query = { ...Object.fromEntries(url.searchParams), nextauth }
    const cookies = cookiesIn(jar)
    await NextAuth(options)({ query, body, cookies, headers: { host: url.host }, method: request.method }, response.node)
    return response.finish()
  }

  /** The route that the guide gives, which renews nothing. */
  async function look(): Promise<Response> {
    const token = await getToken({ req: Object.assign(new Request(APP), { cookies: cookiesIn(jar) }), secret: SECRET })
    if (!token) return Response.json({})
    const user = { name: token.name, email: token.email, image: token.picture }
    return Response.json({ user, expires: new Date(Number(token['exp']) * 1000).toISOString() })
  }

  async function answered(request: Request): Promise<Response> {
    count.working++
    try {
      const answer = await (given.handle?.(request, jar) ?? handle(request))
      if (dated) answer.headers.set('date', new Date(Date.now() - (given.skewMs ?? 0)).toUTCString())
      return answer
    } finally {
      count.working--
    }
  }

  async function travel(signal: AbortSignal | null | undefined): Promise<void> {
    if (latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, latencyMs / 2))
    signal?.throwIfAborted()
  }

  return {
    async fetch(input, init) {
      const request = new Request(input instanceof Request ? input : new URL(input, APP), { ...init, redirect: 'manual' })
      const path = new URL(request.url).pathname
      asked.push(`${request.method} ${path}`)
      const renews = request.method === 'GET' && path.endsWith('/session')
      if (renews) count.refreshes++
      count.underWay += renews ? 1 : 0
      try {
        await travel(init?.signal)
        const fault = faults.shift()
        if (fault === 'network') throw new TypeError('Failed to fetch')
        if (fault === 'page') return new Response('<h1>Sign in to this network</h1>', { headers: { 'content-type': 'text/html' } })
        if (fault === 'redirect') return Object.defineProperty(Response.error(), 'type', { value: 'opaqueredirect' })
        if (fault !== undefined) return Response.json({ message: 'no' }, { status: fault, headers: { 'retry-after': '7' } })
        const waiting = renews ? held : null
        if (waiting) held = null
        const answer = await answered(request)
        await Promise.race([waiting, aborted(init?.signal)])
        await travel(init?.signal)
        jar.take(answer)
        return answer
      } finally {
        count.underWay -= renews ? 1 : 0
      }
    },
    async settled() {
      do await new Promise((resolve) => setImmediate(resolve))
      while (count.working > 0)
    },
    setLatency(ms) {
      latencyMs = ms
    },
    get underWay() {
      return count.underWay
    },
    get refreshes() {
      return count.refreshes
    },
    reuses: 0,
    get liveGrants() {
      return jar.has('session-token') ? 1 : 0
    },
    jar,
    asked,
    fail: (fault, times = 1) => void faults.push(...Array.from({ length: times }, () => fault)),
    hold() {
      let release = () => {}
      held = new Promise((resolve) => {
        release = resolve
      })
      return () => release()
    },
  }
}

function aborted(signal: AbortSignal | null | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) resolve()
    signal?.addEventListener('abort', () => resolve())
  })
}

/** A response of Node's as next-auth writes it. */
function createResponse() {
  const headers = new Headers()
  let [status, body] = [200, '']
  const node = {
    status(code: number) {
      status = code
      return node
    },
    getHeader: (name: string) => (name === 'Set-Cookie' ? headers.getSetCookie() : headers.get(name)),
    setHeader(name: string, value: string | readonly string[]) {
      headers.delete(name)
      for (const one of [value].flat()) headers.append(name, String(one))
      return node
    },
    json(value: unknown) {
      headers.set('content-type', 'application/json')
      body = JSON.stringify(value)
    },
    send(value: unknown) {
      body = typeof value === 'string' ? value : JSON.stringify(value ?? null)
    },
    end: () => undefined,
  }
  return { node, finish: () => new Response(body, { status, headers }) }
}

function cookiesIn(jar: CookieJar): Record<string, string> {
  const pairs = jar
    .header()
    .split('; ')
    .map((pair): [string, string] => {
      const at = pair.indexOf('=')
      return [pair.slice(0, at), decodeURIComponent(pair.slice(at + 1))]
    })
  return Object.fromEntries(pairs)
}
