import * as texts from '#texts'
import { type Duration, parseDuration } from './duration.ts'
import { StillhereError } from './errors.ts'
import type { Limits, ResolvedPolicy, SessionPolicy } from './policy-types.ts'

type LimitKey = keyof Limits
type LimitsMs = Readonly<Partial<Record<LimitKey, number>>>

/**
 * Every limit that a policy can have, for whoever shows or compares them all.
 *
 * @example
 * LIMIT_KEYS.filter((key) => session.policy.limitsMs[key] !== undefined)
 */
export const LIMIT_KEYS: readonly (keyof Limits)[] = [
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

/** What each choice may be; the first is the default. */
const CHOICES = {
  onTokenExpiry: ['check', 'end'],
  onRejected: ['end', 'warn'],
  maxLifetimeFrom: ['session', 'auth_time'],
  refreshWhen: ['always', 'active'],
  whileWarning: ['ask', 'activity'],
} as const
type Choices = { [Key in keyof typeof CHOICES]: (typeof CHOICES)[Key][number] }

const POLICY_KEYS: readonly string[] = [...LIMIT_KEYS, ...Object.keys(CHOICES), 'remembered', 'refreshLead', 'warningLead', 'clauses']

/**
 * Fills in every default and turns durations into milliseconds. A session does it by itself; call it to look at a policy without one.
 *
 * @example
 * resolvePolicy({ inactivity: '15m' }).limitsMs.inactivity // 900000
 * @throws StillhereError `policy-key-unknown`, `duration-invalid`, `policy-limit-too-short`, `policy-warning-too-short` or
 * `policy-limits-conflict` for a policy that cannot work. Each names the value, the rule and the way out.
 */
export function resolvePolicy(policy: SessionPolicy = {}): ResolvedPolicy {
  refuseUnknownKeys(policy, POLICY_KEYS, 'the policy')
  const { remembered, refreshLead, clauses = [] } = policy
  const limitsMs = readLimits(policy, '')
  const refreshLeadMs = refreshLead === undefined ? null : readLimit('refreshLead', refreshLead)
  refuseConflicts(policy, limitsMs, refreshLeadMs)
  if (remembered !== undefined) refuseUnknownKeys(remembered, LIMIT_KEYS, 'remembered')
  const rememberedLimitsMs = remembered === undefined ? null : { ...limitsMs, ...readLimits(remembered, 'remembered.') }
  return {
    ...readChoices(policy),
    limitsMs,
    rememberedLimitsMs,
    refreshLeadMs,
    warningLeadMs: readWarningLeads(policy.warningLead),
    // A limit that is not there is longer than any.
    loosened: clauses.filter(({ limit, atMost }) =>
      [limitsMs, rememberedLimitsMs ?? limitsMs].some((ms) => (ms[limit] ?? Infinity) > parseDuration(atMost)),
    ),
  }
}

function readChoices(policy: object): Choices {
  const written: Readonly<Record<string, unknown>> = { ...policy }
  const read = Object.entries(CHOICES).map(([key, choices]) => {
    const chosen = written[key] === undefined ? choices[0] : choices.find((choice) => choice === written[key])
    if (chosen !== undefined) return [key, chosen]
    throw new StillhereError('policy-key-unknown', texts.choiceUnknown(key, written[key], choices))
  })
  // By the table: each of its keys, with one of the key's own choices.
  return Object.fromEntries(read) as Choices
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

function readWarningLeads(written: SessionPolicy['warningLead']): ResolvedPolicy['warningLeadMs'] {
  const perLimit = typeof written === 'object'
  if (perLimit) refuseUnknownKeys(written, LIMIT_KEYS, 'warningLead')
  const leads = LIMIT_KEYS.map((key) => {
    const lead = perLimit ? written[key] : written
    if (lead === undefined) return [key, key === 'accessTokenLifetime' ? DEFAULT_TOKEN_WARNING_MS : DEFAULT_WARNING_MS]
    return [key, lead === 'none' ? null : readWarningLead(perLimit ? `warningLead.${key}` : 'warningLead', lead)]
  })
  // From the list of all limits.
  return Object.fromEntries(leads) as ResolvedPolicy['warningLeadMs']
}

function readWarningLead(place: string, written: Duration): number {
  const ms = readDuration(place, written)
  if (ms >= SHORTEST_WARNING_MS) return ms
  throw new StillhereError('policy-warning-too-short', texts.warningTooShort(place, written))
}

function readDuration(place: string, written: Duration): number {
  try {
    return parseDuration(written)
  } catch (cause) {
    throw new StillhereError('duration-invalid', texts.durationInvalidAt(place, written), { cause })
  }
}

function refuseConflicts(policy: SessionPolicy, limitsMs: LimitsMs, refreshLeadMs: number | null): void {
  const { refreshLead, accessTokenLifetime, maxLifetimeFrom, remembered } = policy
  if (refreshLeadMs !== null && refreshLeadMs * 2 > (limitsMs.accessTokenLifetime ?? Infinity)) {
    throw new StillhereError('policy-limits-conflict', texts.leadTooLong(refreshLead, accessTokenLifetime))
  }
  if (maxLifetimeFrom === 'auth_time' && limitsMs.maxLifetime === undefined && remembered?.maxLifetime === undefined) {
    throw new StillhereError('policy-limits-conflict', texts.maximumMissing())
  }
}

function refuseUnknownKeys(written: object, known: readonly string[], place: string): void {
  const unknown = Object.keys(written).find((key) => !known.includes(key))
  if (unknown !== undefined) throw new StillhereError('policy-key-unknown', texts.keyUnknown(place, unknown, known))
}
