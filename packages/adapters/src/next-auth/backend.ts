import { type Backend, type BackendAnswer, type BackendCall, type SignInCall, StillhereError, type User } from '@stillhere/core'
import { proofOf } from '../proof.ts'
import { lifetimeUntil, serverNow } from '../server-time.ts'
import { answerFor, fieldOf, standardTexts, textOf } from '../user.ts'
import type { NextAuthFunctions } from './client.ts'
import { nextAuthFailure } from './failures.ts'
import { createFlights } from './flights.ts'

/** Options of {@link nextAuthBackend}. */
export interface NextAuthBackendOptions {
  /** Where next-auth's routes are. Default `'/api/auth'`. */
  readonly basePath?: string
  /** A provider's id for `signIn`. Default: next-auth's page with all of them. */
  readonly provider?: string
  /**
   * A route of your own that answers as `/session` does and renews nothing. next-auth has none: with it pages start and look without
   * extending; without it every look is a renewal, and the session is not asked before its end whether it still stands.
   */
  readonly peekPath?: `/${string}`
  /** Whose session it is. Default: `user.id`, else `user.email`. */
  readonly userId?: (session: unknown) => string
  /** When the user authenticated, in seconds by the server's clock, from a session whose callback says it. Without it `reauthenticate()` is refused. */
  readonly authTimeSeconds?: (session: unknown) => number
}

/**
 * The cookie session of next-auth (4.24; Auth.js 5 answers alike) as a backend. It asks `/session` itself, because the SDK's `getSession`
 * turns every failure into `null`, which is also how it says that nobody is signed in.
 *
 * Every `GET /session` renews a session with the `jwt` strategy, and one in a database once `updateAge` is over. So mount next-auth's
 * `SessionProvider` with {@link quietSessionProvider}, or not at all.
 *
 * `parseUser` is where your user type is earned: it is handed the session as `/session` tells it and throws what it does not accept.
 *
 * @throws StillhereError `backend-unavailable` from `signOut` when the session is still there afterwards.
 * @example
 * import { signIn, signOut } from 'next-auth/react'
 * const backend = nextAuthBackend({ signIn, signOut })
 */
export function nextAuthBackend(sdk: NextAuthFunctions, options?: NextAuthBackendOptions): Backend<User>
export function nextAuthBackend<U>(
  sdk: NextAuthFunctions,
  options: NextAuthBackendOptions & { readonly parseUser: (session: unknown) => U },
): Backend<U>
export function nextAuthBackend(
  sdk: NextAuthFunctions,
  options: NextAuthBackendOptions & { readonly parseUser?: (session: unknown) => unknown } = {},
): Backend<unknown> {
  const { basePath = '/api/auth', userId = standardUserId, parseUser, authTimeSeconds } = options
  const sessionPath = `${basePath}/session`
  const peekPath = options.peekPath ?? null
  const flights = createFlights()
  let toldExpiresAt: number | null = null

  async function ask(path: string, { signal }: BackendCall): Promise<BackendAnswer<unknown>> {
    const { response, signedOutMeanwhile } = await flights.fetch(path, signal)
    const said: unknown = await response.json().catch(() => undefined)
    const failure = nextAuthFailure(response, said)
    if (failure !== null) return failure
    if (signedOutMeanwhile) {
      // With the `jwt` strategy the server answers a request from before a sign-out with a new cookie.
      if (path === sessionPath) await sdk.signOut({ redirect: false })
      return { status: 'rejected', reason: 'signed-out' }
    }
    const expiresAt = Date.parse(textOf(said, 'expires') ?? '')
    if (Number.isNaN(expiresAt))
      return { status: 'unavailable', message: `What answers at ${path} is no session of next-auth: it has no "expires".` }
    toldExpiresAt = expiresAt
    return liveAnswer(said, expiresAt, serverNow(response.headers))
  }

  function liveAnswer(said: unknown, expiresAt: number, now: number | null): BackendAnswer<unknown> {
    const id = userId(said)
    if (id === '')
      return {
        status: 'misconfigured',
        message: 'The session names no user: its user has neither id nor email. Add one in callbacks.session, or pass userId.',
      }
    const authAge = authTimeSeconds && now !== null ? (`${Math.max(0, now - authTimeSeconds(said) * 1000)}ms` as const) : null
    return answerFor(parseUser ?? ((session) => standardUser(session, id)), said, {
      userId: id,
      endsIn: lifetimeUntil(expiresAt, now),
      ...(authAge !== null && { authAge }),
    })
  }

  return {
    credentials: 'shared',
    restore: (call) => ask(peekPath ?? sessionPath, call),
    ...(peekPath !== null && { peek: (call: BackendCall) => ask(peekPath, call) }),
    // Without a way to look every question renews: then only a sign-out is worth one.
    subscribe: (changed) => flights.onNews((trigger) => (peekPath !== null || trigger === 'signout') && changed()),
    async refresh(call) {
      const before = toldExpiresAt
      const first = await ask(sessionPath, call)
      // A session in a database is moved by this very request, whose answer still tells the end from before it.
      return first.status === 'live' && before !== null && toldExpiresAt === before ? ask(sessionPath, call) : first
    },
    async signIn(call) {
      if (call.signal.aborted) return { status: 'cancelled' }
      const proof = call.reauthenticate && askedOf(call.reauthenticate)
      if (proof && (options.provider === undefined || authTimeSeconds === undefined))
        return {
          status: 'misconfigured',
          message:
            'next-auth does not say when a user authenticated. To re-authenticate, pass a provider that heeds prompt=login, and authTimeSeconds.',
        }
      await sdk.signIn(options.provider, { callbackUrl: call.returnTo }, ...(proof ? [proof] : []))
      return { status: 'leaving' }
    },
    async signOut({ returnTo, signal }) {
      await flights.callOff()
      await sdk.signOut({ redirect: false, ...(returnTo !== null && { callbackUrl: returnTo }) })
      // Without a valid CSRF token the server does nothing, and answers 200 all the same.
      const after = await ask(peekPath ?? sessionPath, { signal })
      if (after.status === 'live')
        throw new StillhereError('backend-unavailable', 'next-auth did not sign out: the session is still there afterwards.')
    },
  }
}

function askedOf(reauthenticate: SignInCall['reauthenticate']): Record<string, string> {
  const { prompt = 'login', maxAge = 0, acrValues } = proofOf(reauthenticate)
  return { prompt, max_age: String(maxAge), ...(acrValues !== undefined && { acr_values: acrValues }) }
}

function standardUserId(session: unknown): string {
  return textOf(fieldOf(session, 'user'), 'id') ?? textOf(fieldOf(session, 'user'), 'email') ?? ''
}

function standardUser(session: unknown, sub: string): User {
  return { sub, ...standardTexts(fieldOf(session, 'user'), { name: 'name', email: 'email', picture: 'image' }) }
}
