/** What is used of oidc-client-ts's `User`. */
export interface OidcClientTsUser<Profile> {
  readonly profile: Profile
  readonly access_token: string
  readonly token_type: string
  readonly refresh_token?: string | undefined
  readonly id_token?: string | undefined
  /** Seconds left, by the clock that `expires_at` was reckoned by. */
  readonly expires_in: number | undefined
  readonly url_state?: string | undefined
}

interface SignInArguments {
  url_state?: string
  prompt?: string | undefined
  max_age?: number | undefined
  acr_values?: string | undefined
}

/** What is used of oidc-client-ts's `UserManager`, from version 3.0 on. Described by its shape, so that nothing of the SDK is imported. */
export interface OidcClientTs<Profile extends { readonly sub: string }> {
  readonly settings: {
    readonly authority: string
    readonly client_id: string
    readonly automaticSilentRenew: boolean
    readonly monitorSession: boolean
    readonly post_logout_redirect_uri?: string | undefined
    readonly userStore: { set(key: string, value: string): Promise<void>; remove(key: string): Promise<unknown> }
    readonly stateStore: { get(key: string): Promise<string | null> }
  }
  readonly metadataService: {
    getEndSessionEndpoint(): Promise<string | undefined>
    getRevocationEndpoint(): Promise<string | undefined>
  }
  readonly events: {
    addUserLoaded(heard: () => void): () => void
    addUserUnloaded(heard: () => void): () => void
    addUserSignedOut(heard: () => void): () => void
    unload(): Promise<void>
  }
  getUser(raiseEvent?: boolean): Promise<OidcClientTsUser<Profile> | null>
  removeUser(): Promise<void>
  signinSilent(given?: { silentRequestTimeoutInSeconds?: number; forceIframeAuth?: boolean }): Promise<OidcClientTsUser<Profile> | null>
  signinRedirect(given?: SignInArguments): Promise<void>
  signinPopup(given?: SignInArguments & { popupAbortOnClose?: boolean }): Promise<OidcClientTsUser<Profile>>
  signinCallback(url?: string): Promise<OidcClientTsUser<Profile> | undefined>
  querySessionStatus(): Promise<{ readonly sub?: string | undefined } | null>
  dpopProof(url: string, user: OidcClientTsUser<Profile>, method?: string): Promise<string | undefined>
}
