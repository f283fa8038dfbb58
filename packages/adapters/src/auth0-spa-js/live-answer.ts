import type { BackendAnswer } from '@stillhere/core'
import { answerFor } from '../user.ts'
import type { Auth0Claims, Auth0Tokens } from './client.ts'

/** The SDK hands a token from its cache only when more than this is left of it. */
const CACHED_AT_LEAST_MS = 60_000
/** The SDK ends a session this long before its `session_expiry`. */
const CEILING_LEEWAY_SECONDS = 30

/**
 * What is left of an access token, in milliseconds. What comes out of the cache has aged since the ID token was written beside it; the SDK
 * vouches for a minute, and no wrong clock makes it more than the whole life.
 */
export function lifeLeft(tokens: Auth0Tokens, { iat = 0 }: Auth0Claims, from: 'network' | 'cache'): number {
  const lifeMs = tokens.expires_in * 1000
  if (from === 'network') return lifeMs
  const elapsedMs = Date.now() - iat * 1000
  return Math.min(lifeMs, elapsedMs < 0 ? CACHED_AT_LEAST_MS : Math.max(CACHED_AT_LEAST_MS, lifeMs - elapsedMs))
}

/** The other lifetimes are told by instants in the ID token, which counts from its own `iat`: written by the same clock in the same moment. */
export function liveAnswer(
  claims: Auth0Claims,
  leftMs: number,
  from: 'network' | 'cache',
  parseUser: (claims: unknown) => unknown,
): BackendAnswer<unknown> {
  const { sub, iat, auth_time: authTime, session_expiry: ceiling } = claims
  if (typeof sub !== 'string' || typeof iat !== 'number') return { status: 'unavailable', message: 'The ID token lacks sub or iat.' }
  const agedMs = from === 'network' ? 0 : Math.max(0, Date.now() - iat * 1000)
  const ceilingMs = typeof ceiling === 'number' ? Math.max(0, (ceiling - CEILING_LEEWAY_SECONDS - iat) * 1000 - agedMs) : null
  return answerFor(parseUser, claims, {
    userId: sub,
    endsIn: { 'token-expired': `${leftMs}ms`, ...(ceilingMs !== null && { 'max-lifetime': `${ceilingMs}ms` }) },
    ...(typeof authTime === 'number' && { authAge: `${Math.max(0, (iat - authTime) * 1000 + agedMs)}ms` }),
  })
}
