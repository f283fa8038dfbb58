import type { SessionPolicy } from '@stillhere/core'

/**
 * spektr: the token's age decides, whoever is there. Access tokens of an hour and a refresh token of 30 days; refresh two minutes before
 * token expiry, a warning one minute before it if the refresh failed, and the end at token expiry. No limit on inactivity, none on the
 * whole session: after 30 days it ends with the last access token.
 *
 * The life of an access token is the backend's to say; an hour is assumed where it does not.
 *
 * @example
 * createBrowserSession({ backend, policy: spektr() })
 */
export function spektr(): SessionPolicy {
  return {
    accessTokenLifetime: '1h',
    refreshTokenLifetime: '30d',
    refreshLead: '2m',
    warningLead: { accessTokenLifetime: '1m', refreshTokenLifetime: '2m' },
    onTokenExpiry: 'end',
  }
}
