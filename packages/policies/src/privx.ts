import * as texts from '#texts'
import { type Duration, parseDuration, type SessionPolicy, StillhereError } from '@stillhere/core'
import { readLimitAt, toDuration } from './read-duration.ts'

/** PrivX's settings by their own names. */
export interface PrivxOptions {
  /** Longest gap between two renewals. Without `session_valid` it is the length of the whole session, too. */
  readonly refresh_token_valid?: Duration
  /** Longest time since sign-in. */
  readonly session_valid?: Duration
  /** The user interface's limit: nobody touched any of the open tabs. Whole seconds, 60 at least, and at most `session_valid`, else `refresh_token_valid`, else 24 hours. Default: no such limit. */
  readonly sessionInactivityLimitSeconds?: number
  /** The limit was saved under settings that allowed it: it is loaded as it is, and `checkPolicy` says what is wrong with it. Default false: the limit is being set now. */
  readonly limitSavedEarlier?: boolean
  /** It stands in none of PrivX's files, so it has to be given. */
  readonly accessTokenLifetime: Duration
}

const SHORTEST_LIMIT_SECONDS = 60
const LONGEST_WITHOUT_TOKENS: Duration = '24h'

/**
 * PrivX: lifetimes of tokens, and a limit of the user interface on top that counts people and not requests.
 *
 * @throws StillhereError `policy-rule-broken` when a limit under 60 s, or over what the tokens allow, is set; `policy-figure-missing`
 * without `accessTokenLifetime`; `policy-limit-too-short` for a limit that is no whole number of seconds, or a lifetime under a second;
 * `duration-invalid`.
 * @example
 * privx({ refresh_token_valid: '30m', session_valid: '24h', sessionInactivityLimitSeconds: 3600, accessTokenLifetime: '5m' })
 */
export function privx(options: PrivxOptions): SessionPolicy {
  const { refresh_token_valid, session_valid, sessionInactivityLimitSeconds: limit, accessTokenLifetime } = options
  if (accessTokenLifetime === undefined) {
    throw new StillhereError('policy-figure-missing', texts.figureMissing('privx: accessTokenLifetime'))
  }
  for (const [key, length] of Object.entries({ accessTokenLifetime, refresh_token_valid, session_valid })) {
    if (length !== undefined) readLimitAt(`privx: ${key}`, length)
  }
  if (limit !== undefined) checkLimit(limit, options)
  const maxLifetime = session_valid ?? refresh_token_valid
  return {
    accessTokenLifetime,
    ...(refresh_token_valid !== undefined && { refreshWindow: refresh_token_valid }),
    ...(maxLifetime !== undefined && { maxLifetime }),
    ...(limit !== undefined && { inactivity: toDuration(limit * 1000) }),
  }
}

function checkLimit(limit: number, { session_valid, refresh_token_valid, limitSavedEarlier = false }: PrivxOptions): void {
  if (!Number.isInteger(limit) || limit < 1) {
    throw new StillhereError('policy-limit-too-short', texts.secondsInvalid('privx: sessionInactivityLimitSeconds', limit))
  }
  if (limitSavedEarlier) return
  if (limit < SHORTEST_LIMIT_SECONDS) {
    throw new StillhereError('policy-rule-broken', texts.privxLimitTooShort(limit, SHORTEST_LIMIT_SECONDS))
  }
  const longest = session_valid ?? refresh_token_valid ?? LONGEST_WITHOUT_TOKENS
  const longestSeconds = parseDuration(longest) / 1000
  if (limit <= longestSeconds) return
  const because =
    session_valid !== undefined
      ? `session_valid is '${session_valid}'`
      : refresh_token_valid !== undefined
        ? `refresh_token_valid is '${refresh_token_valid}'`
        : longest
  throw new StillhereError('policy-rule-broken', texts.privxLimitTooLong(limit, longestSeconds, because))
}
