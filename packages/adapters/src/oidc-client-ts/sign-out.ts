import type { Backend } from '@stillhere/core'
import type { Calls } from './calls.ts'
import type { OidcClientTsUser } from './sdk.ts'

/** The session tells the backend for 5 s at most; the tokens are to be gone before. */
const PATIENCE_MS = 4000

/** `signOut` of the backend: revokes the tokens (RFC 7009), clears them, and names the end of the provider's session (RP-Initiated Logout 1.0). */
export function createSignOut<Profile extends { readonly sub: string }>({ manager, own }: Calls<Profile>): Backend<Profile>['signOut'] {
  const { settings, metadataService } = manager

  /** Not what somebody who signed in meanwhile has stored. */
  async function forget(user: OidcClientTsUser<Profile>): Promise<void> {
    const stored = await manager.getUser()
    if (stored?.access_token === user.access_token) await own(() => manager.removeUser())
  }

  async function endOfSession({ id_token: idToken }: OidcClientTsUser<Profile>): Promise<{ readonly redirectTo: string } | undefined> {
    const endpoint = await metadataService.getEndSessionEndpoint()
    if (endpoint === undefined) return undefined
    const url = new URL(endpoint)
    url.searchParams.set('client_id', settings.client_id)
    if (idToken) url.searchParams.set('id_token_hint', idToken)
    if (settings.post_logout_redirect_uri) url.searchParams.set('post_logout_redirect_uri', settings.post_logout_redirect_uri)
    return { redirectTo: url.href }
  }

  return async () => {
    const user = await manager.getUser()
    if (user === null) return undefined
    const telling = own(async () => {
      if ((await metadataService.getRevocationEndpoint()) !== undefined) await manager.revokeTokens()
      return endOfSession(user)
    })
    try {
      return await inTime(telling)
    } finally {
      await forget(user)
      // The SDK stores what revoking has left of the user, however late that is.
      void telling.catch(() => undefined).then(() => forget(user))
    }
  }
}

function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The provider did not confirm the sign-out in time')), PATIENCE_MS)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
