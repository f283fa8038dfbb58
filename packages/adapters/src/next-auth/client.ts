/** What the adapter uses of `next-auth/react`; hand over the SDK's own functions. */
export interface NextAuthFunctions {
  signIn(provider: string | undefined, options: { callbackUrl: string }, authorizationParams?: Record<string, string>): Promise<unknown>
  signOut(options: { redirect: false; callbackUrl?: string }): Promise<unknown>
}

/**
 * Properties for next-auth's `SessionProvider` that switch its own asking off. It still asks once when it is mounted without a `session`, and has every
 * other tab's provider ask with it.
 *
 * @example
 * <NextAuthProvider session={session} {...quietSessionProvider}>
 */
export const quietSessionProvider = { refetchInterval: 0, refetchOnWindowFocus: false, refetchWhenOffline: false } as const
