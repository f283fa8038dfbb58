import * as texts from '#texts'
import { type SessionPolicy, StillhereError } from '@stillhere/core'
import { toDuration } from './read-duration.ts'

/** Auth.it's three dials, in whole seconds as there. */
export interface AuthItOptions {
  /** Default 300. */
  readonly accessTokenLifespanSeconds?: number
  /** Longest gap without input that was reported, or a refresh. Default 1800. */
  readonly sessionIdleTimeoutSeconds?: number
  /** A hard cap, whatever anybody does. Default 36000; over 24 hours is accepted, and `checkPolicy` advises against it. */
  readonly maximumSessionLifespanSeconds?: number
}

const DEFAULTS = { accessTokenLifespanSeconds: 300, sessionIdleTimeoutSeconds: 1800, maximumSessionLifespanSeconds: 36_000 }

/**
 * Auth.it: access tokens of 5 minutes, an idle timeout of 30 minutes that the server counts, and a cap of 10 hours.
 *
 * @throws StillhereError `policy-limit-too-short` for what is no whole number of seconds; `policy-rule-broken` when the idle timeout is
 * beyond the cap, or the token lives as long as the idle timeout.
 * @example
 * authIt({ sessionIdleTimeoutSeconds: 900 })
 */
export function authIt(options: AuthItOptions = {}): SessionPolicy {
  const [token, idle, cap] = [
    seconds('accessTokenLifespanSeconds', options),
    seconds('sessionIdleTimeoutSeconds', options),
    seconds('maximumSessionLifespanSeconds', options),
  ]
  if (idle > cap) throw new StillhereError('policy-rule-broken', texts.authItIdleTooLong(idle, cap))
  if (token >= idle) throw new StillhereError('policy-rule-broken', texts.authItTokenTooLong(token, idle))
  return {
    accessTokenLifetime: toDuration(token * 1000),
    serverIdle: toDuration(idle * 1000),
    maxLifetime: toDuration(cap * 1000),
  }
}

function seconds(key: keyof AuthItOptions, options: AuthItOptions): number {
  const written = options[key] ?? DEFAULTS[key]
  if (Number.isInteger(written) && written >= 1) return written
  throw new StillhereError('policy-limit-too-short', texts.secondsInvalid(`authIt: ${key}`, written))
}
