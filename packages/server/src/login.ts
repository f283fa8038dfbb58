import { StillhereError } from '@stillhere/core'
import { generateRandomCodeVerifier } from 'oauth4webapi'
import { serverCookie } from './cookies.ts'
import { authenticatedAt, userOf } from './id-token.ts'
import { type LimitsMs, limitsOf } from './limits.ts'
import type { Configuration } from './options.ts'
import { askedLogin } from './login-parameters.ts'
import type { Granted, LoginSecrets, Provider } from './provider.ts'
import { CLOCK_TOLERANCE_SECONDS } from './provider-keys.ts'
import type { AuthorizationRefused, ProviderFailure } from './provider-failure.ts'
import { isObject, readJson, type SessionRecord } from './record.ts'
import { page, type PageLink } from './pages.ts'
import { redirect, STORE_RETRY_SECONDS } from './responses.ts'
import { returnPath } from './return-path.ts'
import { randomText, sha256 } from './secrets.ts'
import { type FoundSession, providerSessionOf, type Sessions, userIdOf } from './sessions.ts'
import type { SessionJudge } from './session-judge.ts'

interface Login extends LoginSecrets {
  readonly returnTo: string
  /** The user must have been authenticated at this instant or later; null: whenever. */
  readonly freshFrom: number | null
  /** A proof that the present user is there: the same user's session goes on under its name. */
  readonly reauthenticates: boolean
  readonly remember: boolean
  /** Without any page of the provider, or not at all. */
  readonly silent: boolean
}

/** The errors of a provider that could only have answered with a page (OpenID Connect Core 1.0 §3.1.2.6). */
const NEEDS_A_PAGE = ['login_required', 'interaction_required', 'account_selection_required', 'consent_required']

/** Browsers keep no cookie for longer (RFC 6265bis §5.5). */
const LONGEST_COOKIE_MS = 400 * 86_400_000

/** How long somebody may take at the provider's pages. */
const LOGIN_SECONDS = 600

/** The two navigations of a sign-in: out to the provider, and back with a code. */
export interface SignIn {
  login(request: Request): Promise<Response>
  callback(request: Request): Promise<Response>
  /** For who is on the way in while the store is away. */
  storeFailed(request: Request): Response
}

/**
 * A sign-in is bound to the browser that began it by a short-lived cookie of its own: somebody else's code, slipped into this
 * browser, finds no sign-in to belong to (RFC 9700 §4.7). Several sign-ins of one browser may be under way at once.
 */
export function signIn(config: Configuration, provider: Provider, sessions: Sessions, judge: SessionJudge): SignIn {
  const browser = serverCookie(`${config.name}-login`, config.origin.startsWith('https:'))
  const again = (query: string): PageLink => ({ href: `${config.baseUrl}/login${query}`, text: 'Try again' })
  const goBack = (returnTo: string): PageLink => ({ href: config.origin + returnTo, text: 'Go back' })
  const storeKeyOf = async (binding: string, state: string): Promise<string> =>
    `${config.name}:login:${await sha256(`${binding}.${state}`)}`

  return {
    login: async (request) => {
      const { search, searchParams: parameters } = new URL(request.url)
      const remember = parameters.get('remember') === '1' && config.limits.remembered !== null
      const asked = askedLogin(parameters, oldestAuthentication(limitsOf(config.limits, { remembered: remember })))
      const login: Login = {
        state: randomText(32),
        nonce: randomText(32),
        codeVerifier: generateRandomCodeVerifier(),
        returnTo: returnPath(parameters.get('return_to'), config.origin) ?? '/',
        freshFrom: asked.maxAgeSeconds === null ? null : config.now() - asked.maxAgeSeconds * 1000,
        reauthenticates: asked.reauthenticates,
        remember,
        silent: asked.prompts.includes('none'),
      }
      const target = await provider.authorizationUrl(login, asked)
      if (target.status !== 'ready') return failurePage(target, again(search), login.returnTo)
      const binding = browser.read(request.headers) ?? randomText(32)
      const write = { ttlMs: LOGIN_SECONDS * 1000, revision: null, expendable: true }
      await config.store.set(await storeKeyOf(binding, login.state), JSON.stringify(login), write)
      return redirect(target.url, [browser.write(binding, LOGIN_SECONDS)])
    },

    callback: async (request) => {
      const parameters = new URL(request.url).searchParams
      const login = await takeLogin(browser.read(request.headers), parameters.get('state'))
      if (!login) return notBegunHere(request)
      const answer = await provider.exchange(login, parameters)
      // The user's own "cancel": back to where they were, as they were.
      if (answer.status === 'declined' || (login.silent && answer.status === 'refused' && NEEDS_A_PAGE.includes(answer.error)))
        return redirect(config.origin + login.returnTo)
      if (answer.status === 'refused') return refusedPage(answer, login.returnTo)
      if (answer.status !== 'granted') return failurePage(answer, wayOn(login), login.returnTo)
      const record = await begun(answer, login)
      if (!record) return failurePage({ status: 'untrusted', message: 'the provider sent no ID token' }, wayOn(login), login.returnTo)
      if (!isFresh(record, login.freshFrom)) {
        reportStale()
        return redirect(config.origin + login.returnTo)
      }
      const former = await sessions.find(request.headers)
      const entered = former?.status === 'kept' ? goingOn(former, record, login) : record
      const value = await sessions.create(entered)
      // Not before: a store that is full costs a sign-in and no session.
      if (former?.status === 'kept') await makeRoom(former, entered)
      return redirect(config.origin + login.returnTo, [sessions.cookie.write(value, cookieSeconds(entered))])
    },

    storeFailed: (request) => {
      const { pathname, search } = new URL(request.url)
      // What came back from the provider is used up, or of no use a second time.
      const query = pathname.endsWith('/login') ? search : ''
      return page(503, 'Sign-in not possible just now', 'Please try again in a moment.', again(query), STORE_RETRY_SECONDS)
    },
  }

  /** The same sign-in once more; who only had to prove to be there is signed in as before. */
  function wayOn({ reauthenticates, returnTo, remember }: Login): PageLink {
    const query = new URLSearchParams({ return_to: returnTo, ...(remember ? { remember: '1' } : {}) })
    return reauthenticates ? goBack(returnTo) : again(`?${query.toString()}`)
  }

  /** A "back" or "reload" after a sign-in that was finished looks like this too. */
  async function notBegunHere(request: Request): Promise<Response> {
    const isIn = (await judge.judge(request, null)).status === 'live'
    const text = 'This sign-in was finished before, was not begun in this browser, or took too long.'
    return page(400, 'Sign-in not finished', text, isIn ? { href: `${config.origin}/`, text: 'Go to the start page' } : again(''))
  }

  /** A sign-in can be finished once. */
  async function takeLogin(binding: string | null, state: string | null): Promise<Login | null> {
    if (binding === null || state === null) return null
    const key = await storeKeyOf(binding, state)
    const entry = await config.store.get(key)
    const login = entry && readJson(entry.value)
    return isLogin(login) && (await config.store.delete(key)) ? login : null
  }

  async function begun(granted: Granted, { remember }: Login): Promise<SessionRecord | null> {
    if (!granted.claims || granted.idToken === null) return null
    const now = config.now()
    const user = userOf(granted.claims)
    const { sid } = granted.claims
    return {
      format: 2,
      sessionKey: randomText(16),
      userId: await userIdOf(config.issuer.href, user),
      user,
      createdAt: now,
      remembered: remember,
      presentAt: now,
      authenticatedAt: authenticatedAt(granted.claims),
      refreshedAt: now,
      accessToken: granted.accessToken,
      accessTokenExpiresAt: granted.accessTokenExpiresAt,
      refreshToken: granted.refreshToken,
      idToken: granted.idToken,
      providerSession: typeof sid === 'string' ? await providerSessionOf(config.issuer.href, sid) : null,
    }
  }

  /** The tokens that came with it are left to run out: revoking them may end the grant that the present session stands on. */
  function reportStale(): void {
    config.report(
      new StillhereError(
        'backend-answer-invalid',
        'The provider was asked for a fresh authentication (max_age), and its ID token tells of an older one or of none (auth_time). The session was left as it was. Look whether the provider supports max_age.',
      ),
    )
  }

  /**
   * After a re-authentication the same user's session goes on under its name, with a new cookie; its maximum lifetime begins anew only if
   * the user has really been authenticated anew.
   */
  function goingOn(former: FoundSession, record: SessionRecord, { reauthenticates }: Login): SessionRecord {
    const { sessionKey, userId, remembered, createdAt, authenticatedAt: before } = former.record
    const lives = sessions.standingOf(former.record).over === null
    if (!reauthenticates || !lives || userId !== record.userId) return record
    const anew = record.authenticatedAt !== null && record.authenticatedAt > (before ?? Number.NEGATIVE_INFINITY)
    return { ...record, sessionKey, remembered, createdAt: anew ? record.createdAt : createdAt }
  }

  /**
   * The session that the cookie named until now. Its refresh token is revoked only if it was another user's: for the same user the
   * provider may have put both sign-ins under one grant, which revoking would end.
   */
  async function makeRoom(former: FoundSession, { userId }: SessionRecord): Promise<void> {
    if (former.record.userId === userId) await sessions.end(former, { reason: 'replaced', succeeded: true })
    else await judge.end(former, { reason: 'replaced' })
  }

  /** A remembered session outlives the browser's closing. */
  function cookieSeconds(record: SessionRecord): number | null {
    return record.remembered ? Math.floor(Math.min(limitsOf(config.limits, record).maxLifetimeMs, LONGEST_COOKIE_MS) / 1000) : null
  }

  function refusedPage({ error, passing }: Extract<AuthorizationRefused, { status: 'refused' }>, returnTo: string): Response {
    const message = `The provider refused a sign-in with "${error}". Compare scope, redirect address and response type with the registration at the provider.`
    config.report(
      passing
        ? new StillhereError('backend-unavailable', `The provider could not go on with a sign-in ("${error}").`)
        : new StillhereError('backend-misconfigured', message),
    )
    return page(502, 'Sign-in not finished', 'The sign-in service could not go on with this sign-in.', goBack(returnTo))
  }

  function failurePage(failure: ProviderFailure, way: PageLink, returnTo: string): Response {
    switch (failure.status) {
      case 'unavailable':
        return page(503, 'Sign-in not possible just now', 'The sign-in service cannot be reached.', way, failure.retryAfterSeconds)
      case 'rejected':
        return page(400, 'Sign-in not finished', 'The sign-in service did not accept this sign-in; it may have taken too long.', way)
      case 'untrusted':
        config.report(new StillhereError('backend-answer-invalid', `The provider's answer to a sign-in was refused: ${failure.message}.`))
        return page(400, 'Sign-in not finished', 'The answer of the sign-in service could not be trusted.', way)
      case 'misconfigured':
        config.report(new StillhereError('backend-misconfigured', failure.message))
        return page(500, 'Sign-in not possible', 'This site and its sign-in service are not set up for each other.', goBack(returnTo))
      default:
        return failure satisfies never
    }
  }
}

/** How old an authentication may be in seconds, so that the session does not begin as one that is over. */
function oldestAuthentication({ fromAuthTime, maxLifetimeMs }: LimitsMs): number | null {
  return fromAuthTime ? Math.floor(maxLifetimeMs / 1000) : null
}

/** `auth_time` against `max_age` (OpenID Connect Core 1.0 §3.1.3.7, 13), counted from the request: the way back may take its time. */
function isFresh(record: SessionRecord, freshFrom: number | null): boolean {
  return freshFrom === null || (record.authenticatedAt ?? Number.NEGATIVE_INFINITY) >= freshFrom - CLOCK_TOLERANCE_SECONDS * 1000
}

function isLogin(value: unknown): value is Login {
  return (
    isObject(value) &&
    ['state', 'nonce', 'codeVerifier', 'returnTo'].every((key) => typeof value[key] === 'string') &&
    ['reauthenticates', 'remember', 'silent'].every((key) => typeof value[key] === 'boolean') &&
    (value['freshFrom'] === null || typeof value['freshFrom'] === 'number')
  )
}
