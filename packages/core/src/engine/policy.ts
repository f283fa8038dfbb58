import * as texts from '#texts'
import { type Duration, parseDuration } from './duration.ts'
import { StillhereError } from './errors.ts'
import type { Limits, ResolvedPolicy, SessionPolicy } from './policy-types.ts'

type LimitKey = keyof Limits
type LimitsMs = Readonly<Partial<Record<LimitKey, number>>>

export const LIMIT_KEYS: readonly LimitKey[] = [
  'inactivity',
  'serverIdle',
  'maxLifetime',
  'refreshWindow',
  'refreshTokenLifetime',
  'signOnWindow',
  'accessTokenLifetime',
]

/** WCAG 2.2, success criterion 2.2.1: at least 20 seconds to react to a warning. */
export const SHORTEST_WARNING_MS = 20_000
const SHORTEST_LIMIT_MS = 1000
const DEFAULT_WARNING_MS = 120_000
const DEFAULT_TOKEN_WARNING_MS = 60_000

const CHOICES = {
  refreshWhen: ['always', 'active'],
  onTokenExpiry: ['check', 'end'],
  onRejected: ['end', 'warn'],
  maxLifetimeFrom: ['session', 'auth_time'],
  whileWarning: ['ask', 'activity'],
} as const
type Choices = typeof CHOICES

const POLICY_KEYS: readonly string[] = [...LIMIT_KEYS, ...Object.keys(CHOICES), 'remembered', 'refreshLead', 'warningLead']

/**
 * Fills in every default and turns durations into milliseconds.
 *
 * @throws StillhereError `policy-key-unknown`, `duration-invalid`, `policy-limit-too-short`, `policy-warning-too-short` or
 * `policy-limits-conflict` for a policy that cannot work. Each names the value, the rule and the way out.
 */
export function resolvePolicy(policy: SessionPolicy = {}): ResolvedPolicy {
  refuseUnknownKeys(policy, POLICY_KEYS, 'the policy')
  const limitsMs = readLimits(policy, '')
  const refreshLeadMs = policy.refreshLead === undefined ? null : readLimit('refreshLead', policy.refreshLead)
  const maxLifetimeFrom = choose(policy, 'maxLifetimeFrom')
  refuseConflicts(policy, limitsMs, refreshLeadMs)
  return {
    limitsMs,
    rememberedLimitsMs: policy.remembered === undefined ? null : { ...limitsMs, ...readRemembered(policy.remembered) },
    refreshLeadMs,
    onTokenExpiry: choose(policy, 'onTokenExpiry'),
    onRejected: choose(policy, 'onRejected'),
    maxLifetimeFrom,
    refreshWhen: choose(policy, 'refreshWhen'),
    warningLeadMs: readWarningLeads(policy.warningLead),
    whileWarning: choose(policy, 'whileWarning'),
    loosened: [],
  }
}

function choose<Key extends keyof Choices>(policy: SessionPolicy, key: Key): Choices[Key][number] {
  const choices: readonly Choices[Key][number][] = CHOICES[key]
  const [standard] = CHOICES[key]
  const written = policy[key]
  if (written === undefined) return standard
  const known = choices.find((choice) => choice === written)
  if (known !== undefined) return known
  throw new StillhereError('policy-key-unknown', texts.choiceUnknown(key, written, choices))
}

function readRemembered(remembered: Limits): LimitsMs {
  refuseUnknownKeys(remembered, LIMIT_KEYS, 'remembered')
  return readLimits(remembered, 'remembered.')
}

function readLimits(limits: Limits, place: string): LimitsMs {
  const read: Partial<Record<LimitKey, number>> = {}
  for (const key of LIMIT_KEYS) {
    const written = limits[key]
    if (written !== undefined) read[key] = readLimit(place + key, written)
  }
  return read
}

function readLimit(place: string, written: Duration): number {
  const ms = readDuration(place, written)
  if (ms >= SHORTEST_LIMIT_MS) return ms
  throw new StillhereError('policy-limit-too-short', texts.limitTooShort(place, written))
}

function readDuration(place: string, written: Duration): number {
  try {
    return parseDuration(written)
  } catch (cause) {
    throw new StillhereError('duration-invalid', texts.durationInvalidAt(place, written), { cause })
  }
}

function readWarningLeads(written: SessionPolicy['warningLead']): ResolvedPolicy['warningLeadMs'] {
  if (typeof written === 'object') refuseUnknownKeys(written, LIMIT_KEYS, 'warningLead')
  const lead = (key: LimitKey): number | null => {
    const own = typeof written === 'object' ? written[key] : written
    if (own === 'none') return null
    if (own !== undefined) return readWarningLead(typeof written === 'object' ? `warningLead.${key}` : 'warningLead', own)
    return key === 'accessTokenLifetime' ? DEFAULT_TOKEN_WARNING_MS : DEFAULT_WARNING_MS
  }
  return {
    inactivity: lead('inactivity'),
    serverIdle: lead('serverIdle'),
    maxLifetime: lead('maxLifetime'),
    refreshWindow: lead('refreshWindow'),
    refreshTokenLifetime: lead('refreshTokenLifetime'),
    signOnWindow: lead('signOnWindow'),
    accessTokenLifetime: lead('accessTokenLifetime'),
  }
}

function readWarningLead(place: string, written: Duration): number {
  const ms = readDuration(place, written)
  if (ms >= SHORTEST_WARNING_MS) return ms
  throw new StillhereError('policy-warning-too-short', texts.warningTooShort(place, written))
}

function refuseConflicts(policy: SessionPolicy, limitsMs: LimitsMs, refreshLeadMs: number | null): void {
  const life = limitsMs.accessTokenLifetime
  if (refreshLeadMs !== null && life !== undefined && refreshLeadMs > life / 2) {
    throw new StillhereError('policy-limits-conflict', texts.leadTooLong(policy.refreshLead, policy.accessTokenLifetime))
  }
  if (policy.maxLifetimeFrom === 'auth_time' && limitsMs.maxLifetime === undefined && policy.remembered?.maxLifetime === undefined) {
    throw new StillhereError('policy-limits-conflict', texts.maximumMissing())
  }
}

function refuseUnknownKeys(written: object, known: readonly string[], place: string): void {
  const unknown = Object.keys(written).find((key) => !known.includes(key))
  if (unknown === undefined) return
  throw new StillhereError('policy-key-unknown', texts.keyUnknown(place, unknown, known))
}
