import * as oauth from 'oauth4webapi'
import type { Configuration } from './options.ts'
import { parseUrl } from './parse-url.ts'
import { ProviderSetUpError } from './provider-failure.ts'

/** What the provider says of itself, with everything that a sign-in needs. */
export type ProviderMetadata = oauth.AuthorizationServer &
  Readonly<Required<Pick<oauth.AuthorizationServer, 'authorization_endpoint' | 'token_endpoint' | 'jwks_uri'>>>

const FIRST_TIMEOUT_MS = 10_000
const LATER_TIMEOUT_MS = 3000
const LIFE_MS = 3_600_000
const RETRY_MS = 60_000

const OPTIONAL = ['end_session_endpoint', 'revocation_endpoint'] as const

/**
 * The discovery document (OpenID Connect Discovery 1.0 §4), fetched once an hour, by one request at a time. Keys, tokens and people go
 * only where it says, so an address in it is https as the issuer is; http only where the issuer is on this machine.
 *
 * @returns a function that throws {@link ProviderSetUpError} for a document that cannot be used, and what the request threw
 */
export function providerMetadata(
  { issuer, now }: Configuration,
  transport: (timeoutMs: number) => oauth.DiscoveryRequestOptions,
): () => Promise<ProviderMetadata> {
  let known: { readonly metadata: ProviderMetadata; readonly until: number } | null = null
  let fetching: Promise<ProviderMetadata> | null = null

  return async () => (known && now() < known.until ? known.metadata : (fetching ??= fetched().finally(() => (fetching = null))))

  async function fetched(): Promise<ProviderMetadata> {
    try {
      const response = await oauth.discoveryRequest(issuer, transport(known ? LATER_TIMEOUT_MS : FIRST_TIMEOUT_MS))
      const metadata = usable(await oauth.processDiscoveryResponse(issuer, response))
      known = { metadata, until: now() + LIFE_MS }
    } catch (error) {
      if (!known) throw error
      // An old document beats none: endpoints move seldom, and a session must not wait for this one.
      known = { metadata: known.metadata, until: now() + RETRY_MS }
    }
    return known.metadata
  }

  function usable(metadata: oauth.AuthorizationServer): ProviderMetadata {
    for (const name of OPTIONAL) if (metadata[name] !== undefined) address(name, metadata[name])
    return {
      ...metadata,
      authorization_endpoint: address('authorization_endpoint', metadata.authorization_endpoint),
      token_endpoint: address('token_endpoint', metadata.token_endpoint),
      jwks_uri: address('jwks_uri', metadata.jwks_uri),
    }
  }

  function address(name: string, value: string | undefined): string {
    if (value === undefined) throw new ProviderSetUpError(`The provider's discovery document names no ${name}.`)
    const protocol = parseUrl(value)?.protocol
    if (protocol === 'https:' || (protocol === 'http:' && issuer.protocol === 'http:')) return value
    throw new ProviderSetUpError(`The provider's discovery document names an address as ${name} that is not https. Look at the issuer.`)
  }
}
