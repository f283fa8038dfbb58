import { LIMIT_KEYS, resolvePolicy, type SessionPolicy } from '@stillhere/core'
import { demoPolicy, DEMO_POLICY_NAMES, type DemoPolicyName, isDemoPolicyName, policySession } from 'auth-server/demo-policies'
import { POLICY_WORDS } from './policy-words.ts'
import type { SessionChoice } from './settings.ts'

/** A policy that the address names, and the session that the app server keeps for it. */
export interface ChosenPolicy extends SessionChoice {
  readonly name: DemoPolicyName
  readonly label: string
  /** Some warnings come sooner than the policy has them, because they would be over too soon at this speed. */
  readonly longerWarnings: boolean
}

/** Real time that somebody needs to see a dialog at all, and the time it gets where the policy's own lead is shorter than that. */
const GLIMPSE_MS = 2000
const SEEN_MS = 4000

/**
 * The policy of that name at one of its speeds, or what is wrong with the two. Warnings that would stand for a glimpse open sooner, where
 * the lead is this product's and not the system's own.
 */
export function choosePolicy(name: string, speed: string | null): ChosenPolicy | string {
  if (!isDemoPolicyName(name)) return `policy=${name} is not a policy. Use ${DEMO_POLICY_NAMES.join(', ')}.`
  const { policy, page, rates } = demoPolicy(name)
  const rate = speed === null ? rates[0] : rates.find((one) => String(one) === speed)
  if (rate === undefined) return `speed=${speed} is not a speed of policy=${name}. Use ${rates.join(' or ')}.`
  const { path, name: sessionName } = policySession(name, rate)
  const leads = legibleLeads({ ...policy, ...page }, rate)
  return {
    name,
    label: POLICY_WORDS[name].label,
    rate,
    rates,
    sessionName,
    sessionUrl: path,
    apiUrl: path.replace(/session$/, 'api'),
    policy: { ...policy, ...page, ...(leads && { warningLead: leads }) },
    longerWarnings: leads !== null,
  }
}

/** The leads with the short ones made longer, a quarter of what they warn of at most; null where none is too short. */
function legibleLeads(policy: SessionPolicy, rate: number): Extract<SessionPolicy['warningLead'], object> | null {
  const { limitsMs, warningLeadMs } = resolvePolicy(policy)
  const longer = LIMIT_KEYS.filter((key) => key === 'inactivity' || key === 'serverIdle' || key === 'maxLifetime').flatMap((key) => {
    const [limitMs, leadMs] = [limitsMs[key], warningLeadMs[key]]
    if (limitMs === undefined || leadMs === null || leadMs / rate >= GLIMPSE_MS) return []
    return [[key, `${Math.round(Math.min(SEEN_MS * rate, limitMs / 4))}ms`]]
  })
  if (longer.length === 0) return null
  const own = LIMIT_KEYS.map((key) => [key, warningLeadMs[key] === null ? 'none' : `${warningLeadMs[key]}ms`])
  return Object.fromEntries([...own, ...longer])
}
