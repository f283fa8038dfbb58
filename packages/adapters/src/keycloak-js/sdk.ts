interface Claims {
  readonly sub?: string
  readonly exp?: number
}

/** What is used of a keycloak-js instance, from version 26 on. Described by its shape, so that nothing of the SDK is imported. */
export interface KeycloakJs {
  didInitialize: boolean
  loginRequired: boolean
  readonly token?: string | undefined
  readonly refreshToken?: string | undefined
  readonly idToken?: string | undefined
  readonly tokenParsed?: Claims | undefined
  readonly refreshTokenParsed?: Claims | undefined
  readonly idTokenParsed?: Claims | undefined
  /** Seconds that this clock is ahead of the provider's. */
  readonly timeSkew: number | null
  readonly clientId?: string | undefined
  readonly authServerUrl?: string | undefined
  readonly realm?: string | undefined
  onTokenExpired?: (() => void) | undefined
  onAuthSuccess?: (() => void) | undefined
  onAuthLogout?: (() => void) | undefined
  init(given?: { checkLoginIframe?: boolean }): Promise<boolean>
  updateToken(minValidity: number): Promise<boolean>
  login(given?: { redirectUri?: string; prompt?: 'login'; maxAge?: number; acrValues?: string }): Promise<void>
  createLogoutUrl(given?: { redirectUri?: string; logoutMethod?: 'GET' }): string
  clearToken(): void
}
