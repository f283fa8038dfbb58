import type { BackendAnswer } from '@stillhere/core'
import { answerFor } from '../user.ts'
import type { Auth0Claims, Auth0Tokens } from './client.ts'

/** The SDK hands a token from its cache only when more than this is left of it. */
const CACHED_AT_LEAST_MS = 60_000
/** The SDK ends a session this long before its `session_expiry`. */
const CEILING_LEEWAY_SECONDS = 30

/**
 * Lifetimes from the ID token's own instants, which were written in the same moment as the access token and by the same clock. What
 * comes out of the cache has aged since; the SDK vouches for a minute, and no wrong clock makes it more than the token's whole life.
 */
export function liveAnswer(
  tokens: Auth0Tokens,
  claims: Auth0Claims,
  cachedNow: number | null,
  parseUser: (claims: unknown) => unknown,
): BackendAnswer<unknown> {
  const { sub, iat, auth_time: authTime, session_expiry: ceiling } = claims
  if (typeof sub !== 'string' || typeof iat !== 'number') return { status: 'unavailable', message: 'The ID token lacks sub or iat.' }
  const lifeMs = tokens.expires_in * 1000
  const elapsedMs = cachedNow === null ? 0 : cachedNow - iat * 1000
  const leftMs = cachedNow === null ? lifeMs : elapsedMs < 0 ? CACHED_AT_LEAST_MS : Math.max(CACHED_AT_LEAST_MS, lifeMs - elapsedMs)
  const agedMs = Math.max(0, elapsedMs)
  const ceilingMs = typeof ceiling === 'number' ? Math.max(0, (ceiling - CEILING_LEEWAY_SECONDS - iat) * 1000 - agedMs) : null
  return answerFor(parseUser, claims, {
    userId: sub,
    endsIn: { 'token-expired': `${Math.min(leftMs, lifeMs)}ms`, ...(ceilingMs !== null && { 'max-lifetime': `${ceilingMs}ms` }) },
    ...(typeof authTime === 'number' && { authAge: `${Math.max(0, (iat - authTime) * 1000 + agedMs)}ms` }),
  })
}
