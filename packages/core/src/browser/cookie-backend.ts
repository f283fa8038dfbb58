import * as texts from '#texts'
import type { BackendAnswer } from '../engine/answer.ts'
import { StillhereError } from '../engine/errors.ts'
import { REQUEST_HEADER, SESSION_HEADER, type WireLogout, type WireRefresh } from '../engine/wire.ts'
import type { LimitReason, User } from '../engine/words.ts'
import type { Backend, BackendCall, ReturnTo, SignInCall } from '../ports/backend.ts'
import type { FollowedEvents } from './cookie-events.ts'
import { ownUrl } from './own-url.ts'
import { fields, readAnswer, text } from './wire-answer.ts'

/** Options of {@link cookieBackend}. */
export interface CookieBackendOptions {
  /** Your own sign-in page instead of `<url>/login`; it gets `return_to` in its query. */
  readonly signInPage?: ReturnTo
  /** Sent with every request, for a proxy or a tenant. */
  readonly headers?: Readonly<Record<string, string>>
  /** News of the server at once: {@link cookieEvents}. Default: what happens at the server is learnt with the page's next question. */
  readonly events?: (url: string, changed: () => void) => FollowedEvents
  /** Limits that the server keeps by itself: presence is then reported to it. Default none. */
  readonly enforces?: readonly LimitReason[]
  /**
   * For scaled time, the clock's rate: the server's durations are multiplied by it, what is asked of it divided. Default 1.
   * For demonstrations and tests, never in production: the page would believe in limits that the server does not have.
   */
  readonly rate?: number
}

/** The backend of a cookie session. */
export interface CookieBackend<out U> extends Backend<U> {
  /**
   * Names the session in a request to the app's own API, so that a server with `requireSession` answers 409 instead of another user's
   * data when somebody else has signed in meanwhile. `createSessionFetch(session, { authorize: backend.authorize, origins: [location.origin] })`
   */
  authorize(headers: Headers): void
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
export function cookieBackend(url: string, options?: CookieBackendOptions): CookieBackend<User>
export function cookieBackend<U>(
  url: string,
  options: CookieBackendOptions & { readonly parseUser: (user: unknown) => U },
): CookieBackend<U>
export function cookieBackend(
  url: string,
  options: CookieBackendOptions & { readonly parseUser?: (user: unknown) => unknown } = {},
): CookieBackend<unknown> {
  return createCookieBackend(url, { ...options, parseUser: options.parseUser ?? parseStandardUser }, globalThis)
}

/** {@link cookieBackend} on a platform of the caller's. */
export function createCookieBackend<U>(
  url: string,
  options: CookieBackendOptions & { readonly parseUser: (user: unknown) => U },
  platform: CookiePlatform,
): CookieBackend<U> {
  const { parseUser, rate = 1, events } = options
  const base = ownUrl(url, platform.location, 'cookieBackend').replace(/\/+$/, '')
  const signInPage = ownUrl(options.signInPage ?? `${base}/login`, platform.location, 'cookieBackend: signInPage')
  const always = new Headers(options.headers)
  always.set('accept', 'application/json')
  let sessionKey: string | null = null
  let news: FollowedEvents | null = null

  const know = (key: string | null) => {
    sessionKey = key
    news?.follow(key)
  }

  /** null when nothing came back. With a body it is a POST. */
  const request = async (path: string, { signal }: BackendCall, named: string | null, body?: WireRefresh | WireLogout) => {
    const headers = new Headers(always)
    const init: RequestInit = {
      cache: 'no-store',
      credentials: 'same-origin',
      mode: 'same-origin',
      redirect: 'error',
      signal,
      headers,
      // The sign-out may be sent by a page that is leaving.
      keepalive: path === 'logout',
    }
    if (named !== null) headers.set(SESSION_HEADER, named)
    if (body) {
      headers.set('content-type', 'application/json')
      headers.set(REQUEST_HEADER, '1')
      init.method = 'POST'
      init.body = JSON.stringify(body)
    }
    return platform.fetch(`${base}/${path}`, init).catch(() => null)
  }

  const ask = async (path: string, call: BackendCall, named: string | null, body?: WireRefresh): Promise<BackendAnswer<U>> => {
    const response = await request(path, call, named, body)
    if (!response) return { status: 'unavailable' }
    const answer = await readAnswer(response, { parseUser, rate, url: `${base}/${path}` })
    if (answer.status === 'rejected') news?.follow(null)
    if (answer.status !== 'live') return answer
    if (named !== null && answer.sessionKey !== named) return { status: 'rejected', reason: 'replaced' }
    know(answer.sessionKey ?? null)
    return answer
  }

  return {
    credentials: 'shared',
    authorize: (headers) => sessionKey !== null && headers.set(SESSION_HEADER, sessionKey),
    ...(options.enforces ? { enforces: options.enforces } : {}),
    ...(events && {
      subscribe(changed: () => void) {
        const opened = events(`${base}/events`, changed)
        news = opened
        opened.follow(sessionKey)
        return () => {
          if (news === opened) news = null
          opened.stop()
        }
      },
    }),
    restore: (call) => ask('peek', call, null),
    peek: (call) => ask('peek', call, sessionKey),
    refresh: (call) =>
      ask(call.presence ? 'extend' : 'refresh', call, sessionKey, { minValiditySeconds: call.minValidityMs / rate / 1000 }),
    async signOut(call) {
      const response = await request('logout', call, sessionKey, { reason: call.reason, returnTo: call.returnTo })
      const answer = fields(await response?.json().catch(() => null))
      // Over already, or another's: nothing is left to end.
      const gone = (response?.status === 401 || response?.status === 409) && answer?.['status'] === 'rejected'
      if (!gone && !(response?.ok && answer))
        throw new StillhereError('backend-unavailable', texts.wireSignOutUnconfirmed(`${base}/logout`))
      know(null)
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
  const said: Record<string, string> = {}
  for (const claim of ['sub', 'name', 'email', 'picture']) {
    const value = text(claims?.[claim])
    if (value) said[claim] = value
  }
  const { sub } = said
  if (!sub) throw new TypeError('no sub')
  return { ...said, sub }
}
