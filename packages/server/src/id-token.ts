import type { User } from '@stillhere/core'
import { createRemoteJWKSet, customFetch, errors, type JWTPayload, jwtVerify } from 'jose'
import type { AuthorizationServer } from 'oauth4webapi'
import type { Configuration } from './options.ts'

/** Checks signature, issuer, audience and times of an ID token and answers its claims; throws jose's errors. */
export type VerifyIdToken = (provider: AuthorizationServer, idToken: string) => Promise<JWTPayload & { readonly sub: string }>

/** How far the clocks of this server and the provider may be apart. */
export const CLOCK_TOLERANCE_SECONDS = 30
const KEYS_TIMEOUT_MS = 5000

/** The keys are fetched once and again when one is unknown (jose's cool-down applies). */
export function idTokenVerifier(config: Configuration): VerifyIdToken {
  const keySets = new Map<string, ReturnType<typeof createRemoteJWKSet>>()
  const keysOf = (uri: string): ReturnType<typeof createRemoteJWKSet> => {
    const known = keySets.get(uri)
    if (known) return known
    const fresh = createRemoteJWKSet(new URL(uri), {
      timeoutDuration: KEYS_TIMEOUT_MS,
      [customFetch]: (url, init) => config.fetch(url, init),
    })
    keySets.set(uri, fresh)
    return fresh
  }

  return async (provider, idToken) => {
    const { payload } = await jwtVerify(idToken, keysOf(provider.jwks_uri ?? `${provider.issuer}/jwks`), {
      issuer: provider.issuer,
      audience: config.clientId,
      requiredClaims: ['sub', 'iat', 'exp'],
      algorithms: asymmetric(provider.id_token_signing_alg_values_supported),
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      currentDate: new Date(config.now()),
    })
    // OpenID Connect Core 1.0 §3.1.3.7, 3: audiences that this client does not know are not trusted.
    if (Array.isArray(payload.aud) && payload.aud.length > 1 && payload['azp'] !== config.clientId)
      throw new errors.JWTClaimValidationFailed('unexpected "azp" claim value', payload, 'azp', 'check_failed')
    return { ...payload, sub: payload.sub ?? '' }
  }
}

/** Standard claims of OpenID Connect Core 1.0 §5.1; a claim of the wrong type counts as absent. */
export function userOf(claims: JWTPayload & { readonly sub: string }): User {
  return { sub: claims.sub, ...text('name', claims), ...text('email', claims), ...text('picture', claims) }
}

/** `auth_time` as epoch milliseconds, or null. */
export function authenticatedAt(claims: JWTPayload): number | null {
  const seconds = claims['auth_time']
  return typeof seconds === 'number' && Number.isFinite(seconds) ? seconds * 1000 : null
}

function text(claim: 'name' | 'email' | 'picture', claims: JWTPayload): Partial<User> {
  const value = claims[claim]
  return typeof value === 'string' ? { [claim]: value } : {}
}

/** "none" and the symmetric algorithms are never accepted, whatever the provider says it supports. */
function asymmetric(supported: readonly string[] | undefined): string[] {
  const named = (supported ?? ['RS256']).filter((alg) => alg !== 'none' && !alg.startsWith('HS'))
  return named.length === 0 ? ['RS256'] : named
}
