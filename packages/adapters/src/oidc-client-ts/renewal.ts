import type { BackendAnswer, RefreshCall } from '@stillhere/core'
import type { Calls } from './calls.ts'
import type { OidcClientTsUser } from './sdk.ts'

/** The session waits for 30 s, and what comes later is stored. The SDK by itself would wait for as long as the browser does. */
const LIMIT_SECONDS = 60

/** `refresh` of the backend: one request at a time, none for a token that is good for longer. */
export function createRenewal<Profile extends { readonly sub: string }>(
  calls: Calls<Profile>,
): (call: RefreshCall) => Promise<BackendAnswer<Profile>> {
  const { manager, silentSignIn } = calls
  let running: Promise<BackendAnswer<Profile>> | null = null

  async function renew(user: OidcClientTsUser<Profile>): Promise<BackendAnswer<Profile>> {
    if (!user.refresh_token) return silentSignIn ? calls.askSilently() : { status: 'rejected', reason: 'refresh-expired' }
    const answer = await calls.ask(() => manager.signinSilent({ silentRequestTimeoutInSeconds: LIMIT_SECONDS }))
    if (answer.status !== 'rejected') return answer
    // localStorage may have shown an old token: the one that another tab was given a moment ago is here by now.
    const stored = await manager.getUser()
    if (stored !== null && stored.refresh_token !== user.refresh_token) return calls.live(stored)
    return silentSignIn ? calls.askSilently() : answer
  }

  return async ({ presence, minValidityMs }) => {
    const user = await manager.getUser()
    if (user === null) return { status: 'rejected', reason: 'signed-out' }
    if (!presence && (user.expires_in ?? 0) * 1000 > minValidityMs) return calls.live(user)
    // An attempt that the session no longer waits for may still be under way with this very token.
    running ??= renew(user).finally(() => {
      running = null
    })
    return running
  }
}
