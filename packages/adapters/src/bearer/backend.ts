import type { Backend, BackendAnswer } from '@stillhere/core'
import { inTime } from '../in-time.ts'
import { createSteadyClaims } from '../steady-claims.ts'
import { type BearerStore, type BearerTokens, createTokenKeeper, type KeptTokens } from './kept-tokens.ts'
import { refusal } from './refusal.ts'

/** Options of {@link bearerBackend}. */
export interface BearerOptions<U> {
  /**
   * Asks your server for new tokens and hands over what it answered. `refreshToken` is null in {@link BearerOptions.refreshCookie} mode.
   * An OAuth error code or a 401 in JSON ends the session; everything else is tried again.
   */
  readonly refresh: (refreshToken: string | null, signal: AbortSignal) => Promise<Response>
  /** Finds the tokens and the user in the body of a 2xx answer, your sign-in's as well. What it throws is taken for no answer. */
  readonly read: (body: unknown) => BearerTokens<U>
  /** Revokes them at your server, and clears its cookie if there is one; with that, null where this tab holds none. Left out: they live on until they are over. */
  readonly revoke?: (tokens: BearerTokens<U> | null, signal: AbortSignal) => Promise<Response>
  /** Where tokens are kept. Default: in this tab's memory, gone with a reload. */
  readonly store?: BearerStore
  /** Default: `'shared'` for localStorage, else `'per-tab'`. To be said for a store of your own that all tabs see. */
  readonly credentials?: 'shared' | 'per-tab'
  /** The refresh token is in an HttpOnly cookie: a page that starts asks for an access token of its own, and tabs ask one after the other. Default false. */
  readonly refreshCookie?: boolean
  /** As `Backend.signIn`. Left out: "Sign in again" loads the page anew, and `reauthenticate` is refused. */
  readonly signIn?: NonNullable<Backend<U>['signIn']>
}

/** A `Backend`; what `createSessionFetch` needs to put the access token on requests; and where your sign-in hands its answer over. */
export interface BearerBackend<U> extends Backend<U> {
  readonly authorize: (headers: Headers) => Promise<void>
  /** Takes the body in that your sign-in endpoint has answered. Call `session.restore()` afterwards. */
  readonly accept: (body: unknown) => Promise<void>
}

const NOBODY = { status: 'rejected', reason: 'signed-out' } as const
const LOCK = 'stillhere/1/bearer'

/**
 * Bearer tokens of your own server (RFC 6750), asked for with plain `fetch`, as the backend of a session.
 *
 * @example
 * const backend = bearerBackend({
 *   refresh: (refreshToken, signal) => fetch('/auth/refresh', { method: 'POST', body: JSON.stringify({ refreshToken }), signal }),
 *   read: readTokens,
 * })
 * const session = createBrowserSession({ backend, policy: { inactivity: '15m' } })
 */
export function bearerBackend<U>(options: BearerOptions<U>): BearerBackend<U> {
  const { refreshCookie = false, store = null, signIn } = options
  const keeper = createTokenKeeper<U>(store)
  const steady = createSteadyClaims<U>()
  let running: Promise<BackendAnswer<U>> | null = null

  function live({ userId, user, endsAt, refreshToken }: KeptTokens<U>, at = Date.now()): BackendAnswer<U> {
    return {
      status: 'live',
      userId,
      user: steady(user),
      endsIn: {
        ...(endsAt !== null && { 'token-expired': `${Math.max(0, endsAt - at)}ms` }),
        ...(!refreshCookie && !refreshToken && { 'refresh-expired': '0s' }),
      },
    }
  }

  async function renew(before: KeptTokens<U> | null, signal: AbortSignal): Promise<BackendAnswer<U>> {
    const sentAt = Date.now()
    const response = await options.refresh(before?.refreshToken ?? null, signal)
    const tokens = response.ok ? options.read(await response.json()) : null
    const now = await keeper.read()
    const overtaken = now?.accessToken !== before?.accessToken
    if (tokens === null) {
      const answer = await refusal(response)
      // localStorage may have shown an old token: the one that another tab was given a moment ago is here by now.
      return answer.status === 'rejected' && overtaken && now !== null ? live(now) : answer
    }
    if (overtaken) {
      // Somebody has signed out meanwhile, or in: what they did stays.
      void giveBack(tokens).catch(() => undefined)
      return now === null ? NOBODY : live(now)
    }
    // The session counts from the instant of sending, too.
    return live(await keeper.keep({ refreshToken: before?.refreshToken, ...tokens }, sentAt), sentAt)
  }

  /** One at a time in this tab, and where the cookie is everybody's, over all tabs. */
  function renewOnce(before: KeptTokens<U> | null, signal: AbortSignal): Promise<BackendAnswer<U>> {
    running ??= (refreshCookie ? inTurn(signal, () => renew(before, signal)) : renew(before, signal)).finally(() => {
      running = null
    })
    return running
  }

  async function giveBack(tokens: BearerTokens<U> | null): Promise<void> {
    if (!options.revoke) return
    const controller = new AbortController()
    const response = await inTime(options.revoke(tokens, controller.signal)).finally(() => controller.abort())
    if (!response.ok) throw new Error(`The server answers ${response.status} to the revocation`)
  }

  return {
    credentials: options.credentials ?? (isLocalStorage(store) ? 'shared' : 'per-tab'),
    async restore({ signal }) {
      const tokens = await keeper.read()
      if (tokens !== null) return live(tokens)
      return refreshCookie ? renewOnce(null, signal) : NOBODY
    },
    async refresh({ signal, presence, minValidityMs }) {
      const tokens = await keeper.read()
      if (tokens === null && !refreshCookie) return NOBODY
      if (tokens !== null && !presence && (tokens.endsAt ?? 0) - Date.now() > minValidityMs) return live(tokens)
      return renewOnce(tokens, signal)
    },
    async signOut() {
      const tokens = await keeper.read()
      await keeper.forget()
      if (tokens !== null || refreshCookie) await giveBack(tokens)
    },
    async authorize(headers) {
      const tokens = await keeper.read()
      if (tokens !== null) headers.set('authorization', `Bearer ${tokens.accessToken}`)
    },
    async accept(body) {
      await keeper.keep(options.read(body), Date.now())
    },
    ...(signIn && { signIn }),
  }
}

function inTurn<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  const { locks } = navigator
  return locks ? locks.request(LOCK, { signal }, work) : work()
}

function isLocalStorage(store: BearerStore | null): boolean {
  try {
    return store !== null && store === localStorage
  } catch {
    return false
  }
}
