import { type Duration, parseDuration } from '../engine/duration.ts'
import type { Limits } from '../engine/policy-types.ts'
import type { EndReason, LimitReason } from '../engine/words.ts'

/** Limits in milliseconds; Infinity for none. */
export type ServerLimits = Readonly<Record<keyof Limits, number>>

/** One user's sign-in as the server sees it. */
export interface ServerSession<U> {
  readonly key: string
  readonly user: U
  readonly userId: string
  startedAt: number
  readonly remembered: boolean
  readonly limitsMs: ServerLimits
  presenceAt: number
  over: { readonly reason: EndReason | null } | null
}

/** One family of rotated tokens. A session whose tabs share their credential has one, else each tab has its own. */
export interface Grant<U> {
  readonly session: ServerSession<U>
  /** The refresh token that is good now. */
  token: string
  issuedAt: number
  /** Refused at the next refresh, as after a password change. */
  revoked: boolean
  /** Its current token was spent in an exchange whose answer never came back. */
  adrift: boolean
  over: boolean
}

export function readLimits(limits: Limits): ServerLimits {
  const read = (value: Duration | undefined) => (value === undefined ? Number.POSITIVE_INFINITY : parseDuration(value))
  return {
    inactivity: read(limits.inactivity),
    serverIdle: read(limits.serverIdle),
    maxLifetime: read(limits.maxLifetime),
    refreshWindow: read(limits.refreshWindow),
    refreshTokenLifetime: read(limits.refreshTokenLifetime),
    signOnWindow: read(limits.signOnWindow),
    accessTokenLifetime: parseDuration(limits.accessTokenLifetime ?? '1h'),
  }
}

/** When what ends, by the server's own clock; what never ends is left out. */
export function endsOf<U>({ session, issuedAt }: Grant<U>): Readonly<Partial<Record<LimitReason, number>>> {
  const { limitsMs, presenceAt, startedAt } = session
  const { inactivity, serverIdle, maxLifetime, accessTokenLifetime } = limitsMs
  const until = renewableUntil(session, issuedAt)
  return {
    'token-expired': issuedAt + accessTokenLifetime,
    ...(Number.isFinite(until) && { 'refresh-expired': until }),
    ...(Number.isFinite(inactivity) && { inactive: presenceAt + inactivity }),
    ...(Number.isFinite(serverIdle) && { 'server-idle': Math.max(presenceAt, issuedAt) + serverIdle }),
    ...(Number.isFinite(maxLifetime) && { 'max-lifetime': startedAt + maxLifetime }),
  }
}

/** The last way of renewing counts: the refresh token within its window and life, or a live sign-on session. */
function renewableUntil<U>({ limitsMs, startedAt }: ServerSession<U>, issuedAt: number): number {
  const refreshToken = Math.min(startedAt + limitsMs.refreshTokenLifetime, issuedAt + limitsMs.refreshWindow)
  return Number.isFinite(limitsMs.signOnWindow) ? Math.max(refreshToken, issuedAt + limitsMs.signOnWindow) : refreshToken
}

/** Which limit of the server's has passed, null for none. The end of the tokens is one once nothing can renew them. */
export function passed<U>(grant: Grant<U>, now: number): LimitReason | null {
  const ends = endsOf(grant)
  const past = (reason: LimitReason) => now >= (ends[reason] ?? Number.POSITIVE_INFINITY)
  if (past('token-expired') && past('refresh-expired')) return 'refresh-expired'
  return (['inactive', 'server-idle', 'max-lifetime'] as const).find(past) ?? null
}
