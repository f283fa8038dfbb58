import { type Duration, parseDuration, type ResolvedPolicy, resolvePolicy, type SessionPolicy } from '@stillhere/core'
import { type Examined, type Finding, length } from './finding.ts'
import { limitFindings } from './limit-findings.ts'
import { defaultRefreshLead } from './refresh-lead.ts'
import { rememberedFindings, tokenFindings } from './token-findings.ts'

const ORDER = { error: 0, warning: 1, note: 2 } as const

/**
 * What in a policy cannot work or is hardly what was meant, the worst first. `[]`: nothing was found. Rules about tokens need to know how
 * long an access token lives: from the policy, or from `accessTokenLifetime` here.
 *
 * Every code is explained in docs/policy-check.md.
 *
 * @throws StillhereError for a policy that a session would refuse.
 * @example
 * checkPolicy({ inactivity: '2h', maxLifetime: '1h' })[0]?.code // 'maximum-below-inactivity'
 */
export function checkPolicy(policy: SessionPolicy, options: { readonly accessTokenLifetime?: Duration } = {}): readonly Finding[] {
  const resolved = resolvePolicy(policy)
  const { accessTokenLifetime: told } = options
  const toldMs = told === undefined ? null : parseDuration(told)
  const base = examine(resolved, resolved.limitsMs, toldMs, '')
  const remembered = resolved.rememberedLimitsMs === null ? null : examine(resolved, resolved.rememberedLimitsMs, toldMs, 'remembered.')
  const findings = [...limitFindings(base), ...tokenFindings(base), ...rememberedFindings(base), ...clauseFindings(resolved)]
  const seen = new Set(findings.map(essence))
  const ofRemembered = remembered === null ? [] : [...limitFindings(remembered), ...tokenFindings(remembered)]
  // What a remembered session has from the others is not told twice.
  const differing = ofRemembered.filter((finding) => !seen.has(essence(finding)))
  return [...findings, ...differing].sort((one, other) => ORDER[one.severity] - ORDER[other.severity])
}

function examine(policy: ResolvedPolicy, limitsMs: ResolvedPolicy['limitsMs'], toldMs: number | null, place: Examined['place']): Examined {
  const tokenMs = toldMs ?? limitsMs.accessTokenLifetime ?? null
  const refreshLeadMs = tokenMs === null ? null : Math.min(policy.refreshLeadMs ?? defaultRefreshLead(tokenMs), tokenMs / 2)
  return { policy, limitsMs, tokenMs, refreshLeadMs, place }
}

function essence({ code, explanation }: Finding): string {
  return `${code} ${explanation.replaceAll('remembered.', '')}`
}

function clauseFindings({ loosened, limitsMs }: ResolvedPolicy): readonly Finding[] {
  return loosened.map(({ limit, atMost, strength, clause, url }) => {
    const ms = limitsMs[limit]
    return {
      code: 'clause-loosened',
      severity: strength === 'SHALL' ? 'error' : 'warning',
      explanation: `${limit} is ${ms === undefined ? 'left out' : length(ms)}, with "remember me" or without longer than ${clause} has it: ${length(parseDuration(atMost))} at most (${strength === 'none' ? 'a figure chosen for it' : strength}).`,
      remedy: `Write '${atMost}' or less, or write down why you need more. The clause: ${url}`,
    }
  })
}
