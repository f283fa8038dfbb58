import type { BackendAnswer } from '@stillhere/core'

/**
 * The authorization server's own word that no token comes without the user (RFC 6749 §5.2; OpenID Connect Core 1.0 §3.1.2.6), or that
 * the SDK holds nothing to renew with.
 */
const REJECTED = new Set([
  'invalid_grant',
  'login_required',
  'interaction_required',
  'consent_required',
  'account_selection_required',
  'mfa_required',
  'missing_refresh_token',
])

const MISCONFIGURED = new Set([
  'invalid_client',
  'unauthorized_client',
  'unsupported_grant_type',
  'invalid_scope',
  'missing_scopes',
  'invalid_configuration',
])

/** What an error of the SDK means for the session. Only what the server said itself ends one. */
export function auth0Failure(error: unknown): Exclude<BackendAnswer<never>, { status: 'live' }> {
  const code = errorCode(error)
  if (code !== null && REJECTED.has(code)) return { status: 'rejected' }
  const said = error instanceof Error ? error.message : ''
  if (code !== null && MISCONFIGURED.has(code)) return { status: 'misconfigured', message: `Auth0 refused with "${code}": ${said}` }
  // A plain error of the SDK's own checks, most often because this device's clock is wrong: its text may quote the token.
  if (code === null && said.includes('ID token')) {
    const message = 'Auth0 answered, and the SDK refused the ID token: a wrong clock (see nowProvider), issuer, audience or organization.'
    return { status: 'unavailable', message }
  }
  return { status: 'unavailable' }
}

/** The `error` of the SDK's GenericError, and so of all its errors. */
export function errorCode(error: unknown): string | null {
  return typeof error === 'object' && error !== null && 'error' in error && typeof error.error === 'string' ? error.error : null
}
