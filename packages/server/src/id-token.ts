import type { User } from '@stillhere/core'
import { errors, type JWTPayload } from 'jose'
import type { ProviderMetadata } from './discovery.ts'
import type { Configuration } from './options.ts'
import type { VerifyProviderToken } from './provider-keys.ts'

/** Checks signature, issuer, audience and times of an ID token and answers its claims; throws jose's errors. */
export type VerifyIdToken = (provider: ProviderMetadata, idToken: string) => Promise<JWTPayload & { readonly sub: string }>

export function idTokenVerifier(config: Configuration, verify: VerifyProviderToken): VerifyIdToken {
  return async (provider, idToken) => {
    const { payload } = await verify(provider, idToken, { requiredClaims: ['sub', 'iat', 'exp'] })
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
