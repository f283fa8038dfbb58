import type { Backend, BackendAnswer, ReturnTo } from '@stillhere/core'
import { grantFailure } from '../grant-failure.ts'
import { renewsItself } from '../renews-itself.ts'
import { createCalls } from './calls.ts'
import type { OidcClientTs } from './sdk.ts'
import { createRenewal } from './renewal.ts'
import { returned } from './returned.ts'
import { createSignIn } from './sign-in.ts'
import { createSignOut } from './sign-out.ts'
import { followOtherTabs, isInLocalStorage } from './store.ts'

/** Options of {@link oidcClientTsBackend}. */
export interface OidcClientTsOptions {
  /** Whose the manager's `userStore` is. Default: `'shared'` where it writes to localStorage, else `'per-tab'`. To be said for a store that is neither. */
  readonly credentials?: 'shared' | 'per-tab'
  /** Sign in by pop-up, so that the page stays as it is. Default false: the page leaves for the provider. */
  readonly popup?: boolean
  /**
   * Ask the provider in a hidden frame (`prompt=none`) where there is no refresh token, where a page starts without a user, and where
   * the refresh token was refused. Works with providers whose cookie is sent in frames. Default false.
   */
  readonly silentSignIn?: boolean
  /** false: the app calls `signinCallback` itself, before the session starts. Default true. */
  readonly callback?: boolean
  /** How to go to where the user wanted to be, after a sign-in by redirect. Default: `history.replaceState`, which a router that started earlier does not notice. */
  readonly goTo?: (path: ReturnTo) => void
}

/** A `Backend`, and what `createSessionFetch` needs to put the access token on requests. */
export interface OidcClientTsBackend<Profile> extends Backend<Profile> {
  readonly authorize: (headers: Headers, request: Request) => Promise<void>
}

/**
 * oidc-client-ts 3, alone or below react-oidc-context, as the backend of a session.
 *
 * With the user in localStorage one tab refreshes for all. In sessionStorage, the SDK's default, each tab has a grant of its own. But a
 * browser copies sessionStorage into a duplicated tab: then two tabs spend one refresh token, and a provider with reuse detection ends the
 * grant. No adapter can tell the copy from the original. Where people open several tabs, use localStorage, or a store in IndexedDB.
 *
 * @throws StillhereError `backend-renews-itself` unless the manager was made with `automaticSilentRenew: false`.
 * @example
 * const manager = new UserManager({ authority, client_id, redirect_uri, automaticSilentRenew: false })
 * const session = createBrowserSession({ backend: oidcClientTsBackend(manager), policy: { inactivity: '15m' } })
 */
export function oidcClientTsBackend<Profile extends { readonly sub: string }>(
  manager: OidcClientTs<Profile>,
  options: OidcClientTsOptions = {},
): OidcClientTsBackend<Profile> {
  const { settings, events } = manager
  if (settings.automaticSilentRenew)
    throw renewsItself('oidc-client-ts', 'automaticSilentRenew, on by default', 'Make the UserManager with `automaticSilentRenew: false`.')
  const { popup = false, silentSignIn = false, callback = true } = options
  const calls = createCalls(manager, silentSignIn)
  const credentials = options.credentials ?? (isInLocalStorage(settings.userStore) ? 'shared' : 'per-tab')

  return {
    credentials,
    async restore() {
      const answer = callback ? await returned(calls, options.goTo) : null
      if (answer !== null) return answer
      const user = await manager.getUser()
      if (user !== null) return calls.live(user)
      return silentSignIn ? nobodyIfSilent(calls.askSilently) : NOBODY
    },
    refresh: createRenewal(calls),
    signIn: createSignIn(calls, popup),
    signOut: createSignOut(calls),
    // Only the monitored provider can be asked without being given a token.
    ...(settings.monitorSession && {
      async peek(): Promise<BackendAnswer<Profile>> {
        const user = await manager.getUser()
        if (user === null) return NOBODY
        try {
          const standing = await calls.own(() => manager.querySessionStatus())
          return standing?.sub === user.profile.sub ? calls.live(user) : { status: 'rejected', reason: 'revoked' }
        } catch (error) {
          const failure = grantFailure(error)
          if (failure === null) throw error
          return failure
        }
      },
    }),
    subscribe(changed) {
      const heard = () => {
        if (!calls.isOwn()) changed()
      }
      const undo = [
        events.addUserLoaded(heard),
        events.addUserUnloaded(heard),
        events.addUserSignedOut(() => changed()),
        ...(credentials === 'shared' ? [followOtherTabs(calls)] : []),
      ]
      return () => {
        for (const stop of undo) stop()
      }
    },
    async authorize(headers, request) {
      const user = await manager.getUser()
      if (user === null) return
      headers.set('authorization', `${user.token_type || 'Bearer'} ${user.access_token}`)
      if (user.token_type.toLowerCase() !== 'dpop') return
      const proof = await manager.dpopProof(request.url, user, request.method)
      if (proof !== undefined) headers.set('dpop', proof)
    },
  }
}

const NOBODY = { status: 'rejected', reason: 'signed-out' } as const

/** A frame that stays silent, because the provider may not be framed for one, brings nobody in. */
async function nobodyIfSilent<Profile>(ask: () => Promise<BackendAnswer<Profile>>): Promise<BackendAnswer<Profile>> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof Error && error.name === 'ErrorTimeout') return NOBODY
    throw error
  }
}
