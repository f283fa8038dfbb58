import type { Deadline } from './deadline.ts'
import type { Facts, Renewal } from './facts.ts'
import type { Limits } from './policy-types.ts'
import { CLOSEST_REFRESH_MS, LONGEST_DEFAULT_LEAD_MS, type Rules } from './rules.ts'
import { END_ORDER, type LimitReason } from './words.ts'

/** A deadline with what the engine needs besides. */
export interface Lifetime extends Deadline {
  /** Length of what runs out. */
  readonly limitMs: number
  /** Whether its warning waits for a refresh that fails. */
  readonly warnsOnlyAfterFailure: boolean
}

const LIMIT_OF: Readonly<Record<LimitReason, keyof Limits>> = {
  'token-expired': 'accessTokenLifetime',
  'refresh-expired': 'refreshTokenLifetime',
  inactive: 'inactivity',
  'server-idle': 'serverIdle',
  'max-lifetime': 'maxLifetime',
}

/** Everything that ends the session as things stand, the earliest first: that one binds. Derived anew each time; nothing of it is stored. */
export function deadlines(facts: Facts, rules: Rules): readonly Lifetime[] {
  const fixed = maxLifetime(facts, rules)
  const ofToken = token(facts, rules, fixed)
  const lastAt = Math.min(fixed?.endsAt ?? Infinity, ofToken === null || ofToken.extendable ? Infinity : ofToken.endsAt)
  const all = [ofToken, idle('inactive', facts, rules, fixed), idle('server-idle', facts, rules, fixed), fixed]
    .filter((one) => one !== null)
    .sort((a, b) => a.endsAt - b.endsAt || END_ORDER.indexOf(a.reason) - END_ORDER.indexOf(b.reason))
  // What lies beyond a fixed end never comes, so nobody is warned of it.
  return all.some(({ endsAt }) => endsAt > lastAt) ? all.map((one) => (one.endsAt > lastAt ? { ...one, warnAt: null } : one)) : all
}

/** When the access token is over; null when nobody says. */
export function tokenEnd(facts: Facts): { readonly endsAt: number; readonly from: 'policy' | 'backend' } | null {
  const { renewal, limitsMs } = facts
  if (renewal === null) return null
  const assumed = limitsMs.accessTokenLifetime
  return earliest(renewal.endsAt['token-expired'], assumed === undefined ? undefined : renewal.issuedAt + assumed)
}

/** Whether the credential was renewed at `sinceAt` or later and is still good: then the session lives. */
export function renewedSince(facts: Facts, sinceAt: number, now: number): boolean {
  return facts.renewal !== null && facts.renewal.issuedAt >= sinceAt && (tokenEnd(facts)?.endsAt ?? Infinity) > now
}

/**
 * The instant after which no way of renewing is left: the latest over the alternatives (refresh token within its window and its
 * life; a live sign-on session at the provider). Infinity when nobody names one.
 */
export function renewableUntil(facts: Facts): number {
  const { renewal, limitsMs, startedAt } = facts
  if (renewal === null) return Infinity
  const refreshToken = Math.min(
    renewal.issuedAt + (limitsMs.refreshWindow ?? Infinity),
    startedAt + (limitsMs.refreshTokenLifetime ?? Infinity),
    renewal.endsAt['refresh-expired'] ?? Infinity,
  )
  return limitsMs.signOnWindow === undefined ? refreshToken : Math.max(refreshToken, renewal.issuedAt + limitsMs.signOnWindow)
}

/** Whether asking for new tokens can bring any: the backend has not refused, and a way is left. */
export function isRenewable(facts: Facts, at: number): boolean {
  return facts.renewal?.extendable !== false && renewableUntil(facts) > at
}

/** How long before token expiry the refresh starts: what the policy says or a fifth of the life up to two minutes, never more than half. */
export function refreshLead(lifeMs: number, rules: Rules): number {
  return Math.min(rules.policy.refreshLeadMs ?? Math.min(lifeMs / 5, LONGEST_DEFAULT_LEAD_MS), lifeMs / 2)
}

/** Length of the access token's life, as far as known. */
export function tokenLife(renewal: Renewal, endsAt: number): number {
  return Math.max(0, endsAt - renewal.issuedAt)
}

function token(facts: Facts, rules: Rules, fixed: Lifetime | null): Lifetime | null {
  const end = tokenEnd(facts)
  const { renewal } = facts
  if (end === null || renewal === null) return null
  const { endsAt } = end
  const lifeMs = tokenLife(renewal, endsAt)
  const leadMs = refreshLead(lifeMs, rules)
  const plannedAt = Math.max(endsAt - leadMs, renewal.issuedAt + CLOSEST_REFRESH_MS)
  const renewable = plannedAt < renewableUntil(facts)
  const movable = renewal.extendable !== false && renewal.moved && (fixed === null || endsAt < fixed.endsAt)
  const reason = renewable ? 'token-expired' : 'refresh-expired'
  const extendable = renewable && movable
  const warningMs = warningLead(reason, extendable ? leadMs : lifeMs, rules)
  return {
    reason,
    sinceAt: renewal.issuedAt,
    endsAt,
    extendable,
    warnAt: warningMs === null ? null : endsAt - warningMs,
    refreshAt: extendable && plannedAt < endsAt ? plannedAt : null,
    from: end.from,
    limitMs: lifeMs,
    warnsOnlyAfterFailure: extendable,
  }
}

function idle(reason: 'inactive' | 'server-idle', facts: Facts, rules: Rules, fixed: Lifetime | null): Lifetime | null {
  const { renewal, limitsMs } = facts
  const limit = limitsMs[LIMIT_OF[reason]]
  const sinceAt = reason === 'inactive' ? facts.activityAt : (renewal?.issuedAt ?? facts.startedAt)
  const end = earliest(renewal?.endsAt[reason], limit === undefined ? undefined : sinceAt + limit)
  if (end === null) return null
  const limitMs = (end.from === 'backend' ? renewal?.longestMs[reason] : limit) ?? end.endsAt - sinceAt
  const warningMs = warningLead(reason, limitMs, rules)
  const worthIt = fixed === null || fixed.endsAt - end.endsAt >= (warningMs ?? 0)
  // What the backend counts it moves with a renewal, and after the last one not at all.
  const counted = end.from === 'backend' || reason === 'server-idle'
  const extendable = worthIt && (!counted || renewableUntil(facts) > end.endsAt - (warningMs ?? 0))
  return {
    reason,
    sinceAt,
    ...end,
    extendable,
    warnAt: warningMs === null ? null : end.endsAt - warningMs,
    refreshAt: null,
    limitMs,
    warnsOnlyAfterFailure: false,
  }
}

function maxLifetime(facts: Facts, rules: Rules): Lifetime | null {
  const { renewal, limitsMs, startedAt, authenticatedAt } = facts
  const sinceAt = rules.policy.maxLifetimeFrom === 'auth_time' ? (authenticatedAt ?? startedAt) : startedAt
  const limit = limitsMs.maxLifetime
  const end = earliest(renewal?.endsAt['max-lifetime'], limit === undefined ? undefined : sinceAt + limit)
  if (end === null) return null
  const limitMs = end.endsAt - sinceAt
  const warningMs = warningLead('max-lifetime', limitMs, rules)
  return {
    reason: 'max-lifetime',
    sinceAt,
    ...end,
    extendable: false,
    warnAt: warningMs === null ? null : end.endsAt - warningMs,
    refreshAt: null,
    limitMs,
    warnsOnlyAfterFailure: false,
  }
}

/** Capped to half of what it warns of; null for no warning. */
function warningLead(reason: LimitReason, warnsOfMs: number, rules: Rules): number | null {
  const leadMs = rules.policy.warningLeadMs[LIMIT_OF[reason]]
  return leadMs === null ? null : Math.min(leadMs, Math.max(0, warnsOfMs) / 2)
}

function earliest(
  reported: number | undefined,
  assumed: number | undefined,
): { readonly endsAt: number; readonly from: 'policy' | 'backend' } | null {
  if (reported !== undefined && reported <= (assumed ?? Infinity)) return { endsAt: reported, from: 'backend' }
  return assumed === undefined ? null : { endsAt: assumed, from: 'policy' }
}
