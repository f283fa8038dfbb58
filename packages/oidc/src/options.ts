/** Where tokens are kept that several pages or tabs stand on; everything in one text. Whoever can read it can act as the user. */
export interface TokenStore {
  get(): Promise<string | null>
  /** null: forget it. */
  set(value: string | null): Promise<void>
}

/** Options of {@link oidcBackend}. */
export interface OidcOptions {
  /** As the provider spells it; https, but for this machine. Its discovery document is below it (OpenID Connect Discovery 1.0 §4). */
  readonly issuer: string
  /** Of a client that has no secret (RFC 6749 §2.1, public). */
  readonly clientId: string
  /** Where the provider sends the browser back to, on this origin. Default: the page's own path. The answer in the URL is consumed by `restore` and removed. */
  readonly redirectPath?: `/${string}`
  /** Where a sign-out at the provider leads back to, on this origin. Default: as `redirectPath`. */
  readonly postLogoutPath?: `/${string}`
  /** Default `openid`. With `offline_access` the provider gives a refresh token, and is asked for consent, which it wants for that (OpenID Connect Core 1.0 §11). */
  readonly scope?: string
  /** How a plain sign-in goes. Default `redirect`. Re-authentication is always in a popup, because the page has to stay. */
  readonly signIn?: 'redirect' | 'popup'
  /**
   * `memory` (default): in this page alone. `session`: survives a reload of the tab, in its `sessionStorage` between two pages only.
   * Your own: one grant for all tabs. What each costs is in docs/guides/openid-connect.md.
   */
  readonly tokenStore?: 'memory' | 'session' | TokenStore
  /**
   * How a page without tokens comes by new ones while somebody is signed in at the provider (`prompt=none`): in a hidden frame
   * (default), which needs the provider's cookies there; by leaving, when the page starts; or not at all.
   */
  readonly silentSignIn?: 'iframe' | 'redirect' | 'off'
  /** Binds the tokens to a key of this page that cannot be taken out of it (RFC 9449). For `tokenStore: 'memory'`. Default false. */
  readonly dpop?: boolean
  /** In-app navigation after sign-in, and after a sign-out at the provider. Default: `history.replaceState`, before anything else is done. */
  readonly onReturn?: (path: string) => void
  /** More parameters of the authorization request: `resource`, `audience`, `ui_locales`, `prompt`. None of the protocol's own. */
  readonly authorizationParameters?: Readonly<Record<string, string>>
}
