import { type Backend, type BackendAnswer, type BackendCall, type ReturnTo, StillhereError, type User } from '@stillhere/core'
import { betterAuthFailure } from './failures.ts'
import { lifetimeUntil, serverNow } from '../server-time.ts'
import { answerFor, standardTexts, textOf } from '../user.ts'

/** What the adapter uses of a client made by `createAuthClient`; the SDK's own object fits. */
export interface BetterAuthClient {
  getSession(call: {
    query?: { disableCookieCache?: boolean; disableRefresh?: boolean }
    fetchOptions?: BetterAuthFetchOptions
  }): Promise<BetterAuthResult>
  signOut(call: { callbackURL?: string; disableRedirect?: boolean; fetchOptions?: BetterAuthFetchOptions }): Promise<BetterAuthResult>
  readonly $store: { readonly atoms: Readonly<Record<string, unknown>> }
}

/** Options of one call, as far as the adapter sets them. */
export interface BetterAuthFetchOptions {
  method?: 'POST'
  signal?: AbortSignal
  /** The SDK would send again by itself. */
  retry?: 0
  throw?: false
  onResponse?: (context: { response: Response }) => void
}

/** What a call resolves to: the answer, or the error with its HTTP status. */
export interface BetterAuthResult {
  readonly data: unknown
  readonly error: { readonly status: number } | null
}

/** Options of {@link betterAuthBackend}. */
export interface BetterAuthBackendOptions {
  /** Your sign-in page: gets `return_to` in its query, and `max_age` (seconds) when a fresh sign-in is asked for. Left out: "Sign in again" loads the page anew. */
  readonly signInPage?: ReturnTo
  /**
   * What the server's cookie cache is worth. `'bypass'` (default) has every question answered from the database, so that a revoked session is over at
   * once. `'trust'` is for servers without a database, where the cookie is all there is.
   */
  readonly cookieCache?: 'bypass' | 'trust'
}

/** The SDK's broadcast between tabs: a key of localStorage, and only while its own `useSession` is mounted. */
const BROADCAST_KEY = 'better-auth.message'

/**
 * The cookie session of better-auth (1.7) as a backend. Looking never extends (`disableRefresh`); a refresh is the server's own sliding
 * renewal, which moves the end once `updateAge` has passed. The session's name and age come along, so a new sign-in of the same
 * user is told from the old session, and `reauthenticate()` can prove itself.
 *
 * Ends are told by the server's clock, from the `Date` of its answers; an API on another origin has to expose that header
 * (`Access-Control-Expose-Headers: Date`), else the policy's `accessTokenLifetime` has to say how long a session lasts.
 *
 * @throws StillhereError `backend-unavailable` from `signOut` when the server did not confirm it.
 * @example
 * const client = createAuthClient({ plugins: [stillhereClient()], sessionOptions: { refetchOnWindowFocus: false } })
 * const backend = betterAuthBackend(client, { signInPage: '/sign-in' })
 */
export function betterAuthBackend(client: BetterAuthClient, options?: BetterAuthBackendOptions): Backend<User>
export function betterAuthBackend<U>(
  client: BetterAuthClient,
  options: BetterAuthBackendOptions & { readonly parseUser: (user: unknown) => U },
): Backend<U>
export function betterAuthBackend(
  client: BetterAuthClient,
  options: BetterAuthBackendOptions & { readonly parseUser?: (user: unknown) => unknown } = {},
): Backend<unknown> {
  const { parseUser = betterAuthUser, signInPage } = options
  const bypass = options.cookieCache === 'trust' ? {} : { disableCookieCache: true }

  async function ask({ signal }: BackendCall, query: { disableRefresh?: boolean }, method?: 'POST'): Promise<BackendAnswer<unknown>> {
    let headers: Headers | null = null
    const onResponse = ({ response }: { response: Response }) => {
      headers = response.headers
    }
    const fetchOptions = { ...(method && { method }), signal, onResponse, retry: 0, throw: false } as const
    const { data, error } = await client.getSession({ query: { ...bypass, ...query }, fetchOptions })
    if (error) return betterAuthFailure(error.status, headers)
    if (data === null) return { status: 'rejected' }
    // With deferSessionRefresh a GET only says that it is time.
    if (!query.disableRefresh && method === undefined && flagOf(data, 'needsRefresh')) return ask({ signal }, query, 'POST')
    return liveAnswer(data, serverNow(headers), parseUser)
  }

  return {
    credentials: 'shared',
    restore: (call) => ask(call, { disableRefresh: true }),
    peek: (call) => ask(call, { disableRefresh: true }),
    refresh: (call) => ask(call, {}),
    ...(signInPage !== undefined && {
      async signIn({ returnTo, reauthenticate, signal }) {
        if (signal.aborted) return { status: 'cancelled' }
        const query = new URLSearchParams({ return_to: returnTo })
        if (reauthenticate) query.set('max_age', String(Math.floor((reauthenticate.maxAgeMs ?? 0) / 1000)))
        globalThis.location.assign(`${signInPage}${signInPage.includes('?') ? '&' : '?'}${query}`)
        return { status: 'leaving' }
      },
    } satisfies Pick<Backend, 'signIn'>),
    async signOut({ returnTo, signal }) {
      // The SDK would follow the provider's logout by itself, past what the app does before it leaves.
      const there = { disableRedirect: true, ...(returnTo !== null && { callbackURL: returnTo }) }
      const { data, error } = await client.signOut({ ...there, fetchOptions: { signal, retry: 0, throw: false } })
      if (error || !flagOf(data, 'success'))
        throw new StillhereError('backend-unavailable', 'better-auth did not confirm the sign-out: its session may still be alive.')
      const redirectTo = textOf(data, 'url')
      return redirectTo === null ? undefined : { redirectTo }
    },
    subscribe(changed) {
      const undo = listenTo(client.$store.atoms['$sessionSignal'], changed)
      const heard = (event: StorageEvent) => {
        if (event.key === BROADCAST_KEY) changed()
      }
      globalThis.addEventListener?.('storage', heard)
      return () => {
        undo()
        globalThis.removeEventListener?.('storage', heard)
      }
    },
  }
}

/** What a client plugin is made of, as far as this one goes. */
export interface StillhereClientPlugin {
  readonly id: 'stillhere'
  readonly getActions: (
    fetch: unknown,
    store: unknown,
    options: { readonly sessionOptions?: BetterAuthSessionOptions | undefined } | undefined,
  ) => Record<never, never>
}

/** What the SDK's own `useSession` does by itself. */
export interface BetterAuthSessionOptions {
  readonly refetchInterval?: number | undefined
  readonly refetchOnWindowFocus?: boolean | undefined
}

/**
 * A client plugin that adds nothing. It refuses a client whose own `useSession` would go on asking beside the session: every
 * visible tab, at each focus and interval, each time as a sliding renewal that keeps a session alive nobody is using.
 *
 * `createAuthClient` then throws StillhereError `backend-misconfigured`, unless `refetchOnWindowFocus` is `false` and there is no `refetchInterval`.
 *
 * @example
 * createAuthClient({ plugins: [stillhereClient()], sessionOptions: { refetchOnWindowFocus: false } })
 */
export function stillhereClient(): StillhereClientPlugin {
  return {
    id: 'stillhere',
    getActions(_fetch, _store, options) {
      const { refetchInterval = 0, refetchOnWindowFocus = true } = options?.sessionOptions ?? {}
      if (refetchInterval > 0 || refetchOnWindowFocus)
        throw new StillhereError(
          'backend-misconfigured',
          `createAuthClient: sessionOptions has refetchInterval ${refetchInterval} and refetchOnWindowFocus ${refetchOnWindowFocus}, so every tab would renew the session beside stillhere. Pass sessionOptions: { refetchOnWindowFocus: false } and no refetchInterval.`,
        )
      return {}
    },
  }
}

function liveAnswer(data: unknown, now: number | null, parseUser: (user: unknown) => unknown): BackendAnswer<unknown> {
  const session = fieldOf(data, 'session')
  const user = fieldOf(data, 'user')
  const [userId, sessionKey] = [textOf(user, 'id'), textOf(session, 'id')]
  const [expiresAt, createdAt] = [instantOf(session, 'expiresAt'), instantOf(session, 'createdAt')]
  if (userId === null || sessionKey === null || expiresAt === null)
    return { status: 'unavailable', message: 'What answered /get-session is not better-auth: no user.id, session.id and session.expiresAt.' }
  // A session begins with a sign-in and never by itself.
  const age = now !== null && createdAt !== null ? (`${Math.max(0, now - createdAt)}ms` as const) : null
  return answerFor(parseUser, user, {
    userId,
    sessionKey,
    endsIn: lifetimeUntil(expiresAt, now),
    ...(age !== null && { sessionAge: age, authAge: age }),
  })
}

function betterAuthUser(user: unknown): User {
  return { sub: textOf(user, 'id') ?? '', ...standardTexts(user, { name: 'name', email: 'email', picture: 'image' }) }
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : null
}

function flagOf(value: unknown, key: string): boolean {
  return fieldOf(value, key) === true
}

/** The SDK makes dates of what looks like one. */
function instantOf(value: unknown, key: string): number | null {
  const said = fieldOf(value, key)
  const at = said instanceof Date ? said.getTime() : typeof said === 'string' ? Date.parse(said) : Number.NaN
  return Number.isNaN(at) ? null : at
}

function listenTo(atom: unknown, changed: () => void): () => void {
  const listen = fieldOf(atom, 'listen')
  if (typeof listen !== 'function') return () => undefined
  const undo: unknown = Reflect.apply(listen, atom, [() => changed()])
  return () => {
    if (typeof undo === 'function') Reflect.apply(undo, null, [])
  }
}
