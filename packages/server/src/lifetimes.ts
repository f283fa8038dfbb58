import type { LimitReason } from '@stillhere/core'
import type { LimitsMs } from './limits.ts'
import type { SessionRecord } from './record.ts'

/** How a session stands at one instant. */
export interface Standing {
  /** Why it is over, or null. Of two limits at once the earlier instant counts, then the order of the vocabulary. */
  readonly over: LimitReason | null
  /** From now, in milliseconds; only what is known. */
  readonly endsInMs: Readonly<Partial<Record<LimitReason, number>>>
  /** A refresh can be asked for at the provider. */
  readonly renewable: boolean
  /** The nearest end can be moved, by a refresh or by presence. */
  readonly extendable: boolean
  /** How long the store is to keep the session, its end included. */
  readonly retainMs: number
}

/** What the session's end depends on. */
export interface Terms {
  readonly limits: LimitsMs
  /** The end of the tokens does not end the session. */
  readonly outlivesTokens: boolean
}

/** How long a session without any known end is kept after its last refresh. */
const RETAIN_UNKNOWN_MS = 30 * 86_400_000

/** How long the reason of an end can still be told to a page that comes back. */
export const RETAIN_AFTER_END_MS = 3_600_000

const NEVER = Number.POSITIVE_INFINITY

export function standing(record: SessionRecord, { limits, outlivesTokens }: Terms, now: number): Standing {
  const tokenEndsAt = record.accessTokenExpiresAt ?? NEVER
  const lifeBeganAt = limits.fromAuthTime ? (record.authenticatedAt ?? record.createdAt) : record.createdAt
  const lifeEndsAt = lifeBeganAt + limits.maxLifetimeMs
  const inactiveAt = record.presentAt + limits.inactivityMs
  const idleAt = Math.max(record.presentAt, record.refreshedAt) + limits.serverIdleMs
  const renewableUntil = record.refreshToken === null ? Number.NEGATIVE_INFINITY : windowEnd(record, limits)
  // After the last possible refresh the session lives on to the end of its access token.
  const lastAt = outlivesTokens ? NEVER : Math.max(tokenEndsAt, renewableUntil)
  const end = earliest(
    { reason: record.refreshToken === null ? 'token-expired' : 'refresh-expired', at: lastAt },
    { reason: 'inactive', at: inactiveAt },
    { reason: 'server-idle', at: idleAt },
    { reason: 'max-lifetime', at: lifeEndsAt },
  )
  const over = now >= end.at
  const renewable = now < renewableUntil && !over
  // A token that is renewed in time ends nothing, but it is what the page has to see to.
  const tokenIsNext = !outlivesTokens && tokenEndsAt <= Math.min(inactiveAt, idleAt, lifeEndsAt)
  return {
    over: over ? end.reason : null,
    endsInMs: {
      ...(outlivesTokens ? {} : { ...known('token-expired', tokenEndsAt, now), ...known('refresh-expired', renewableUntil, now) }),
      ...known('inactive', inactiveAt, now),
      ...known('server-idle', idleAt, now),
      ...known('max-lifetime', lifeEndsAt, now),
    },
    renewable,
    extendable: tokenIsNext ? renewable : !over && Math.min(inactiveAt, idleAt) < lifeEndsAt,
    retainMs: Math.max(1, (Number.isFinite(end.at) ? end.at + RETAIN_AFTER_END_MS : record.refreshedAt + RETAIN_UNKNOWN_MS) - now),
  }
}

function windowEnd(record: SessionRecord, limits: LimitsMs): number {
  return Math.min(record.createdAt + limits.refreshTokenLifetimeMs, record.refreshedAt + limits.refreshWindowMs)
}

interface End {
  readonly reason: LimitReason
  readonly at: number
}

function earliest(first: End, ...rest: readonly End[]): End {
  return rest.reduce((end, one) => (one.at < end.at ? one : end), first)
}

function known(reason: LimitReason, at: number, now: number): Partial<Record<LimitReason, number>> {
  return Number.isFinite(at) ? { [reason]: Math.max(0, at - now) } : {}
}
