import type { BackendAnswer, Duration, User } from '@stillhere/core'

export type Claims = Readonly<Record<string, unknown>> & { readonly sub: string }

/** What the provider granted at one request. Lives are durations from then: no clock but this machine's is read. */
export interface Tokens {
  readonly accessToken: string
  readonly refreshToken: string | null
  readonly idToken: string | null
  /** Wall clock. */
  readonly askedAt: number
  readonly lifeMs: number | null
  /** Of the refresh token, where the provider says it. */
  readonly refreshLifeMs: number | null
}

/** What a sign-in brought, after all checks. */
export interface SignedIn extends Tokens {
  readonly claims: Claims
  /** Wall clock of the machine, counted from the token's own times; null when the provider does not say. */
  readonly authenticatedAt: number | null
}

/** What the user's sign-in stands on. */
export interface Grant extends SignedIn {
  readonly startedAt: number
  /** The sign-in of this browser that it belongs to. */
  readonly signIn: string
}

/** What is left of the access token; null when nobody knows. Never more than its life, whatever became of the clock. */
export function leftMs({ askedAt, lifeMs }: Tokens, since: number): number | null {
  return lifeMs === null ? null : within(askedAt + lifeMs - since, lifeMs)
}

/** The answer that this grant stands for, in durations from `since`. */
export function liveAnswer<U>(
  grant: Grant,
  since: number,
  { user, extendable }: { readonly user: U; readonly extendable: boolean },
): BackendAnswer<U> & { readonly status: 'live' } {
  const { refreshLifeMs, authenticatedAt, startedAt } = grant
  const left = leftMs(grant, since)
  const refreshLeft = refreshLifeMs === null ? null : within(grant.askedAt + refreshLifeMs - since, refreshLifeMs)
  return {
    status: 'live',
    userId: grant.claims.sub,
    user,
    endsIn: {
      ...(left === null ? {} : { 'token-expired': duration(left) }),
      ...(refreshLeft === null ? {} : { 'refresh-expired': duration(refreshLeft) }),
    },
    ...(extendable ? {} : { extendable: false }),
    ...(authenticatedAt === null ? {} : { authAge: duration(since - authenticatedAt) }),
    sessionAge: duration(since - startedAt),
  }
}

/** The standard claims, those that are text. */
export function standardUser(claims: Claims): User {
  const said: Record<string, string> = {}
  for (const name of ['name', 'email', 'picture']) {
    const claim = claims[name]
    if (typeof claim === 'string') said[name] = claim
  }
  return { ...said, sub: claims.sub }
}

function within(ms: number, mostMs: number): number {
  return Math.max(0, Math.min(ms, mostMs))
}

function duration(ms: number): Duration {
  return `${Math.max(0, Math.floor(ms))}ms`
}
