/** What the adapter uses of `Auth0Client`; the SDK's own object fits. */
export interface Auth0SpaClient {
  getConfiguration(): { readonly clientId: string }
  getTokenSilently(options: Auth0TokenOptions & { readonly detailedResponse: true }): Promise<Auth0Tokens | undefined>
  getIdTokenClaims(): Promise<Auth0Claims | undefined>
  loginWithRedirect(options: Auth0SignInOptions & { readonly appState: { readonly returnTo: string } }): Promise<void>
  loginWithPopup(options: Auth0SignInOptions): Promise<void>
  /** Earlier versions of the SDK have none: there refresh tokens outlive the sign-out at Auth0, not in the browser. */
  revokeRefreshToken?(): Promise<void>
  logout(options: { openUrl: false | ((url: string) => void); logoutParams?: { returnTo?: string } }): Promise<void>
}

/** What asking for a token takes. */
export interface Auth0TokenOptions {
  cacheMode?: 'on' | 'off' | 'cache-only'
  timeoutInSeconds?: number
}

/** What a sign-in takes. */
export interface Auth0SignInOptions {
  authorizationParams: { prompt?: 'login'; max_age?: number; acr_values?: string }
}

export interface Auth0Tokens {
  readonly access_token: string
  readonly expires_in: number
}

/** Claims of the ID token that the adapter reads; the SDK has checked it. */
export interface Auth0Claims {
  readonly sub?: string
  readonly iat?: number
  readonly auth_time?: unknown
  readonly session_expiry?: unknown
  readonly [claim: string]: unknown
}
