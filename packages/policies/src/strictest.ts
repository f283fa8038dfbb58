import {
  type Duration,
  LIMIT_KEYS,
  type Limits,
  parseDuration,
  type PolicyClause,
  type ResolvedPolicy,
  resolvePolicy,
  type SessionPolicy,
} from '@stillhere/core'
import { defaultRefreshLead } from './refresh-lead.ts'
import { toDuration } from './read-duration.ts'

type LimitKey = keyof Limits
type LimitsMs = ResolvedPolicy['limitsMs']
type MutableLimitsMs = Partial<Record<LimitKey, number>>

/**
 * One policy that keeps all of them: the shortest of each limit, with and without "remember me", the longest of each lead, the stricter of
 * each choice, the clauses of all.
 *
 * Where one policy bounds refreshing and knows of no sign-on session, none renews the result either. A refresh lead is at most half of the
 * shortest access token.
 *
 * @throws StillhereError for a policy that cannot work, as a session does.
 * @example
 * strictest(nist('AAL2'), pciDss()).inactivity // '15m'
 */
export function strictest(...policies: readonly [SessionPolicy, ...SessionPolicy[]]): SessionPolicy {
  const resolved = policies.map((policy) => resolvePolicy(policy))
  const anyRemembered = resolved.some((one) => one.rememberedLimitsMs !== null)
  const rememberedMs = anyRemembered ? shortest(resolved.map((one) => one.rememberedLimitsMs ?? one.limitsMs)) : null
  const limitsMs = shortest(resolved.map((one) => one.limitsMs))
  // What a remembered session does not name it takes from the others, and this one it must not take.
  if (rememberedMs !== null && rememberedMs.signOnWindow === undefined) delete limitsMs.signOnWindow
  const tokenMs = Math.min(limitsMs.accessTokenLifetime ?? Infinity, rememberedMs?.accessTokenLifetime ?? Infinity)
  const refreshLead = longestRefreshLead(resolved, tokenMs)
  const clauses = policies.flatMap((policy) => policy.clauses ?? [])
  const chosen = <Key extends keyof ResolvedPolicy>(key: Key, strict: ResolvedPolicy[Key]) =>
    resolved.some((one) => one[key] === strict) ? { [key]: strict } : {}
  return {
    ...written(limitsMs),
    ...(rememberedMs !== null && { remembered: written(rememberedMs) }),
    ...(refreshLead !== null && { refreshLead: toDuration(refreshLead) }),
    warningLead: Object.fromEntries(LIMIT_KEYS.map((key) => [key, longestWarning(resolved, key)])),
    ...chosen('refreshWhen', 'active'),
    ...chosen('onTokenExpiry', 'end'),
    ...chosen('maxLifetimeFrom', 'auth_time'),
    // The defaults of these two are the stricter ones.
    ...(resolved.every((one) => one.onRejected === 'warn') && { onRejected: 'warn' }),
    ...(resolved.every((one) => one.whileWarning === 'activity') && { whileWarning: 'activity' }),
    ...(clauses.length > 0 && { clauses: distinct(clauses) }),
  }
}

function shortest(all: readonly LimitsMs[]): MutableLimitsMs {
  const result: MutableLimitsMs = {}
  for (const key of LIMIT_KEYS) {
    const ms = Math.min(...all.map((limits) => limits[key] ?? Infinity))
    if (Number.isFinite(ms)) result[key] = ms
  }
  // A sign-on session is a further way of renewing: what has none is the stricter one, unless nothing bounds its refreshing at all.
  const bounded = (limits: LimitsMs) => limits.refreshWindow !== undefined || limits.refreshTokenLifetime !== undefined
  if (all.some((limits) => bounded(limits) && limits.signOnWindow === undefined)) delete result.signOnWindow
  return result
}

/** null: all of them leave it to the default, which follows the token. */
function longestRefreshLead(resolved: readonly ResolvedPolicy[], tokenMs: number): number | null {
  const leads = resolved.flatMap((one) => one.refreshLeadMs ?? [])
  if (leads.length === 0) return null
  const byDefault = Number.isFinite(tokenMs) && leads.length < resolved.length ? [defaultRefreshLead(tokenMs)] : []
  return Math.min(Math.max(...leads, ...byDefault), tokenMs / 2)
}

function longestWarning(resolved: readonly ResolvedPolicy[], key: LimitKey): Duration | 'none' {
  const leads = resolved.flatMap((one) => one.warningLeadMs[key] ?? [])
  return leads.length === 0 ? 'none' : toDuration(Math.max(...leads))
}

function written(limits: LimitsMs): Limits {
  return Object.fromEntries(Object.entries(limits).map(([key, ms]) => [key, toDuration(ms)]))
}

function distinct(clauses: readonly PolicyClause[]): readonly PolicyClause[] {
  const same = (one: PolicyClause, other: PolicyClause) =>
    one.limit === other.limit && one.clause === other.clause && parseDuration(one.atMost) === parseDuration(other.atMost)
  return clauses.filter((clause, at) => clauses.findIndex((other) => same(clause, other)) === at)
}
