import { createRemoteJWKSet, customFetch, type JWTVerifyOptions, jwtVerify, type JWTVerifyResult } from 'jose'
import type { Configuration } from './options.ts'
import type { ProviderMetadata } from './discovery.ts'

/** Checks a token against the provider's published keys, its issuer and this client as audience; throws jose's errors. */
export type VerifyProviderToken = (
  provider: ProviderMetadata,
  token: string,
  more: Pick<JWTVerifyOptions, 'requiredClaims' | 'maxTokenAge'>,
) => Promise<JWTVerifyResult>

/** How far the clocks of this server and the provider may be apart. */
export const CLOCK_TOLERANCE_SECONDS = 30
const KEYS_TIMEOUT_MS = 5000

/** The keys are fetched once and again when one is unknown (jose's cool-down applies, so that strangers cannot make them be fetched). */
export function providerTokenVerifier(config: Configuration): VerifyProviderToken {
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

  return (provider, token, more) =>
    jwtVerify(token, keysOf(provider.jwks_uri), {
      issuer: provider.issuer,
      audience: config.clientId,
      algorithms: asymmetric(provider.id_token_signing_alg_values_supported),
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      currentDate: new Date(config.now()),
      ...more,
    })
}

/** "none" and the symmetric algorithms are never accepted, whatever the provider says it supports. */
function asymmetric(supported: readonly string[] | undefined): string[] {
  const named = (supported ?? ['RS256']).filter((alg) => alg !== 'none' && !alg.startsWith('HS'))
  return named.length === 0 ? ['RS256'] : named
}
