import { errorCode } from './grant-failure.ts'

/**
 * Gives a token of a public client back (RFC 7009 §2.1); with a refresh token the provider revokes what came of it. A body is nobody's
 * business then, and an access token that cannot be revoked (§2.2.1) lives on for its minutes.
 */
export async function revoke(
  endpoint: string,
  clientId: string,
  { refreshToken, accessToken }: { readonly refreshToken: string | undefined; readonly accessToken: string },
): Promise<void> {
  const token = refreshToken
    ? { token: refreshToken, token_type_hint: 'refresh_token' }
    : { token: accessToken, token_type_hint: 'access_token' }
  const response = await fetch(endpoint, { method: 'POST', body: new URLSearchParams({ client_id: clientId, ...token }) })
  if (response.ok || errorCode(await response.json().catch(() => null)) === 'unsupported_token_type') return
  throw new Error(`The provider answers ${response.status} to the revocation`)
}
