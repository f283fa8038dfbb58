import * as texts from '#texts'
import type { BackendAnswer } from '../engine/answer.ts'
import { StillhereError } from '../engine/errors.ts'
import { REQUEST_HEADER, SESSION_HEADER, type WireLogout, type WireRefresh } from '../engine/wire.ts'
import type { LimitReason, User } from '../engine/words.ts'
import type { Backend, BackendCall, ReturnTo, SignInCall } from '../ports/backend.ts'
import { ownUrl } from './own-url.ts'
import { fields, readAnswer, text } from './wire-answer.ts'

/** Options of {@link cookieBackend}. */
export interface CookieBackendOptions {
  /** Your own sign-in page instead of `<url>/login`; it gets `return_to` in its query. */
  readonly signInPage?: ReturnTo
  /** Sent with every request, for a proxy or a tenant. */
  readonly headers?: Readonly<Record<string, string>>
  /** Limits that the server keeps by itself: presence is then reported to it. Default none. */
  readonly enforces?: readonly LimitReason[]
  /**
   * For scaled time, the clock's rate: the server's durations are multiplied by it, what is asked of it divided. Default 1.
   * For demonstrations and tests, never in production: the page would believe in limits that the server does not have.
   */
  readonly rate?: number
}

/** What the backend stands on; tests hand in another. */
export interface CookiePlatform {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>
  readonly location?: Pick<Location, 'href' | 'origin' | 'assign'> | undefined
}

/**
 * A session kept by a cookie: speaks to `@stillhere/server` at `url`, or to anything that answers alike. No token is in reach of
 * scripts. Requests stay on the page's own origin, follow no redirect and name the session they mean, so that the answer for
 * another one is refused (`replaced`).
 *
 * `parseUser` is where your user type is earned: it is handed what the server says and throws what it does not accept. Without one the
 * user has `sub`, and `name`, `email` and `picture` when the server says them.
 *
 * @throws StillhereError `backend-misconfigured` when `url` is not on this origin.
 * @example
 * const backend = cookieBackend('/session')
 */
export function cookieBackend(url: string, options?: CookieBackendOptions): Backend<User>
export function cookieBackend<U>(url: string, options: CookieBackendOptions & { readonly parseUser: (user: unknown) => U }): Backend<U>
export function cookieBackend(
  url: string,
  options: CookieBackendOptions & { readonly parseUser?: (user: unknown) => unknown } = {},
): Backend<unknown> {
  return createCookieBackend(url, { ...options, parseUser: options.parseUser ?? parseStandardUser }, globalThis)
}

/** {@link cookieBackend} on a platform of the caller's. */
export function createCookieBackend<U>(
  url: string,
  options: CookieBackendOptions & { readonly parseUser: (user: unknown) => U },
  platform: CookiePlatform,
): Backend<U> {
  const { parseUser, rate = 1 } = options
  const base = ownUrl(url, platform.location, 'cookieBackend').replace(/\/+$/, '')
  const signInPage = ownUrl(options.signInPage ?? `${base}/login`, platform.location, 'cookieBackend: signInPage')
  const always = new Headers(options.headers)
  always.set('accept', 'application/json')
  let sessionKey: string | null = null

  const request = (path: string, { signal }: BackendCall, init: RequestInit, named: string | null): Promise<Response> => {
    const headers = new Headers(always)
    if (init.method === 'POST') {
      headers.set('content-type', 'application/json')
      headers.set(REQUEST_HEADER, '1')
    }
    if (named !== null) headers.set(SESSION_HEADER, named)
    return platform.fetch(`${base}/${path}`, {
      cache: 'no-store',
      credentials: 'same-origin',
      mode: 'same-origin',
      redirect: 'error',
      signal,
      ...init,
      headers,
    })
  }

  const ask = async (path: string, call: BackendCall, init: RequestInit, named = sessionKey): Promise<BackendAnswer<U>> => {
    const response = await request(path, call, init, named).catch(() => null)
    if (!response) return { status: 'unavailable' }
    const answer = await readAnswer(response, { parseUser, rate, url: `${base}/${path}` })
    if (answer.status !== 'live') return answer
    if (named !== null && answer.sessionKey !== named) return { status: 'rejected', reason: 'replaced' }
    sessionKey = answer.sessionKey ?? null
    return answer
  }

  return {
    credentials: 'shared',
    ...(options.enforces ? { enforces: options.enforces } : {}),
    restore: (call) => ask('peek', call, {}, null),
    peek: (call) => ask('peek', call, {}),
    refresh(call) {
      const body: WireRefresh = { minValiditySeconds: call.minValidityMs / rate / 1000 }
      return ask(call.presence ? 'extend' : 'refresh', call, { method: 'POST', body: JSON.stringify(body) })
    },
    async signOut(call) {
      const body: WireLogout = { reason: call.reason, returnTo: call.returnTo }
      const response = await request('logout', call, { method: 'POST', body: JSON.stringify(body), keepalive: true }, sessionKey).catch(
        () => null,
      )
      const answer = fields(await response?.json().catch(() => null))
      // Over already, or another's: nothing is left to end.
      const gone = (response?.status === 401 || response?.status === 409) && answer?.['status'] === 'rejected'
      if (!gone && !(response?.ok && answer))
        throw new StillhereError('backend-unavailable', texts.wireSignOutUnconfirmed(`${base}/logout`))
      sessionKey = null
      const redirectTo = text(answer?.['redirectTo'])
      return redirectTo === null ? undefined : { redirectTo }
    },
    async signIn(call) {
      if (call.signal.aborted) return { status: 'cancelled' }
      if (!platform.location) return { status: 'blocked' }
      platform.location.assign(signInUrl(signInPage, call, rate))
      return { status: 'leaving' }
    },
  }
}

function signInUrl(page: string, { returnTo, reauthenticate }: SignInCall, rate: number): string {
  const query = new URLSearchParams({ return_to: returnTo })
  if (reauthenticate?.maxAgeMs != null) query.set('max_age', String(Math.floor(reauthenticate.maxAgeMs / rate / 1000)))
  if (reauthenticate && reauthenticate.acrValues.length > 0) query.set('acr_values', reauthenticate.acrValues.join(' '))
  return `${page}${page.includes('?') ? '&' : '?'}${query}`
}

/** The standard claims, those that are text. */
function parseStandardUser(user: unknown): User {
  const claims = fields(user)
  const [sub, name, email, picture] = ['sub', 'name', 'email', 'picture'].map((claim) => text(claims?.[claim]))
  if (!sub) throw new TypeError('A user is an object with a `sub`.')
  return { sub, ...(name ? { name } : {}), ...(email ? { email } : {}), ...(picture ? { picture } : {}) }
}
