import type { SignInCall, SignInOutcome } from '@stillhere/core'
import type { Grant } from './grant.ts'
import type { SignedIn } from './provider.ts'

/** Clocks of one provider's machines, and a second lost in rounding. */
const TOLERANCE_MS = 5000

/**
 * Why a re-authentication is no proof that the user is there: somebody else signed in, or nobody did lately or strongly enough (RFC 9470
 * §5; OpenID Connect Core 1.0 §2, `auth_time` and `acr`). null when it is one.
 */
export function refusal(
  asked: SignInCall['reauthenticate'],
  { claims, authenticatedAt, askedAt }: SignedIn,
  grant: Grant | null,
): SignInOutcome | null {
  if (asked === null) return null
  if (grant !== null && grant.claims.sub !== claims.sub) return { status: 'different-user' }
  const { maxAgeMs, acrValues } = asked
  const isOld = maxAgeMs !== null && (authenticatedAt === null || askedAt - authenticatedAt > maxAgeMs + TOLERANCE_MS)
  const isWeak = acrValues.length > 0 && !acrValues.includes(String(claims['acr']))
  return isOld || isWeak ? { status: 'not-fresh' } : null
}
