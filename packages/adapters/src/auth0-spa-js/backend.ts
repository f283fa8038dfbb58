import { type Backend, type BackendAnswer, StillhereError, type User } from '@stillhere/core'
import { auth0Failure, errorCode } from './failures.ts'
import { answerFor, standardUser } from '../user.ts'

/** What the adapter uses of `Auth0Client`; the SDK's own object fits. */
export interface Auth0SpaClient {
  getConfiguration(): { readonly clientId: string }
  getTokenSilently(options: Auth0TokenOptions & { readonly detailedResponse: true }): Promise<Auth0Tokens | undefined>
  getIdTokenClaims(): Promise<Auth0Claims | undefined>
  loginWithRedirect(options: Auth0SignInOptions & { readonly appState: { readonly returnTo: string } }): Promise<void>
  loginWithPopup(options: Auth0SignInOptions): Promise<void>
  /** Since 2.20 or so; without it refresh tokens outlive the sign-out at Auth0, not in the browser. */
  revokeRefreshToken?(): Promise<void>
  logout(options: { openUrl: false | ((url: string) => void); logoutParams?: { returnTo?: string } }): Promise<void>
}

/** What asking for a token takes. */
export interface Auth0TokenOptions {
  cacheMode?: 'on' | 'off' | 'cache-only'
  timeoutInSeconds?: number
}

/** What a sign-in takes. */
export interface Auth0SignInOptions {
  authorizationParams: { prompt?: 'login'; max_age?: number; acr_values?: string }
}

export interface Auth0Tokens {
  readonly access_token: string
  readonly expires_in: number
}

/** Claims of the ID token that the adapter reads; the SDK has checked it. */
export interface Auth0Claims {
  readonly sub?: string
  readonly iat?: number
  readonly auth_time?: unknown
  readonly session_expiry?: unknown
  readonly [claim: string]: unknown
}

/** Options of {@link auth0Backend}. */
export interface Auth0BackendOptions {
  /** Where the SDK keeps its tokens, as it was told: `'memory'` (its default and ours) is each tab's own, `'localstorage'` is every tab's. */
  readonly cacheLocation?: 'memory' | 'localstorage'
  /** How to sign in: `'redirect'` (default) leaves the page, `'popup'` keeps it and what was typed in it. */
  readonly signIn?: 'redirect' | 'popup'
  /** Where Auth0 sends the browser after a sign-out when the app names no page: an "Allowed Logout URL". Default: the origin. */
  readonly logoutReturnTo?: string
}

/** An Auth0 session as a backend. */
export interface Auth0Backend<out U> extends Backend<U> {
  /**
   * Sets the access token on a request, for `createSessionFetch`. Never asks for a new one: that is the session's to decide. Sets
   * nothing when there is none. Not for clients with `useDpop`, whose tokens need a proof: use the SDK's `createFetcher` there.
   */
  authorize(headers: Headers): Promise<void>
}

/** The SDK gives up after 10 s and sends a spent refresh token again. The session itself gives up after this long. */
const ATTEMPT_SECONDS = 30
/** The SDK hands a token from its cache only when more than this is left of it. */
const CACHED_AT_LEAST_MS = 60_000
/** The SDK ends a session this long before its `session_expiry`. */
const CEILING_LEEWAY_SECONDS = 30

/**
 * The session of an `Auth0Client` (`@auth0/auth0-spa-js` 2). The SDK renews only when it is asked for a token; from here on the session
 * asks, ahead of expiry and once for all tabs that share a store, and everybody else gets what is there through `authorize`. The app goes on calling
 * `handleRedirectCallback`. There is no `peek`: Auth0 can't be asked how a session stands without renewing it.
 *
 * `parseUser` is where your user type is earned: it is handed the claims of the ID token and throws what it does not accept.
 *
 * @throws StillhereError `backend-misconfigured` when the client keeps its tokens elsewhere than `cacheLocation` says, or would open a
 * popup during a background refresh.
 * @example
 * const auth0 = new Auth0Client({ domain, clientId, useRefreshTokens: true, cacheLocation: 'localstorage' })
 * const backend = auth0Backend(auth0, { cacheLocation: 'localstorage' })
 */
export function auth0Backend(client: Auth0SpaClient, options?: Auth0BackendOptions): Auth0Backend<User>
export function auth0Backend<U>(
  client: Auth0SpaClient,
  options: Auth0BackendOptions & { readonly parseUser: (claims: unknown) => U },
): Auth0Backend<U>
export function auth0Backend(
  client: Auth0SpaClient,
  options: Auth0BackendOptions & { readonly parseUser?: (claims: unknown) => unknown } = {},
): Auth0Backend<unknown> {
  const { cacheLocation = 'memory', parseUser = standardUser, signIn = 'redirect' } = options
  const dpop = checkedOptions(client, cacheLocation)
  /** Counts sign-outs, so that an answer from before one leaves no token behind it. */
  let signOuts = 0
  let held: string | null = null

  async function live(tokens: Auth0Tokens | undefined, from: 'network' | 'cache'): Promise<BackendAnswer<unknown>> {
    const claims = await client.getIdTokenClaims()
    // The SDK hands out nothing once the ceiling of the session is reached.
    if (!tokens || !claims) return { status: 'rejected', reason: 'max-lifetime' }
    held = tokens.access_token
    return liveAnswer(tokens, claims, from === 'cache' ? Date.now() : null, parseUser)
  }

  async function forget(): Promise<void> {
    held = null
    await client.logout({ openUrl: false })
  }

  async function failed(error: unknown): Promise<BackendAnswer<never>> {
    const answer = auth0Failure(error)
    // The SDK itself keeps showing the user as signed in.
    if (answer.status === 'rejected') await forget()
    return answer
  }

  return {
    credentials: cacheLocation === 'memory' ? 'per-tab' : 'shared',
    async authorize(headers) {
      if (dpop) throw misconfigured('authorize() sets a bearer token, and this client binds its tokens by DPoP. Use client.createFetcher().')
      const cached = await client.getTokenSilently({ cacheMode: 'cache-only', detailedResponse: true })
      if (cached) held = cached.access_token
      // The SDK's cache keeps the last minute of a token back. What a sign-out in another tab has emptied is over.
      else if (!(await client.getIdTokenClaims())) held = null
      if (held !== null) headers.set('authorization', `Bearer ${held}`)
    },
    async restore() {
      try {
        const cached = await client.getTokenSilently({ cacheMode: 'cache-only', detailedResponse: true })
        if (cached) return await live(cached, 'cache')
        return await live(await client.getTokenSilently({ detailedResponse: true, timeoutInSeconds: ATTEMPT_SECONDS }), 'network')
      } catch (error) {
        return failed(error)
      }
    },
    async refresh() {
      const before = signOuts
      const elsewhere = watchClearing(client)
      try {
        const tokens = await client.getTokenSilently({ cacheMode: 'off', detailedResponse: true, timeoutInSeconds: ATTEMPT_SECONDS })
        if (before === signOuts && !elsewhere.cleared()) return await live(tokens, 'network')
        await client.revokeRefreshToken?.().catch(() => undefined)
        await forget()
        return { status: 'rejected', reason: 'signed-out' }
      } catch (error) {
        return await failed(error)
      } finally {
        elsewhere.stop()
      }
    },
    async signIn({ returnTo, reauthenticate, signal }) {
      if (signal.aborted) return { status: 'cancelled' }
      const authorizationParams = reauthenticate ? proofOf(reauthenticate) : {}
      if (signIn === 'redirect') {
        await client.loginWithRedirect({ appState: { returnTo }, authorizationParams })
        return { status: 'leaving' }
      }
      try {
        await client.loginWithPopup({ authorizationParams })
        return await live(await client.getTokenSilently({ cacheMode: 'cache-only', detailedResponse: true }), 'network')
      } catch (error) {
        return popupOutcome(error) ?? auth0Failure(error)
      }
    },
    async signOut({ returnTo, signal }) {
      signOuts++
      held = null
      await Promise.race([client.revokeRefreshToken?.().catch(() => undefined), aborted(signal)])
      const { origin } = globalThis.location
      let redirectTo = ''
      await client.logout({
        openUrl: (url) => {
          redirectTo = url
        },
        logoutParams: { returnTo: returnTo === null ? (options.logoutReturnTo ?? origin) : `${origin}${returnTo}` },
      })
      return { redirectTo }
    },
  }
}

/**
 * Lifetimes from the ID token's own instants, which were written in the same moment as the access token and by the same clock. What
 * comes out of the cache has aged since; the SDK vouches for a minute, and no wrong clock makes it more than the token's whole life.
 */
function liveAnswer(
  tokens: Auth0Tokens,
  claims: Auth0Claims,
  cachedNow: number | null,
  parseUser: (claims: unknown) => unknown,
): BackendAnswer<unknown> {
  const { sub, iat, auth_time: authTime, session_expiry: ceiling } = claims
  if (typeof sub !== 'string' || typeof iat !== 'number') return { status: 'unavailable', message: 'The ID token lacks sub or iat.' }
  const lifeMs = tokens.expires_in * 1000
  const elapsedMs = cachedNow === null ? 0 : cachedNow - iat * 1000
  const leftMs = cachedNow === null ? lifeMs : elapsedMs < 0 ? CACHED_AT_LEAST_MS : Math.max(CACHED_AT_LEAST_MS, lifeMs - elapsedMs)
  const agedMs = Math.max(0, elapsedMs)
  const ceilingMs = typeof ceiling === 'number' ? Math.max(0, (ceiling - CEILING_LEEWAY_SECONDS - iat) * 1000 - agedMs) : null
  return answerFor(parseUser, claims, {
    userId: sub,
    endsIn: { 'token-expired': `${Math.min(leftMs, lifeMs)}ms`, ...(ceilingMs !== null && { 'max-lifetime': `${ceilingMs}ms` }) },
    ...(typeof authTime === 'number' && { authAge: `${Math.max(0, (iat - authTime) * 1000 + agedMs)}ms` }),
  })
}

function proofOf({ maxAgeMs, acrValues }: { readonly maxAgeMs: number | null; readonly acrValues: readonly string[] }) {
  return {
    prompt: 'login' as const,
    // With it Auth0 puts auth_time into the ID token.
    max_age: maxAgeMs === null ? 0 : Math.floor(maxAgeMs / 1000),
    ...(acrValues.length > 0 && { acr_values: acrValues.join(' ') }),
  }
}

function popupOutcome(error: unknown): { readonly status: 'cancelled' | 'blocked' } | null {
  switch (errorCode(error)) {
    case 'popup_open':
      return { status: 'blocked' }
    case 'cancelled':
    case 'timeout':
    case 'access_denied':
      return { status: 'cancelled' }
    default:
      return null
  }
}

/** Whether another tab signs out while this one waits for its tokens: they would be written into the emptied store. */
function watchClearing(client: Auth0SpaClient): { cleared(): boolean; stop(): void } {
  const key = `@@auth0spajs@@::${client.getConfiguration().clientId}::@@user@@`
  let cleared = false
  const look = (event: StorageEvent) => {
    if (event.key === null || (event.key === key && event.newValue === null)) cleared = true
  }
  globalThis.addEventListener?.('storage', look)
  return { cleared: () => cleared, stop: () => globalThis.removeEventListener?.('storage', look) }
}

function aborted(signal: { readonly aborted: boolean }): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else if (signal instanceof AbortSignal) signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

/** What the SDK was told can be seen on the object, though it is not declared: said when it contradicts, believed when it is not there. */
function checkedOptions(client: Auth0SpaClient, declared: 'memory' | 'localstorage'): boolean {
  const told: unknown = Reflect.get(client, 'options')
  if (typeof told !== 'object' || told === null) return false
  const read = (key: string): unknown => Reflect.get(told, key)
  const actual = read('cacheLocation') ?? 'memory'
  if (!read('cache') && actual !== declared)
    throw misconfigured(
      `auth0Backend: cacheLocation is '${declared}', and the client was made with '${String(actual)}'. Tabs would refresh apart that share tokens, or wait for tokens that they do not share. Say the same in both places.`,
    )
  if (read('interactiveErrorHandler') === 'popup')
    throw misconfigured(
      "auth0Backend: the client was made with interactiveErrorHandler: 'popup', so a refresh in the background could open a window. Leave it out, and call session.reauthenticate() from a click.",
    )
  return read('useDpop') === true
}

function misconfigured(message: string): StillhereError {
  return new StillhereError('backend-misconfigured', message)
}
