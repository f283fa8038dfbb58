import type { LimitReason } from '@stillhere/core'
import type { LimitsMs } from './options.ts'
import type { SessionRecord } from './record.ts'

/** How a session stands at one instant. */
export interface Standing {
  /** Why it is over, or null. */
  readonly over: LimitReason | null
  /** From now, in milliseconds; only what is known. */
  readonly endsInMs: Readonly<Partial<Record<LimitReason, number>>>
  /** A refresh can be asked for at the provider. */
  readonly renewable: boolean
  /** The nearest end can be moved by a refresh. */
  readonly extendable: boolean
  /** How long the store is to keep the session, its end included. */
  readonly retainMs: number
}

/** How long a session without any known end is kept after its last refresh. */
const RETAIN_UNKNOWN_MS = 30 * 86_400_000

/** How long the reason of an end can still be told to a page that comes back. */
const RETAIN_AFTER_END_MS = 3_600_000

export function standing(record: SessionRecord, limits: LimitsMs, now: number): Standing {
  const tokenEndsAt = record.accessTokenExpiresAt ?? Number.POSITIVE_INFINITY
  const lifeEndsAt = record.createdAt + limits.maxLifetimeMs
  const renewableUntil = record.refreshToken === null ? Number.NEGATIVE_INFINITY : windowEnd(record, limits)
  const renewable = now < renewableUntil && now < lifeEndsAt
  // After the last possible refresh the session lives on to the end of its access token.
  const lastAt = Math.max(tokenEndsAt, renewableUntil)
  const outAt = Math.min(lastAt, lifeEndsAt)
  const lastReason = record.refreshToken === null ? 'token-expired' : 'refresh-expired'
  return {
    over: now < outAt ? null : lastAt <= lifeEndsAt ? lastReason : 'max-lifetime',
    endsInMs: {
      ...known('token-expired', tokenEndsAt, now),
      ...known('refresh-expired', renewableUntil, now),
      ...known('max-lifetime', lifeEndsAt, now),
    },
    renewable,
    extendable: renewable && tokenEndsAt <= lifeEndsAt,
    retainMs: Math.max(1, Number.isFinite(outAt) ? outAt + RETAIN_AFTER_END_MS - now : record.refreshedAt + RETAIN_UNKNOWN_MS - now),
  }
}

function windowEnd(record: SessionRecord, limits: LimitsMs): number {
  return Math.min(record.createdAt + limits.refreshTokenLifetimeMs, record.refreshedAt + limits.refreshWindowMs)
}

function known(reason: LimitReason, at: number, now: number): Partial<Record<LimitReason, number>> {
  return Number.isFinite(at) ? { [reason]: Math.max(0, at - now) } : {}
}
