import type { Backend } from '@stillhere/core'
import { inTime } from '../in-time.ts'
import { revoke } from '../revoke.ts'
import type { Calls } from './calls.ts'
import type { OidcClientTsUser } from './sdk.ts'

/**
 * `signOut` of the backend: clears the tokens, revokes them (RFC 7009), and names the end of the session at the provider (RP-Initiated
 * Logout 1.0). Not with the SDK's `revokeTokens`: it takes a 200 with a plain text for a failure, gives up after an access token that
 * cannot be revoked, and stores the user anew when it is done.
 */
export function createSignOut<Profile extends { readonly sub: string }>({ manager, own }: Calls<Profile>): Backend<Profile>['signOut'] {
  const { settings, metadataService } = manager

  async function tell(user: OidcClientTsUser<Profile>): Promise<{ readonly redirectTo: string } | undefined> {
    const endpoint = await metadataService.getRevocationEndpoint()
    if (endpoint !== undefined)
      await revoke(endpoint, settings.client_id, { refreshToken: user.refresh_token, accessToken: user.access_token })
    return endOfSession(user)
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
    await own(() => manager.removeUser())
    return inTime(tell(user))
  }
}
