import * as texts from '#texts'
import { StillhereError } from '@stillhere/core'
import { decodeJwt } from 'jose'
import * as oauth from 'oauth4webapi'
import { readableFetch } from './readable-fetch.ts'
import type { Claims, Grant, SignedIn, Tokens } from './grant.ts'
import { keyOfPage } from './key-of-page.ts'
import type { Configuration } from './configuration.ts'
import type { OidcPlatform } from './platform.ts'
import { checkedAnswer, identified } from './sign-in-checks.ts'
import { type Asked, newTransaction, type Transaction } from './transaction.ts'

/** The OpenID Provider, as a page may use it. Everything rejects with what `answerOf` can judge. */
export interface Provider {
  /** Where the browser has to go, and what to remember until it is back. */
  authorization(asked: Asked): Promise<{ readonly url: string; readonly transaction: Transaction }>
  exchange(parameters: URLSearchParams, transaction: Transaction): Promise<SignedIn>
  /** Rejects with what `anotherUsers` knows when the answer is somebody else's. */
  refresh(grant: Grant & { readonly refreshToken: string }, signal: AbortSignal): Promise<Tokens>
  revoke(tokens: Tokens, signal?: AbortSignal): Promise<void>
  /** Where RP-initiated logout starts; null when the provider has none. */
  endSession(idToken: string | null, returnUri: string, state: string): Promise<string | null>
  authorize(accessToken: string, headers: Headers, request: Request): Promise<void>
}

const DISCOVERY_LIMIT_MS = 10_000
const KEYS_LIFE_SECONDS = 300

export function openIdProvider(config: Configuration, platform: OidcPlatform): Provider {
  const client: oauth.Client = { client_id: config.clientId }
  const fetch = readableFetch(config.clientId, platform)
  const key = keyOfPage(config, platform)
  let keys: oauth.JWKSCacheInput = {}
  let known: Promise<oauth.AuthorizationServer> | null = null

  const transport = (signal?: AbortSignal, keepalive = false) => ({
    ...(signal ? { signal } : {}),
    [oauth.allowInsecureRequests]: config.issuerUrl.protocol === 'http:',
    [oauth.customFetch]: (url: string, init: oauth.CustomFetchOptions<string, BodyInit | null | undefined>) =>
      fetch(url, { ...init, body: init.body ?? null, signal: init.signal ?? null, cache: 'no-store', credentials: 'omit', keepalive }),
  })

  const discover = (): Promise<oauth.AuthorizationServer> => {
    known ??= (async () => {
      const response = await oauth.discoveryRequest(config.issuerUrl, transport(AbortSignal.timeout(DISCOVERY_LIMIT_MS)))
      return oauth.processDiscoveryResponse(config.issuerUrl, response)
    })().catch((error: unknown) => {
      known = null
      throw error
    })
    return known
  }

  /** Before the code is spent: without the keys its tokens could not be checked. */
  const fetchKeys = async ({ jwks_uri: uri }: oauth.AuthorizationServer): Promise<void> => {
    if (uri === undefined || (keys.uat ?? 0) > Date.now() / 1000 - KEYS_LIFE_SECONDS) return
    const response = await fetch(uri, { signal: AbortSignal.timeout(DISCOVERY_LIMIT_MS), cache: 'no-store', credentials: 'omit' })
    if (!response.ok) throw new oauth.OperationProcessingError('no keys', { cause: response })
    keys = { jwks: await response.json(), uat: Math.floor(Date.now() / 1000) }
  }

  /** With a proof of this page's key where one is wanted, and once more with the nonce that the provider wants in it (RFC 9449 §8). */
  const proved = async <T>(
    send: (how: ReturnType<typeof transport> & oauth.DPoPRequestOptions) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> => {
    const handle = await key()
    const how = { ...transport(signal), ...(handle ? { DPoP: handle } : {}) }
    try {
      return await send(how)
    } catch (error) {
      if (handle && oauth.isDPoPNonceError(error)) return send(how)
      throw error
    }
  }

  const granted = (tokens: oauth.TokenEndpointResponse, askedAt: number): Tokens => ({
    accessToken: tokens.access_token,
    refreshToken: tokens.refresh_token ?? null,
    idToken: tokens.id_token ?? null,
    askedAt,
    lifeMs: tokens.expires_in === undefined ? null : tokens.expires_in * 1000,
    refreshLifeMs: seconds(tokens['refresh_expires_in'] ?? tokens['refresh_token_expires_in']),
  })

  /** OpenID Connect Core 1.0 §5.3, when the ID token leaves out what the scope has asked for. What cannot be had is left out. */
  const told = async (as: oauth.AuthorizationServer, accessToken: string, claims: Claims): Promise<Claims> => {
    const asked = /\b(profile|email)\b/.test(config.scope) && as.userinfo_endpoint !== undefined
    if (!asked || 'name' in claims || 'email' in claims || 'preferred_username' in claims) return claims
    try {
      const more = await proved(async (how) =>
        oauth.processUserInfoResponse(as, client, claims.sub, await oauth.userInfoRequest(as, client, accessToken, how)),
      )
      return { ...more, ...claims }
    } catch {
      return claims
    }
  }

  return {
    async authorization(asked) {
      const as = await discover()
      if (as.authorization_endpoint === undefined || as.token_endpoint === undefined)
        throw new StillhereError('backend-misconfigured', texts.endpointMissing('authorization_endpoint or token_endpoint'))
      return newTransaction(config, as.authorization_endpoint, platform.location, asked)
    },

    async exchange(parameters, transaction) {
      const as = await discover()
      const checked = checkedAnswer(as, client, parameters, transaction.state)
      await fetchKeys(as)
      const askedAt = Date.now()
      const { redirectUri, verifier, nonce } = transaction
      return proved(async (how) => {
        const response = await oauth.authorizationCodeGrantRequest(as, client, oauth.None(), checked, redirectUri, verifier, how)
        const { tokens, claims, authenticatedAt } = await identified(as, client, response, { nonce, askedAt }, (processed) =>
          oauth.validateApplicationLevelSignature(as, processed, { ...transport(), [oauth.jwksCache]: keys }),
        )
        return { ...granted(tokens, askedAt), claims: await told(as, tokens.access_token, claims), authenticatedAt }
      })
    },

    async refresh(grant, signal) {
      const as = await discover()
      const askedAt = Date.now()
      return proved(async (how) => {
        const response = await oauth.refreshTokenGrantRequest(as, client, oauth.None(), grant.refreshToken, how)
        const { rest, idToken } = await apart(response)
        const tokens = granted(await oauth.processRefreshTokenResponse(as, client, rest), askedAt)
        const claims = idToken === null ? null : readable(idToken)
        // It came from the provider itself over TLS (§3.1.3.7, 6), and stands for nothing but the user that is known already (§12.2).
        if (claims?.sub !== undefined && claims.sub !== grant.claims.sub) throw new AnotherUser(tokens)
        const isOurs = claims?.iss === as.issuer && [claims.aud].flat().includes(config.clientId)
        return { ...tokens, refreshToken: tokens.refreshToken ?? grant.refreshToken, idToken: isOurs ? idToken : grant.idToken }
      }, signal)
    },

    async revoke({ refreshToken, accessToken }, signal) {
      const as = await discover()
      if (as.revocation_endpoint === undefined) return
      const hint = { token_type_hint: refreshToken === null ? 'access_token' : 'refresh_token' }
      // The page may be leaving.
      const how = { ...transport(signal, true), additionalParameters: hint }
      try {
        await oauth.processRevocationResponse(await oauth.revocationRequest(as, client, oauth.None(), refreshToken ?? accessToken, how))
      } catch (error) {
        // An access token that no provider can take back (RFC 7009 §2.2.1): it runs out soon.
        if (!(error instanceof oauth.ResponseBodyError && error.error === 'unsupported_token_type')) throw error
      }
    },

    async endSession(idToken, returnUri, state) {
      const { end_session_endpoint: endpoint } = await discover()
      if (endpoint === undefined) return null
      const url = new URL(endpoint)
      const parameters = {
        client_id: config.clientId,
        post_logout_redirect_uri: returnUri,
        state,
        ...(idToken && { id_token_hint: idToken }),
      }
      for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
      return url.href
    },

    async authorize(accessToken, headers, request) {
      const handle = await key()
      if (handle === null) return headers.set('authorization', `Bearer ${accessToken}`)
      // Sends nothing: what the library would send is what the request needs.
      await oauth.protectedResourceRequest(accessToken, request.method, new URL(request.url), undefined, null, {
        DPoP: handle,
        [oauth.allowInsecureRequests]: true,
        [oauth.customFetch]: async (_url, init) => {
          for (const [name, value] of Object.entries(init.headers)) if (name !== 'accept') headers.set(name, value)
          return new Response()
        },
      })
    },
  }
}

class AnotherUser extends Error {
  readonly #tokens: Tokens

  constructor(tokens: Tokens) {
    super('The refreshed tokens are of another user.')
    this.#tokens = tokens
  }

  static tokensOf(error: unknown): Tokens | null {
    return error instanceof AnotherUser ? error.#tokens : null
  }
}

/** The tokens that a refresh has brought for another user than the one whose they were to renew; null for every other error. */
export const anotherUsers: (error: unknown) => Tokens | null = AnotherUser.tokensOf

/** The answer without its ID token, which is judged apart: a doubt about it must not lose a refresh token that was rotated. */
async function apart(response: Response): Promise<{ readonly rest: Response; readonly idToken: string | null }> {
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => null)
  if (typeof body !== 'object' || body === null || !('id_token' in body)) return { rest: response, idToken: null }
  const { id_token: idToken, ...rest } = body
  return {
    rest: Response.json(rest, { status: response.status, headers: response.headers }),
    idToken: typeof idToken === 'string' ? idToken : null,
  }
}

function readable(idToken: string): ReturnType<typeof decodeJwt> | null {
  try {
    return decodeJwt(idToken)
  } catch {
    return null
  }
}

function seconds(value: unknown): number | null {
  return typeof value === 'number' && value > 0 ? value * 1000 : null
}
