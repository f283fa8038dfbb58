/**
 * A client without a secret, as a page is one: authorization code with PKCE, refresh tokens that rotate. A rotated one that comes
 * back ends its grant. Lifetimes are real seconds.
 */
export interface PublicClient {
  /** Client id. */
  readonly name: string
  /** Paths of the application, or whole addresses. Default `['/']`. */
  readonly redirectUris?: readonly string[]
  /** Where a sign-out at the provider may end. Default: the redirect URIs. */
  readonly postLogoutRedirectUris?: readonly string[]
  /** Origins whose pages may read the provider's answers. Default: the application's. */
  readonly origins?: readonly string[]
  /** Default 300. */
  readonly accessTokenSeconds?: number
  /** Life of the sign-in's refresh tokens, rotation included. Default 8 h. */
  readonly refreshTokenSeconds?: number
  /** Longest gap between two refreshes. Default: none but the refresh tokens' life. */
  readonly refreshWindowSeconds?: number
  /** Gives refresh tokens to whoever signs in, as Keycloak does, and not for `offline_access` alone. Default false. */
  readonly alwaysRefreshable?: boolean
}

/** The same with every default filled in, every address whole, and every life in milliseconds. */
export interface ResolvedPublicClient {
  readonly name: string
  readonly redirectUris: readonly string[]
  readonly postLogoutRedirectUris: readonly string[]
  readonly origins: readonly string[]
  readonly accessTokenMs: number
  readonly refreshTokenMs: number
  readonly refreshWindowMs: number | null
  readonly alwaysRefreshable: boolean
}

export function resolvedPublicClient(client: PublicClient, appUrl: string): ResolvedPublicClient {
  const whole = (addresses: readonly string[]): readonly string[] => addresses.map((address) => new URL(address, appUrl).href)
  const redirectUris = client.redirectUris ?? ['/']
  return {
    name: client.name,
    redirectUris: whole(redirectUris),
    postLogoutRedirectUris: whole(client.postLogoutRedirectUris ?? redirectUris),
    origins: client.origins ?? [appUrl],
    accessTokenMs: (client.accessTokenSeconds ?? 300) * 1000,
    refreshTokenMs: (client.refreshTokenSeconds ?? 28_800) * 1000,
    refreshWindowMs: client.refreshWindowSeconds === undefined ? null : client.refreshWindowSeconds * 1000,
    alwaysRefreshable: client.alwaysRefreshable ?? false,
  }
}
