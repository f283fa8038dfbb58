import { StillhereError } from '@stillhere/core'
import type { JWTPayload } from 'jose'
import * as oauth from 'oauth4webapi'
import { providerMetadata } from './discovery.ts'
import { idTokenVerifier } from './id-token.ts'
import type { AskedAuthentication, Prompt } from './login-parameters.ts'
import { type LogoutToken, readLogoutToken } from './logout-token.ts'
import type { Configuration } from './options.ts'
import { type AuthorizationRefused, authorizationRefused, isAnswer, type ProviderFailure, providerFailure } from './provider-failure.ts'
import { providerTokenVerifier } from './provider-keys.ts'
import type { SessionRecord } from './record.ts'
import { apartFromIdToken, refreshedIdToken } from './refreshed-id-token.ts'

/** What the provider granted, after all checks. */
export interface Granted {
  readonly status: 'granted'
  readonly accessToken: string
  readonly accessTokenExpiresAt: number | null
  readonly refreshToken: string | null
  readonly idToken: string | null
  readonly claims: (JWTPayload & { readonly sub: string }) | null
}

/** What one sign-in needs to remember between leaving and coming back. */
export interface LoginSecrets {
  readonly state: string
  readonly nonce: string
  readonly codeVerifier: string
}

/** `unconfirmed`: the token may be good until it runs out (RFC 7009 §2.2.1). `unreachable`: so it may, and nothing else can be done there now. */
export type Revocation = 'confirmed' | 'unconfirmed' | 'unreachable'

/** The OpenID Provider, as the session server needs it. Nothing here rejects, except where it says so. */
export interface Provider {
  authorizationUrl(
    login: LoginSecrets,
    asked: AskedAuthentication,
  ): Promise<{ readonly status: 'ready'; readonly url: string } | ProviderFailure>
  exchange(login: LoginSecrets, parameters: URLSearchParams): Promise<Granted | ProviderFailure | AuthorizationRefused>
  refresh(record: SessionRecord, refreshToken: string): Promise<Granted | ProviderFailure>
  /** Bounded in time; what came of it. */
  revoke(token: string): Promise<Revocation>
  /** A logout token after all checks but that for replay; `rejected` is never answered. */
  logoutToken(token: string): Promise<LogoutToken | ProviderFailure>
  /** Where RP-initiated logout starts, or null when the provider has none or cannot be reached. */
  endSessionUrl(idToken: string, state: string): Promise<string | null>
}

/** Shorter than the browser's own 30 s, so that it hears `unavailable` instead of giving up. */
const TOKEN_TIMEOUT_MS = 25_000
const REVOCATION_TIMEOUT_MS = 3000

export function openIdProvider(config: Configuration): Provider {
  const redirectUri = `${config.baseUrl}/callback`
  const verifyToken = providerTokenVerifier(config)
  const verify = idTokenVerifier(config, verifyToken)
  const authenticate = config.clientSecret === null ? oauth.None() : oauth.ClientSecretBasic(config.clientSecret)

  const transport = (timeoutMs: number) => ({
    signal: () => AbortSignal.timeout(timeoutMs),
    [oauth.allowInsecureRequests]: config.issuer.protocol === 'http:',
    [oauth.customFetch]: (url: string, init: oauth.CustomFetchOptions<string, URLSearchParams | undefined>) =>
      config.fetch(url, {
        method: init.method,
        headers: init.headers,
        redirect: init.redirect,
        body: init.body ?? null,
        signal: init.signal ?? null,
      }),
  })
  // oauth4webapi reads the system's clock; the difference to ours is told per request.
  const client = (): oauth.Client => ({ client_id: config.clientId, [oauth.clockSkew]: Math.round((config.now() - Date.now()) / 1000) })

  const metadata = providerMetadata(config, transport)

  const granted = (tokens: oauth.TokenEndpointResponse, sentAt: number, claims: Granted['claims']): Granted => ({
    status: 'granted',
    accessToken: tokens.access_token,
    accessTokenExpiresAt: tokens.expires_in === undefined ? null : sentAt + tokens.expires_in * 1000,
    refreshToken: tokens.refresh_token ?? null,
    idToken: claims === null ? null : (tokens.id_token ?? null),
    claims,
  })

  const revoke = async (token: string): Promise<Revocation> => {
    try {
      const as = await metadata()
      if (as.revocation_endpoint === undefined) return 'unconfirmed'
      const options = { ...transport(REVOCATION_TIMEOUT_MS), additionalParameters: { token_type_hint: 'refresh_token' } }
      await oauth.processRevocationResponse(await oauth.revocationRequest(as, client(), authenticate, token, options))
      return 'confirmed'
    } catch (error) {
      config.report(
        new StillhereError(
          'backend-unavailable',
          'The provider has not confirmed that it revoked a refresh token, so the token may be good there until it runs out (RFC 7009 §2.2.1). The session has ended here all the same. Look at the revocation endpoint.',
        ),
      )
      return isAnswer(error) ? 'unconfirmed' : 'unreachable'
    }
  }

  const refusedAnswer = (what: string): void =>
    config.report(new StillhereError('backend-answer-invalid', `The provider's answer to a refresh does not pass the checks. ${what}`))

  return {
    authorizationUrl: async (login, asked) => {
      try {
        const as = await metadata()
        const url = new URL(as.authorization_endpoint)
        const { maxAgeSeconds, acrValues } = asked
        const prompts = new Set<Prompt>(asked.prompts)
        if (maxAgeSeconds === 0 && !prompts.has('none')) prompts.add('login')
        // Without it a provider may drop the scope silently (OpenID Connect Core 1.0 §11).
        if (config.scope.split(' ').includes('offline_access') && !prompts.has('none')) prompts.add('consent')
        const parameters = {
          client_id: config.clientId,
          response_type: 'code',
          redirect_uri: redirectUri,
          scope: config.scope,
          state: login.state,
          nonce: login.nonce,
          code_challenge: await oauth.calculatePKCECodeChallenge(login.codeVerifier),
          code_challenge_method: 'S256',
          ...(prompts.size === 0 ? {} : { prompt: [...prompts].join(' ') }),
          ...(maxAgeSeconds === null ? {} : { max_age: String(maxAgeSeconds) }),
          ...(acrValues === null ? {} : { acr_values: acrValues }),
        }
        for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
        return { status: 'ready', url: url.href }
      } catch (error) {
        return providerFailure(error, config.now())
      }
    },

    exchange: async (login, parameters) => {
      try {
        const as = await metadata()
        const checked = oauth.validateAuthResponse(as, client(), parameters, login.state)
        const sentAt = config.now()
        const response = await oauth.authorizationCodeGrantRequest(
          as,
          client(),
          authenticate,
          checked,
          redirectUri,
          login.codeVerifier,
          transport(TOKEN_TIMEOUT_MS),
        )
        const tokens = await oauth.processAuthorizationCodeResponse(as, client(), response, {
          expectedNonce: login.nonce,
          requireIdToken: true,
        })
        return granted(tokens, sentAt, await verify(as, tokens.id_token ?? ''))
      } catch (error) {
        if (error instanceof oauth.AuthorizationResponseError) return authorizationRefused(error.error)
        return providerFailure(error, config.now())
      }
    },

    refresh: async (record, refreshToken) => {
      try {
        const as = await metadata()
        const sentAt = config.now()
        const response = await oauth.refreshTokenGrantRequest(as, client(), authenticate, refreshToken, transport(TOKEN_TIMEOUT_MS))
        const { rest, idToken } = await apartFromIdToken(response)
        const tokens = await oauth.processRefreshTokenResponse(as, client(), rest)
        if (idToken === null) return granted(tokens, sentAt, null)
        const checked = await refreshedIdToken(record, idToken, () => verify(as, idToken), config.now())
        if (checked.status === 'untrusted') {
          if (tokens.refresh_token !== undefined) await revoke(tokens.refresh_token)
          return checked
        }
        if (checked.status === 'good') return granted({ ...tokens, id_token: idToken }, sentAt, checked.claims)
        if (checked.problem !== null) refusedAnswer(`Its ID token was left out: ${checked.problem}.`)
        return granted(tokens, sentAt, null)
      } catch (error) {
        const failure = providerFailure(error, config.now())
        if (failure.status !== 'untrusted') return failure
        // No token in the answer is no word about the session: something in between may have spoken in the provider's place.
        refusedAnswer(`It will be asked again: ${failure.message}.`)
        return { status: 'unavailable', retryAfterSeconds: null }
      }
    },

    revoke,

    logoutToken: async (token) => {
      try {
        return await readLogoutToken(token, await metadata(), verifyToken)
      } catch (error) {
        return providerFailure(error, config.now())
      }
    },

    endSessionUrl: async (idToken, state) => {
      try {
        const endpoint = (await metadata()).end_session_endpoint
        if (endpoint === undefined) return null
        const url = new URL(endpoint)
        url.searchParams.set('id_token_hint', idToken)
        url.searchParams.set('client_id', config.clientId)
        url.searchParams.set('post_logout_redirect_uri', `${config.baseUrl}/signed-out`)
        url.searchParams.set('state', state)
        return url.href
      } catch {
        return null
      }
    },
  }
}
