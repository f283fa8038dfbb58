import { type Backend, type BackendAnswer, type BackendCall, type ReturnTo, StillhereError, type User } from '@stillhere/core'
import { followStorage } from '../follow-storage.ts'
import { serverNow } from '../server-time.ts'
import { fieldOf, textOf } from '../user.ts'
import type { BetterAuthClient } from './client.ts'
import { betterAuthFailure } from './failures.ts'
import { betterAuthUser, liveAnswer } from './live-answer.ts'

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
  let known: string | null = null
  const bypass = options.cookieCache === 'trust' ? {} : { disableCookieCache: true }

  async function ask({ signal }: BackendCall, query: { disableRefresh?: boolean }, method?: 'POST'): Promise<BackendAnswer<unknown>> {
    const meant = known
    let headers: Headers | null = null
    const onResponse = ({ response }: { response: Response }) => {
      headers = response.headers
    }
    const fetchOptions = { ...(method && { method }), signal, onResponse, retry: 0, throw: false } as const
    const result = await client.getSession({ query: { ...bypass, ...query }, fetchOptions })
    const [data, error] = [fieldOf(result, 'data'), fieldOf(result, 'error')]
    if (error) return betterAuthFailure(Number(fieldOf(error, 'status')), headers)
    if (data === null) return { status: 'rejected' }
    // With deferSessionRefresh a GET only says that it is time.
    if (!query.disableRefresh && method === undefined && flagOf(data, 'needsRefresh')) return ask({ signal }, query, 'POST')
    const answer = liveAnswer(data, serverNow(headers), parseUser)
    if (answer.status !== 'live') return answer
    // The cookie is another session's by now: whose, `restore` will tell.
    if (meant !== null && answer.sessionKey !== meant) return { status: 'rejected', reason: 'replaced' }
    known = answer.sessionKey ?? null
    return answer
  }

  return {
    credentials: 'shared',
    restore(call) {
      known = null
      return ask(call, { disableRefresh: true })
    },
    peek: (call) => ask(call, { disableRefresh: true }),
    refresh: (call) => ask(call, {}),
    ...(signInPage !== undefined &&
      ({
        async signIn({ returnTo, reauthenticate, signal }) {
          if (signal.aborted) return { status: 'cancelled' }
          const query = new URLSearchParams({ return_to: returnTo })
          if (reauthenticate) query.set('max_age', String(Math.floor((reauthenticate.maxAgeMs ?? 0) / 1000)))
          globalThis.location.assign(`${signInPage}${signInPage.includes('?') ? '&' : '?'}${query}`)
          return { status: 'leaving' }
        },
      } satisfies Pick<Backend, 'signIn'>)),
    async signOut({ returnTo, signal }) {
      // The SDK would follow the provider's logout by itself, past what the app does before it leaves.
      const there = { disableRedirect: true, ...(returnTo !== null && { callbackURL: returnTo }) }
      const data = fieldOf(await client.signOut({ ...there, fetchOptions: { signal, retry: 0, throw: false } }), 'data')
      if (!flagOf(data, 'success'))
        throw new StillhereError('backend-unavailable', 'better-auth did not confirm the sign-out: its session may still be alive.')
      const redirectTo = textOf(data, 'url')
      return redirectTo === null ? undefined : { redirectTo }
    },
    subscribe(changed) {
      const undo = listenTo(client.$store.atoms['$sessionSignal'], changed)
      const unfollow = followStorage((event) => {
        if (event.key === BROADCAST_KEY) changed()
      })
      return () => {
        undo()
        unfollow()
      }
    },
  }
}

function flagOf(value: unknown, key: string): boolean {
  return fieldOf(value, key) === true
}

function listenTo(atom: unknown, changed: () => void): () => void {
  const listen = fieldOf(atom, 'listen')
  if (typeof listen !== 'function') return () => undefined
  const undo: unknown = Reflect.apply(listen, atom, [() => changed()])
  return () => {
    if (typeof undo === 'function') Reflect.apply(undo, null, [])
  }
}
