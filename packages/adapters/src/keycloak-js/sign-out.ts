import type { Backend, ReturnTo } from '@stillhere/core'
import { inTime } from '../in-time.ts'
import { revoke } from '../revoke.ts'
import type { KeycloakJs } from './sdk.ts'

interface SignOutSetting {
  /** Calls the SDK without hearing its news. */
  readonly own: <T>(call: () => Promise<T>) => Promise<T>
  readonly redirectUri: (returnTo: ReturnTo) => string
  readonly revocationEndpoint: string | undefined
}

/** `signOut` of the backend: clears the tokens, revokes them (RFC 7009), and names the end of the session at Keycloak (RP-Initiated Logout 1.0). */
export function createSignOut(keycloak: KeycloakJs, { own, redirectUri, revocationEndpoint }: SignOutSetting): Backend['signOut'] {
  return async ({ returnTo }) => {
    const { token, refreshToken, clientId = '' } = keycloak
    if (!token) return undefined
    const redirectTo = logoutUrl(keycloak, redirectUri(returnTo ?? '/'))
    await own(async () => keycloak.clearToken())
    const endpoint = revocationEndpoint ?? ofRealm(keycloak)
    if (endpoint !== null) await inTime(revoke(endpoint, clientId, { refreshToken, accessToken: token }))
    return redirectTo === null ? undefined : { redirectTo }
  }
}

function ofRealm({ authServerUrl, realm }: KeycloakJs): string | null {
  if (!authServerUrl || !realm) return null
  return `${authServerUrl.replace(/\/$/, '')}/realms/${encodeURIComponent(realm)}/protocol/openid-connect/revoke`
}

function logoutUrl(keycloak: KeycloakJs, redirectUri: string): string | null {
  try {
    return keycloak.createLogoutUrl({ redirectUri, logoutMethod: 'GET' })
  } catch {
    // Another provider than Keycloak may have no such end.
    return null
  }
}
