import type { Backend, BackendAnswer, ReturnTo } from '@stillhere/core'
import { createOwnCalls } from '../own-calls.ts'
import { proofOf } from '../proof.ts'
import { renewsItself } from '../renews-itself.ts'
import { networkFailure } from './network-failure.ts'
import type { KeycloakJs } from './sdk.ts'
import { createSignOut } from './sign-out.ts'
import { type KeycloakUser, readTokens } from './tokens.ts'

const NOTHING_LEFT = { status: 'rejected', reason: 'refresh-expired' } as const

/** The SDK waits for its hidden frame for ever; one that stays silent brings nobody in. */
const FRAME_LIMIT_MS = 20_000

/** Options of {@link keycloakBackend}. */
export interface KeycloakOptions {
  /** How the instance is initialised; called again when it has failed. Default: `keycloak.init({ checkLoginIframe: false })`. An app that initialises it elsewhere hands its promise over. */
  readonly init?: () => Promise<unknown>
  /**
   * `init` looks for a session at Keycloak in a hidden frame (`onLoad: 'check-sso'` and `silentCheckSsoRedirectUri`). It is then called
   * again where a tab has no token any more, as another way of renewing. Default false.
   */
  readonly silentSignIn?: boolean
  /** An address that the client has registered, to come back to after signing in and out. Default: the path on this origin. */
  readonly redirectUri?: (returnTo: ReturnTo) => string
  /** Where refresh tokens are revoked. Default: the endpoint of the realm; none with another provider (`oidcProvider`). */
  readonly revocationEndpoint?: string
}

/** A `Backend`, and what `createSessionFetch` needs to put the access token on requests. */
export interface KeycloakBackend extends Backend<KeycloakUser> {
  readonly authorize: (headers: Headers) => void
}

/**
 * keycloak-js 26 as the backend of a session. It holds its tokens in memory: each tab has a grant of its own, and a new tab starts
 * signed out unless `silentSignIn` is on.
 *
 * After `init` the redirect of `onLoad: 'login-required'` is switched off that would leave the page as soon as its token is gone: the
 * session's end is shown instead.
 *
 * @throws StillhereError `backend-renews-itself` when `onTokenExpired` is set, where apps renew. Set later it makes the backend answer
 * `misconfigured`.
 * @example
 * const keycloak = new Keycloak({ url, realm, clientId })
 * const session = createBrowserSession({ backend: keycloakBackend(keycloak), policy: { inactivity: '15m' } })
 */
export function keycloakBackend(keycloak: KeycloakJs, options: KeycloakOptions = {}): KeycloakBackend {
  const { init = () => keycloak.init({ checkLoginIframe: false }), silentSignIn = false, revocationEndpoint } = options
  const { redirectUri = (returnTo: ReturnTo) => location.origin + returnTo } = options
  const twice = () =>
    renewsItself('keycloak-js', 'onTokenExpired is set', 'Leave it unset; calling updateToken before a request does no harm.')
  if (keycloak.onTokenExpired) throw twice()
  const tokens = readTokens(keycloak, silentSignIn)
  let initialised: 'no' | 'failed' | 'yes' = 'no'
  let initialising: Promise<void> | null = null
  let renewing: Promise<BackendAnswer<KeycloakUser>> | null = null
  const { own, isOwn } = createOwnCalls()

  async function initialise(): Promise<void> {
    // The SDK refuses to be initialised twice.
    if (initialised !== 'no') keycloak.didInitialize = false
    initialised = 'failed'
    try {
      await own(init)
      initialised = 'yes'
    } finally {
      keycloak.loginRequired = false
    }
  }

  /** Initialises where nothing is held, and where that shows no page. */
  async function look(): Promise<BackendAnswer<KeycloakUser>> {
    if (!keycloak.token && (initialised !== 'yes' || silentSignIn)) {
      initialising ??= initialise().finally(() => {
        initialising = null
      })
      await (silentSignIn ? Promise.race([initialising, wait(FRAME_LIMIT_MS)]) : initialising)
    }
    return tokens.answer()
  }

  async function renew(): Promise<BackendAnswer<KeycloakUser>> {
    try {
      await own(() => keycloak.updateToken(-1))
      return tokens.answer()
    } catch (error) {
      const failure = await networkFailure(error)
      // Whatever a status of 400 may mean, the SDK takes it for an end and has thrown its tokens away.
      if (silentSignIn && !keycloak.token) return look()
      if (!keycloak.token && failure?.status !== 'misconfigured') return { status: 'rejected' }
      if (failure === null) throw error
      return failure
    }
  }

  return {
    credentials: 'per-tab',
    async restore() {
      if (keycloak.onTokenExpired) return { status: 'misconfigured', message: twice().message }
      try {
        return await look()
      } catch (error) {
        const failure = await networkFailure(error)
        if (failure === null) throw error
        return failure
      }
    },
    async refresh({ presence, minValidityMs }) {
      if (keycloak.onTokenExpired) return { status: 'misconfigured', message: twice().message }
      if (!keycloak.refreshToken) return silentSignIn ? look() : NOTHING_LEFT
      if (!presence && tokens.secondsLeft() * 1000 > minValidityMs) return tokens.answer()
      renewing ??= renew().finally(() => {
        renewing = null
      })
      return renewing
    },
    async signIn({ returnTo, reauthenticate }) {
      const leaving = keycloak.login({ redirectUri: redirectUri(returnTo), ...proofOf(reauthenticate) })
      // It settles when something fails; else the page is gone, unless it comes back from the back/forward cache.
      await Promise.race([leaving, new Promise((resolve) => addEventListener('pageshow', resolve, { once: true }))])
      return { status: 'leaving' }
    },
    signOut: createSignOut(keycloak, { own, redirectUri, revocationEndpoint }),
    subscribe(changed) {
      const heard = () => {
        if (!isOwn()) changed()
      }
      const undo = [afterwards(keycloak, 'onAuthLogout', heard), afterwards(keycloak, 'onAuthSuccess', heard)]
      return () => {
        for (const stop of undo) stop()
      }
    },
    authorize(headers) {
      if (keycloak.token) headers.set('authorization', `Bearer ${keycloak.token}`)
    },
  }
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

/** The SDK has one place for each of its listeners, and the app's own may stand there. Returns its undo. */
function afterwards(keycloak: KeycloakJs, name: 'onAuthLogout' | 'onAuthSuccess', heard: () => void): () => void {
  const before = keycloak[name]
  const both = () => {
    before?.call(keycloak)
    heard()
  }
  keycloak[name] = both
  return () => {
    if (keycloak[name] === both) keycloak[name] = before
  }
}
