import { betterAuth, type BetterAuthOptions } from 'better-auth'
import { memoryAdapter } from 'better-auth/adapters/memory'
import { createCookieJar, type CookieJar } from './cookie-jar.ts'
import type { StageServer } from './stage.ts'

export const API = 'http://app.example.test'

/** better-auth itself behind `fetch`, with a database in memory and one browser's cookies. Its clock is `Date`. */
export interface BetterAuthServer extends StageServer {
  readonly jar: CookieJar
  /** Method, path and query of what was asked. */
  readonly asked: readonly string[]
  /** Rows of the session table. */
  readonly sessions: readonly Readonly<Record<string, unknown>>[]
  /** The next `times` requests meet this. Default 1. */
  fail(fault: 'network' | 'page' | number, times?: number): void
  /** Ends every session at the server. */
  endAll(): void
}

export interface BetterAuthServerOptions {
  readonly session?: BetterAuthOptions['session']
  /** How far the browser's clock is ahead of the server's. */
  readonly skewMs?: number
  /** false: the `Date` header is kept from scripts, as on another origin. */
  readonly dated?: boolean
}

export async function openBetterAuth(given: BetterAuthServerOptions = {}): Promise<BetterAuthServer> {
  const tables = { user: [], session: [] as Record<string, unknown>[], account: [], verification: [] }
  const jar = createCookieJar()
  const asked: string[] = []
  const faults: ('network' | 'page' | number)[] = []
  const count = { underWay: 0, working: 0, refreshes: 0 }
  let latencyMs = 0
  const auth = betterAuth({
    baseURL: API,
    secret: 'a secret for tests that is long enough to be one',
    database: memoryAdapter(tables),
    emailAndPassword: {
      enabled: true,
      password: { hash: async (password) => password, verify: async ({ hash, password }) => hash === password },
    },
    rateLimit: { enabled: false },
    logger: { disabled: true },
    telemetry: { enabled: false },
    ...(given.session && { session: given.session }),
  })
  await auth.api.signUpEmail({ body: { name: 'Ada', email: 'ada@example.test', password: 'correct horse' } })
  tables.session.length = 0

  async function answered(request: Request): Promise<Response> {
    const headers = new Headers(request.headers)
    headers.set('cookie', jar.header())
    headers.set('origin', API)
    count.working++
    try {
      const answer = await auth.handler(new Request(request, { headers }))
      const seen = new Response(await answer.text(), { status: answer.status, headers: answer.headers })
      if (given.dated !== false) seen.headers.set('date', new Date(Date.now() - (given.skewMs ?? 0)).toUTCString())
      return seen
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
      const request = new Request(new URL(input instanceof Request ? input.url : input, API), init)
      const { pathname, search } = new URL(request.url)
      asked.push(`${request.method} ${pathname.replace('/api/auth', '')}${search}`)
      const renews = pathname.endsWith('/get-session') && !search.includes('disableRefresh')
      if (renews) count.refreshes++
      count.underWay += renews ? 1 : 0
      try {
        await travel(init?.signal)
        const fault = faults.shift()
        if (fault === 'network') throw new TypeError('Failed to fetch')
        if (fault === 'page') return new Response('<h1>Sign in to this network</h1>', { headers: { 'content-type': 'text/html' } })
        if (fault !== undefined) return Response.json({ message: 'no' }, { status: fault, headers: { 'x-retry-after': '7' } })
        const answer = await answered(request)
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
      return tables.session.filter(({ expiresAt }) => Number(expiresAt) > Date.now()).length
    },
    jar,
    asked,
    get sessions() {
      return tables.session
    },
    fail: (fault, times = 1) => void faults.push(...Array.from({ length: times }, () => fault)),
    endAll() {
      tables.session = []
    },
  }
}
