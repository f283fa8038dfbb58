/** What the adapter uses of a client made by `createAuthClient`; the SDK's own object fits. A call resolves to `{ data, error }`. */
export interface BetterAuthClient {
  getSession(call: {
    query?: { disableCookieCache?: boolean; disableRefresh?: boolean }
    fetchOptions?: BetterAuthFetchOptions
  }): Promise<unknown>
  signOut(call: { callbackURL?: string; disableRedirect?: boolean; fetchOptions?: BetterAuthFetchOptions }): Promise<unknown>
  readonly $store: { readonly atoms: Readonly<Record<string, unknown>> }
}

/** Options of one call, as far as the adapter sets them. */
export interface BetterAuthFetchOptions {
  method?: 'POST'
  signal?: AbortSignal
  /** The SDK would send again by itself. */
  retry?: 0
  throw?: false
  onResponse?: (context: { response: Response }) => void
}
