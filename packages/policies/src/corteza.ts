import type { Limits, SessionPolicy } from '@stillhere/core'
import { readDurationAt, readLimitAt, toDuration } from './read-duration.ts'

/** Corteza's variables by their own names, as durations in Go's style (`'2m'`, `'1h30m'`, `'1.5h'`). */
export interface CortezaOptions {
  /** Default `'2h'`. */
  readonly AUTH_OAUTH2_ACCESS_TOKEN_LIFETIME?: string
  /** Longest gap between two refreshes: each of them renews it. Default `'72h'`. */
  readonly AUTH_OAUTH2_REFRESH_TOKEN_LIFETIME?: string
  /** The authentication session, a way of its own to new tokens; `'0'` for none. Default `'24h'`. */
  readonly AUTH_SESSION_LIFETIME?: string
  /** In its place after "remember me"; `'0'` for no remember-me. Default `'8640h'`. */
  readonly AUTH_SESSION_PERM_LIFETIME?: string
}

/** Corteza's own defaults. */
export const CORTEZA_DEFAULTS: Readonly<Required<CortezaOptions>> = {
  AUTH_OAUTH2_ACCESS_TOKEN_LIFETIME: '2h',
  AUTH_OAUTH2_REFRESH_TOKEN_LIFETIME: '72h',
  AUTH_SESSION_LIFETIME: '24h',
  AUTH_SESSION_PERM_LIFETIME: '8640h',
}

/**
 * Corteza: authentication session and tokens are independent, and the user stays in as long as one way of getting an access token is
 * alive. To sign people out who were away for two minutes, the first three all have to be `'2m'`.
 *
 * @throws StillhereError `duration-invalid`, or `policy-limit-too-short` under a second, with the variable's name.
 * @example
 * corteza({ AUTH_OAUTH2_ACCESS_TOKEN_LIFETIME: '2m', AUTH_OAUTH2_REFRESH_TOKEN_LIFETIME: '2m', AUTH_SESSION_LIFETIME: '2m' })
 */
export function corteza(options: CortezaOptions = {}): SessionPolicy {
  const written = (name: keyof CortezaOptions) => [`corteza: ${name}`, options[name] ?? CORTEZA_DEFAULTS[name]] as const
  const ms = (name: keyof CortezaOptions) => readLimitAt(...written(name))
  const msOrNone = (name: keyof CortezaOptions) => (readDurationAt(...written(name)) === 0 ? 0 : ms(name))
  const permanentMs = msOrNone('AUTH_SESSION_PERM_LIFETIME')
  const sessionMs = msOrNone('AUTH_SESSION_LIFETIME')
  return {
    accessTokenLifetime: toDuration(ms('AUTH_OAUTH2_ACCESS_TOKEN_LIFETIME')),
    refreshWindow: toDuration(ms('AUTH_OAUTH2_REFRESH_TOKEN_LIFETIME')),
    ...signOn(sessionMs),
    ...(permanentMs > 0 && { remembered: signOn(permanentMs) }),
  }
}

/** A session of no length renews nothing. */
function signOn(ms: number): Pick<Limits, 'signOnWindow'> {
  return ms > 0 ? { signOnWindow: toDuration(ms) } : {}
}
