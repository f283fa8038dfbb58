import type { SignInCall, SignInOutcome } from '@stillhere/core'
import type { Grant, SignedIn } from './grant.ts'

/** The provider tells whole seconds, twice. */
const TOLERANCE_MS = 2000

/**
 * Why a re-authentication that was asked for at `askedAt` is no proof that the user is there: somebody else signed in, or nobody did
 * lately or strongly enough (RFC 9470 §5; OpenID Connect Core 1.0 §2, `auth_time` and `acr`). null when it is one.
 */
export function refusal(
  asked: SignInCall['reauthenticate'],
  askedAt: number,
  { claims, authenticatedAt }: SignedIn,
  grant: Grant | null,
): SignInOutcome | null {
  if (asked === null) return null
  if (grant !== null && grant.claims.sub !== claims.sub) return { status: 'different-user' }
  const { maxAgeMs, acrValues } = asked
  const isOld = maxAgeMs !== null && (authenticatedAt === null || authenticatedAt < askedAt - maxAgeMs - TOLERANCE_MS)
  const isWeak = acrValues.length > 0 && !acrValues.includes(String(claims['acr']))
  return isOld || isWeak ? { status: 'not-fresh' } : null
}
