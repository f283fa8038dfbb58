import type { JWTPayload } from 'jose'
import * as oauth from 'oauth4webapi'
import { authenticatedAt, idTokenVerifier } from './id-token.ts'
import type { Configuration } from './options.ts'
import { type ProviderFailure, providerFailure } from './provider-failure.ts'
import { isObject, readJson, type SessionRecord } from './record.ts'

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

/** The OpenID Provider, as the session server needs it. Nothing here rejects, except where it says so. */
export interface Provider {
  authorizationUrl(login: LoginSecrets): Promise<{ readonly status: 'ready'; readonly url: string } | ProviderFailure>
  exchange(login: LoginSecrets, parameters: URLSearchParams): Promise<Granted | ProviderFailure | { readonly status: 'declined' }>
  refresh(record: SessionRecord, refreshToken: string): Promise<Granted | ProviderFailure>
  /** Bounded in time; answers whether the provider confirmed (RFC 7009 §2.2). */
  revoke(token: string): Promise<boolean>
  /** Where RP-initiated logout starts, or null when the provider has none or cannot be reached. */
  endSessionUrl(idToken: string, state: string): Promise<string | null>
}

/** Shorter than the browser's own 30 s, so that it hears `unavailable` instead of giving up. */
const TOKEN_TIMEOUT_MS = 25_000
const DISCOVERY_TIMEOUT_MS = 10_000
const REVOCATION_TIMEOUT_MS = 3000
const METADATA_LIFE_MS = 3_600_000

export function openIdProvider(config: Configuration): Provider {
  const redirectUri = `${config.baseUrl}/callback`
  const verify = idTokenVerifier(config)
  const authenticate = config.clientSecret === null ? oauth.None() : oauth.ClientSecretBasic(config.clientSecret)
  let known: { readonly metadata: oauth.AuthorizationServer; readonly at: number } | null = null

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

  const metadata = async (): Promise<oauth.AuthorizationServer> => {
    if (known && config.now() - known.at < METADATA_LIFE_MS) return known.metadata
    const response = await oauth.discoveryRequest(config.issuer, transport(DISCOVERY_TIMEOUT_MS))
    const found = await oauth.processDiscoveryResponse(config.issuer, response)
    known = { metadata: found, at: config.now() }
    return found
  }

  const granted = (tokens: oauth.TokenEndpointResponse, sentAt: number, claims: Granted['claims']): Granted => ({
    status: 'granted',
    accessToken: tokens.access_token,
    accessTokenExpiresAt: tokens.expires_in === undefined ? null : sentAt + tokens.expires_in * 1000,
    refreshToken: tokens.refresh_token ?? null,
    idToken: claims === null ? null : (tokens.id_token ?? null),
    claims,
  })

  const revoke = async (token: string): Promise<boolean> => {
    try {
      const as = await metadata()
      if (as.revocation_endpoint === undefined) return false
      const options = { ...transport(REVOCATION_TIMEOUT_MS), additionalParameters: { token_type_hint: 'refresh_token' } }
      await oauth.processRevocationResponse(await oauth.revocationRequest(as, client(), authenticate, token, options))
      return true
    } catch {
      return false
    }
  }

  return {
    authorizationUrl: async (login) => {
      try {
        const as = await metadata()
        if (as.authorization_endpoint === undefined)
          return { status: 'misconfigured', message: 'The provider names no authorization endpoint.' }
        const url = new URL(as.authorization_endpoint)
        const parameters = {
          client_id: config.clientId,
          response_type: 'code',
          redirect_uri: redirectUri,
          scope: config.scope,
          state: login.state,
          nonce: login.nonce,
          code_challenge: await oauth.calculatePKCECodeChallenge(login.codeVerifier),
          code_challenge_method: 'S256',
          // Without it a provider may drop the scope silently (OpenID Connect Core 1.0 §11).
          ...(config.scope.split(' ').includes('offline_access') ? { prompt: 'consent' } : {}),
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
        if (error instanceof oauth.AuthorizationResponseError) return { status: 'declined' }
        return providerFailure(error, config.now())
      }
    },

    refresh: async (record, refreshToken) => {
      let answer: Response | null = null
      try {
        const as = await metadata()
        const sentAt = config.now()
        const response = await oauth.refreshTokenGrantRequest(as, client(), authenticate, refreshToken, transport(TOKEN_TIMEOUT_MS))
        answer = response.ok ? response.clone() : null
        const tokens = await oauth.processRefreshTokenResponse(as, client(), response)
        const unsigned = oauth.getValidatedIdTokenClaims(tokens)
        if (tokens.id_token === undefined || unsigned === undefined) return granted(tokens, sentAt, null)
        const mismatch = differs(record, unsigned)
        if (mismatch !== null) throw new oauth.OperationProcessingError(mismatch)
        return granted(tokens, sentAt, await verifiedOrNull(() => verify(as, tokens.id_token ?? ''), config.now()))
      } catch (error) {
        const failure = providerFailure(error, config.now())
        const fresh = failure.status === 'untrusted' && answer ? await refreshTokenIn(answer) : null
        if (fresh !== null) await revoke(fresh)
        return failure
      }
    },

    revoke,

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

/** OpenID Connect Core 1.0 §12.2: the ID token of a refresh speaks of the same user and the same authentication. */
function differs(record: SessionRecord, claims: oauth.IDToken): string | null {
  if (claims.sub !== record.user.sub) return 'the ID token of a refresh names another user (OpenID Connect Core 1.0 §12.2)'
  const at = authenticatedAt(claims)
  const moved = at !== null && record.authenticatedAt !== null && at !== record.authenticatedAt
  return moved ? 'the ID token of a refresh names another auth_time (OpenID Connect Core 1.0 §12.2)' : null
}

/**
 * The answer came from the token endpoint itself, so that an ID token whose keys cannot be fetched just now is left out rather
 * than the rotated refresh token lost (OpenID Connect Core 1.0 §3.1.3.7, 6). A signature that fails still throws.
 */
async function verifiedOrNull(verify: () => Promise<JWTPayload & { readonly sub: string }>, now: number): Promise<Granted['claims']> {
  try {
    return await verify()
  } catch (error) {
    if (providerFailure(error, now).status === 'unavailable') return null
    throw error
  }
}

async function refreshTokenIn(response: Response): Promise<string | null> {
  const body = readJson(await response.text().catch(() => ''))
  return isObject(body) && typeof body['refresh_token'] === 'string' ? body['refresh_token'] : null
}
