/**
 * What can run out. One vocabulary for backend answers, deadlines, warnings and ends; the policy speaks its own keys.
 *
 * - `token-expired`: the access token is over and was not refreshed
 * - `refresh-expired`: no way of renewing is left, and the access token is over
 * - `inactive`: nobody was active in any tab for the inactivity limit (OWASP, NIST: inactivity timeout)
 * - `server-idle`: the server saw neither activity nor refresh for its idle limit
 * - `max-lifetime`: the maximum lifetime is over (OWASP: absolute; NIST: overall timeout)
 */
export type LimitReason = 'token-expired' | 'refresh-expired' | 'inactive' | 'server-idle' | 'max-lifetime'

/**
 * Why a session ended. Besides the limits: `refresh-rejected` (the backend refused to renew), `signed-out` (the user left),
 * `revoked` (the backend ended it), `replaced` (somebody else signed in in this browser).
 */
export type EndReason = LimitReason | 'refresh-rejected' | 'signed-out' | 'revoked' | 'replaced'

/** When two ends carry the same instant, the one that stands earlier here wins. */
export const END_ORDER: readonly EndReason[] = [
  'token-expired',
  'refresh-expired',
  'refresh-rejected',
  'inactive',
  'server-idle',
  'max-lifetime',
  'signed-out',
  'revoked',
  'replaced',
]

export const LIMIT_REASONS: readonly LimitReason[] = ['token-expired', 'refresh-expired', 'inactive', 'server-idle', 'max-lifetime']

/** Default user: standard claims of OpenID Connect Core 1.0 §5.1. */
export interface User {
  readonly sub: string
  readonly name?: string
  readonly email?: string
  readonly picture?: string
}
