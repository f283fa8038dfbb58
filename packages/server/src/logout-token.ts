import { errors, type JWTPayload } from 'jose'
import type { ProviderMetadata } from './discovery.ts'
import { CLOCK_TOLERANCE_SECONDS, type VerifyProviderToken } from './provider-keys.ts'
import { isObject } from './record.ts'

/** What a provider says in a back-channel logout (OpenID Connect Back-Channel Logout 1.0 §2.4). */
export interface LogoutToken {
  readonly status: 'valid'
  /** Of this token alone. */
  readonly jti: string
  /** One of the two is there: a session at the provider, or all sessions of a user. Both: that session, if it is this user's. */
  readonly sid: string | null
  readonly sub: string | null
}

/** A token that says it is older than this is refused, whatever its expiry: what was seen has to be remembered for as long. */
const LONGEST_AGE_SECONDS = 600

/** How long a token that was seen once could pass again. */
export const REPLAY_WINDOW_MS: number = (LONGEST_AGE_SECONDS + 2 * CLOCK_TOLERANCE_SECONDS) * 1000

const EVENT = 'http://schemas.openid.net/event/backchannel-logout'

/** A typed token is a logout token (RFC 8725 §3.11); providers from before the type was named send none, or `JWT`. */
const TYPES = ['logout+jwt', 'application/logout+jwt', 'jwt']

/**
 * §2.6, all of it but for the replay: signature, `iss`, `aud`, `iat`, `exp`, `jti`, the event, `sub` or `sid`, no `nonce`. Nothing that an
 * ID token could pass.
 *
 * @throws jose's errors
 */
export async function readLogoutToken(token: string, provider: ProviderMetadata, verify: VerifyProviderToken): Promise<LogoutToken> {
  const required = { requiredClaims: ['iat', 'exp', 'jti', 'events'], maxTokenAge: LONGEST_AGE_SECONDS }
  const { payload, protectedHeader } = await verify(provider, token, required)
  const { typ } = protectedHeader
  if (typ !== undefined && !TYPES.includes(typ.toLowerCase())) refuse('typ', payload)
  if ('nonce' in payload) refuse('nonce', payload)
  const { events, jti } = payload
  if (!isObject(events) || !isObject(events[EVENT])) return refuse('events', payload)
  if (typeof jti !== 'string' || jti === '') return refuse('jti', payload)
  const sid = text('sid', payload)
  const sub = text('sub', payload)
  return sid === null && sub === null ? refuse('sub', payload) : { status: 'valid', jti, sid, sub }
}

function text(claim: 'sid' | 'sub', payload: JWTPayload): string | null {
  const value: unknown = payload[claim]
  if (value === undefined) return null
  return typeof value === 'string' && value !== '' ? value : refuse(claim, payload)
}

function refuse(claim: string, payload: JWTPayload): never {
  throw new errors.JWTClaimValidationFailed(`unexpected "${claim}" of a logout token`, payload, claim, 'check_failed')
}
