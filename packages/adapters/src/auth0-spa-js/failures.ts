import { errorCode, type GrantFailure, grantFailure } from '../grant-failure.ts'
import { textOf } from '../user.ts'

/** The SDK holds nothing to renew with, or Auth0 gives no token before the user has done something. */
const REJECTED = ['missing_refresh_token', 'mfa_required']
const MISCONFIGURED = ['invalid_scope', 'missing_scopes', 'invalid_configuration']

/** What an error of the SDK means for the session. Only what the server said itself ends one. */
export function auth0Failure(error: unknown): GrantFailure {
  const code = errorCode(error)
  if (code !== null && REJECTED.includes(code)) return { status: 'rejected' }
  if (code !== null && MISCONFIGURED.includes(code)) return { status: 'misconfigured', message: `Auth0 or its SDK answers ${code}` }
  // A plain error of the SDK's own checks. Its text may quote the token.
  if (code === null && textOf(error, 'message')?.includes('ID token')) {
    const message = 'Auth0 answered, and the SDK refused the ID token: a wrong clock (see nowProvider), issuer, audience or organization.'
    return { status: 'unavailable', message }
  }
  return grantFailure(error) ?? { status: 'unavailable' }
}
