import type { Duration, Limits, ResolvedPolicy, SessionPolicy } from '@stillhere/core'
import { LIMIT_KEYS } from '@stillhere/core'
import { shortDuration } from './words.ts'

/** A finding of `checkPolicy` of `@stillhere/policies`, by its shape. */
export interface PolicyFinding {
  readonly code: string
  readonly severity: 'error' | 'warning' | 'note'
  readonly explanation: string
  readonly remedy: string
}

/** `checkPolicy` of `@stillhere/policies`, or your own. */
export type PolicyCheck = (policy: SessionPolicy, options: { readonly accessTokenLifetime?: Duration }) => readonly PolicyFinding[]

/** The policy in force, a row each. */
export function limitRows({ limitsMs, rememberedLimitsMs, warningLeadMs }: ResolvedPolicy): readonly (readonly [string, string])[] {
  return LIMIT_KEYS.flatMap((key) => {
    const [ms, remembered] = [limitsMs[key], rememberedLimitsMs?.[key]]
    if (ms === undefined && remembered === undefined) return []
    const lead = warningLeadMs[key]
    const parts = [
      ms === undefined ? 'none' : shortDuration(ms),
      ...(remembered === undefined || remembered === ms ? [] : [`remembered: ${shortDuration(remembered)}`]),
      lead === null ? 'no warning' : `warning ${shortDuration(lead)} before, at most half of it`,
    ]
    return [[key, parts.join(' · ')] as const]
  })
}

export function choiceRows(policy: ResolvedPolicy): readonly (readonly [string, string])[] {
  return [
    ['refreshLead', policy.refreshLeadMs === null ? 'a fifth of the token’s life, at most 2 min' : shortDuration(policy.refreshLeadMs)],
    ['refreshWhen', policy.refreshWhen],
    ['onTokenExpiry', policy.onTokenExpiry],
    ['onRejected', policy.onRejected],
    ['maxLifetimeFrom', policy.maxLifetimeFrom],
    ['whileWarning', policy.whileWarning],
  ]
}

/** The policy as somebody would write it who wants exactly this one: what a check takes. */
export function writtenPolicy(policy: ResolvedPolicy): SessionPolicy {
  const { limitsMs, rememberedLimitsMs, refreshLeadMs, warningLeadMs, loosened, ...choices } = policy
  const lead: Partial<Record<keyof Limits, Duration | 'none'>> = {}
  for (const key of LIMIT_KEYS) lead[key] = warningLeadMs[key] === null ? 'none' : durationOf(warningLeadMs[key])
  return {
    ...choices,
    ...writtenLimits(limitsMs),
    ...(rememberedLimitsMs && { remembered: writtenLimits(rememberedLimitsMs) }),
    ...(refreshLeadMs !== null && { refreshLead: durationOf(refreshLeadMs) }),
    warningLead: lead,
    clauses: loosened,
  }
}

function writtenLimits(limitsMs: ResolvedPolicy['limitsMs']): Limits {
  const limits: Partial<Record<keyof Limits, Duration>> = {}
  for (const key of LIMIT_KEYS) {
    const ms = limitsMs[key]
    if (ms !== undefined) limits[key] = durationOf(ms)
  }
  return limits
}

/** As somebody writes it: in the largest unit that says it. */
export function durationOf(ms: number): Duration {
  if (ms % 86_400_000 === 0) return `${ms / 86_400_000}d`
  if (ms % 3_600_000 === 0) return `${ms / 3_600_000}h`
  if (ms % 60_000 === 0) return `${ms / 60_000}m`
  return ms % 1000 === 0 ? `${ms / 1000}s` : `${ms}ms`
}
