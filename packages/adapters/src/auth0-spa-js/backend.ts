import type { Backend, BackendAnswer, User } from '@stillhere/core'
import { errorCode } from '../grant-failure.ts'
import { standardUser } from '../user.ts'
import { checkedOptions, misconfigured } from './checked-options.ts'
import { followClearing } from './clearing.ts'
import type { Auth0SpaClient, Auth0Tokens } from './client.ts'
import { auth0Failure } from './failures.ts'
import { lifeLeft, liveAnswer } from './live-answer.ts'
import { askedOf, popupOutcome } from './sign-in.ts'

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

/** The access token that this tab was given last. */
interface HeldToken {
  readonly token: string
  readonly leftMs: number
  readonly untilAt: number
}

/** The SDK gives up after 10 s and sends a spent refresh token again. The session itself gives up after this long. */
const ATTEMPT_SECONDS = 30

/**
 * The session of an `Auth0Client` (`@auth0/auth0-spa-js` 2). The SDK renews only when it is asked for a token; from here on the session
 * asks, ahead of expiry and once for all tabs that share a store, and everybody else gets what is there through `authorize`. The app goes on calling
 * `handleRedirectCallback`. There is no `peek`: Auth0 can't be asked how a session stands without renewing it.
 *
 * `parseUser` is where your user type is earned: it is handed the claims of the ID token and throws what it does not accept.
 * Leave out what each token has anew (`iat`, `exp`, …), else every refresh renders.
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
  const { dpop } = checkedOptions(client, cacheLocation)
  /** Counts sign-outs, so that an answer from before one leaves no token behind it. */
  let signOuts = 0
  let held: HeldToken | null = null
  const cachedTokens = () => client.getTokenSilently({ cacheMode: 'cache-only', detailedResponse: true })

  async function live(tokens: Auth0Tokens | undefined, from: 'network' | 'cache'): Promise<BackendAnswer<unknown>> {
    const claims = await client.getIdTokenClaims()
    // The SDK hands out nothing once the ceiling of the session is reached.
    if (!tokens || !claims) return { status: 'rejected', reason: 'max-lifetime' }
    const leftMs = lifeLeft(tokens, claims, from)
    held = { token: tokens.access_token, leftMs, untilAt: Date.now() + leftMs }
    return liveAnswer(claims, leftMs, from, parseUser)
  }

  /** Without a refresh token what is there is good until it is over; nothing moves its end. */
  async function theLast(): Promise<BackendAnswer<unknown> | null> {
    const claims = await client.getIdTokenClaims()
    const leftMs = held === null ? 0 : Math.min(held.leftMs, held.untilAt - Date.now())
    if (!claims || leftMs <= 0) return null
    const answer = liveAnswer(claims, leftMs, 'cache', parseUser)
    return answer.status === 'live' ? { ...answer, extendable: false } : answer
  }

  async function forget(): Promise<void> {
    held = null
    await client.logout({ openUrl: false })
  }

  async function failed(error: unknown, before?: string): Promise<BackendAnswer<unknown>> {
    const answer = auth0Failure(error)
    if (answer.status !== 'rejected') return answer
    const last = errorCode(error) === 'missing_refresh_token' ? await theLast() : null
    if (last !== null) return last
    // Refused was the grant of before. Another one may have been signed in to meanwhile, in another tab.
    const cached = before === undefined ? undefined : await cachedTokens()
    if (cached && cached.access_token !== before) return live(cached, 'cache')
    // The SDK itself keeps showing the user as signed in.
    await forget()
    return answer
  }

  return {
    credentials: cacheLocation === 'memory' ? 'per-tab' : 'shared',
    ...(cacheLocation === 'localstorage' && { subscribe: (changed: () => void) => followClearing(client, changed) }),
    async authorize(headers) {
      if (dpop)
        throw misconfigured('authorize() sets a bearer token, and this client binds its tokens by DPoP. Use client.createFetcher().')
      const cached = await cachedTokens()
      // The SDK's cache keeps the last minute of a token back. What a sign-out in another tab has emptied is over.
      const token = cached?.access_token ?? ((await client.getIdTokenClaims()) ? held?.token : undefined)
      if (token !== undefined) headers.set('authorization', `Bearer ${token}`)
    },
    async restore() {
      try {
        const cached = await cachedTokens()
        if (cached) return await live(cached, 'cache')
        return await live(await client.getTokenSilently({ detailedResponse: true, timeoutInSeconds: ATTEMPT_SECONDS }), 'network')
      } catch (error) {
        return failed(error)
      }
    },
    async refresh() {
      const before = { signOuts, held }
      let cleared = false
      const stop = followClearing(client, () => {
        cleared = true
      })
      try {
        const tokens = await client.getTokenSilently({ cacheMode: 'off', detailedResponse: true, timeoutInSeconds: ATTEMPT_SECONDS })
        if (before.signOuts === signOuts && !cleared) return await live(tokens, 'network')
        await client.revokeRefreshToken?.().catch(() => undefined)
        await forget()
        return { status: 'rejected', reason: 'signed-out' }
      } catch (error) {
        return await failed(error, before.held?.token)
      } finally {
        stop()
      }
    },
    async signIn({ returnTo, reauthenticate, signal }) {
      if (signal.aborted) return { status: 'cancelled' }
      const authorizationParams = askedOf(reauthenticate)
      if (signIn === 'redirect') {
        await client.loginWithRedirect({ appState: { returnTo }, authorizationParams })
        return { status: 'leaving' }
      }
      try {
        await client.loginWithPopup({ authorizationParams })
        return await live(await cachedTokens(), 'network')
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

function aborted(signal: { readonly aborted: boolean }): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else if (signal instanceof AbortSignal) signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
