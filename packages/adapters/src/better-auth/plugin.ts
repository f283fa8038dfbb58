import { StillhereError } from '@stillhere/core'

/** What a client plugin is made of, as far as this one goes. */
export interface StillhereClientPlugin {
  readonly id: 'stillhere'
  readonly getActions: (
    fetch: unknown,
    store: unknown,
    options: { readonly sessionOptions?: BetterAuthSessionOptions | undefined } | undefined,
  ) => Record<never, never>
}

/** What the SDK's own `useSession` does by itself. */
export interface BetterAuthSessionOptions {
  readonly refetchInterval?: number | undefined
  readonly refetchOnWindowFocus?: boolean | undefined
}

/**
 * A client plugin that adds nothing. It refuses a client whose own `useSession` would go on asking beside the session: every
 * visible tab, at each focus and interval, each time as a sliding renewal that keeps a session alive nobody is using.
 *
 * `createAuthClient` then throws StillhereError `backend-renews-itself`, unless `refetchOnWindowFocus` is `false` and there is no `refetchInterval`.
 *
 * @example
 * createAuthClient({ plugins: [stillhereClient()], sessionOptions: { refetchOnWindowFocus: false } })
 */
export function stillhereClient(): StillhereClientPlugin {
  return {
    id: 'stillhere',
    getActions(_fetch, _store, options) {
      const { refetchInterval = 0, refetchOnWindowFocus = true } = options?.sessionOptions ?? {}
      if (refetchInterval > 0 || refetchOnWindowFocus)
        throw new StillhereError(
          'backend-renews-itself',
          `createAuthClient: sessionOptions has refetchInterval ${refetchInterval} and refetchOnWindowFocus ${refetchOnWindowFocus}, so every tab would renew the session beside stillhere. Pass sessionOptions: { refetchOnWindowFocus: false } and no refetchInterval.`,
        )
      return {}
    },
  }
}
