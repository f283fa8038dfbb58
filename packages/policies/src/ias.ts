import * as texts from '#texts'
import { type Duration, parseDuration, type SessionPolicy, StillhereError } from '@stillhere/core'
import { readLimitAt, toDuration } from './read-duration.ts'

/** What IAS lets an administrator choose, by its names. */
export interface IasOptions {
  /** A machine client has no refresh token and no session, so there is no policy for one. */
  readonly client: 'web' | 'native'
  /** Keeps within the lifetimes advised for sensitive applications: 30 minutes and 8 hours. It shortens and never lengthens. Default false. */
  readonly sensitive?: boolean
  /** Default `'5m'`. */
  readonly accessTokenLifetime?: Duration
  /** Longest gap between two refreshes. Default: web `'20m'`, native `'90d'`. */
  readonly refreshTokenInactiveLifetime?: Duration
  /** Longest time since sign-in. Default: web `'8h'`, native `'365d'`. */
  readonly refreshTokenAbsoluteLifetime?: Duration
}

const DEFAULTS = {
  web: { inactive: '20m', absolute: '8h' },
  native: { inactive: '90d', absolute: '365d' },
} as const
const SENSITIVE = { inactive: '30m', absolute: '8h' } as const

/**
 * IAS's token session: a refresh token with an inactive and an absolute lifetime. After the absolute one the session is over although
 * every refresh succeeded. The provider's own session is another matter: within it a new sign-in needs no form, but it renews nothing.
 *
 * @throws StillhereError `policy-rule-broken` for a machine client, or an inactive lifetime beyond the absolute one; `policy-key-unknown`
 * for any other client; `duration-invalid`, or `policy-limit-too-short` under a second.
 * @example
 * createBrowserSession({ backend, policy: ias({ client: 'web' }) })
 */
export function ias(options: IasOptions): SessionPolicy {
  const { client, sensitive = false, accessTokenLifetime = '5m' } = options
  if (!Object.hasOwn(DEFAULTS, client)) throw refused(client)
  const { inactive, absolute } = DEFAULTS[client]
  const within = (written: Duration, advised: Duration) =>
    toDuration(sensitive ? Math.min(parseDuration(written), parseDuration(advised)) : parseDuration(written))
  const { refreshTokenInactiveLifetime, refreshTokenAbsoluteLifetime } = options
  for (const [key, length] of Object.entries({ accessTokenLifetime, refreshTokenInactiveLifetime, refreshTokenAbsoluteLifetime })) {
    if (length !== undefined) readLimitAt(`ias: ${key}`, length)
  }
  const refreshWindow = within(refreshTokenInactiveLifetime ?? inactive, SENSITIVE.inactive)
  const maxLifetime = within(refreshTokenAbsoluteLifetime ?? absolute, SENSITIVE.absolute)
  if (parseDuration(refreshWindow) > parseDuration(maxLifetime)) {
    throw new StillhereError('policy-rule-broken', texts.iasLifetimesCrossed(refreshWindow, maxLifetime))
  }
  return { accessTokenLifetime, refreshWindow, refreshTokenLifetime: maxLifetime, maxLifetime }
}

/** Only JavaScript gets here: the types know two clients. */
function refused(client: string): StillhereError {
  return client === 'machine'
    ? new StillhereError('policy-rule-broken', texts.machineClient(client))
    : new StillhereError('policy-key-unknown', texts.choiceUnknown('ias: client', client, Object.keys(DEFAULTS)))
}
