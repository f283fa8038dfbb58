import * as texts from '#texts'
import { type Duration, type PolicyClause, type SessionPolicy, StillhereError } from '@stillhere/core'

/** Figures that a norm leaves to you. */
export interface Figures {
  readonly inactivity: Duration
  readonly maxLifetime: Duration
}

const NIST = 'https://pages.nist.gov/800-63-4/sp800-63b.html'
const ASVS = 'https://github.com/OWASP/ASVS/tree/v5.0.0/5.0/en'
const CHEAT_SHEET = 'https://cheatsheetseries.owasp.org/cheatsheets/Session_Management_Cheat_Sheet.html#session-expiration'

const NIST_LEVELS = {
  AAL1: { clause: 'NIST SP 800-63B-4 §2.1.3', limits: [['maxLifetime', '30d', 'SHOULD']] },
  AAL2: {
    clause: 'NIST SP 800-63B-4 §2.2.3',
    limits: [
      ['inactivity', '1h', 'SHOULD'],
      ['maxLifetime', '24h', 'SHOULD'],
    ],
  },
  AAL3: {
    clause: 'NIST SP 800-63B-4 §2.3.3',
    limits: [
      ['inactivity', '15m', 'SHOULD'],
      ['maxLifetime', '12h', 'SHALL'],
    ],
  },
} as const

/** The levels give no figure; theirs are those of NIST's AAL2 and AAL3. */
const ASVS_LEVELS = {
  L2: { inactivity: '1h', maxLifetime: '24h' },
  L3: { inactivity: '15m', maxLifetime: '12h' },
} as const

/** The upper ends of what the sheet calls common, and our lead. */
const CHEAT_SHEET_KINDS = {
  'high-value': { inactivity: '5m', lead: '1m' },
  'low-risk': { inactivity: '30m', lead: '2m' },
} as const

/**
 * NIST SP 800-63B-4. AAL1: 30 days at most. AAL2: 1 hour without activity, 24 hours in all. AAL3: 15 minutes and 12 hours, the latter a
 * SHALL. Warnings come two minutes before, as its §8 suggests.
 *
 * @throws StillhereError `policy-key-unknown` for another level.
 * @example
 * nist('AAL2').inactivity // '1h'
 */
export function nist(level: 'AAL1' | 'AAL2' | 'AAL3'): SessionPolicy {
  const { clause, limits } = chosen('nist: level', level, NIST_LEVELS)
  const clauses = limits.map(([limit, atMost, strength]) => ({ limit, atMost, strength, clause, url: NIST }))
  return held(clauses, '2m')
}

/**
 * PCI DSS 4.0.1, requirement 8.2.8: authenticate anew after more than 15 minutes without activity. No figure for the whole session. The
 * lead of two minutes is ours.
 *
 * @example
 * pciDss().inactivity // '15m'
 */
export function pciDss(): SessionPolicy {
  const url = 'https://www.pcisecuritystandards.org/document_library/'
  return held([{ limit: 'inactivity', atMost: '15m', strength: 'SHALL', clause: 'PCI DSS 4.0.1, requirement 8.2.8', url }], '2m')
}

/**
 * OWASP ASVS 5.0. Level 1 has no item on timeouts, so its figures are yours. Levels 2 and 3 ask for limits from a risk analysis of your
 * own (7.3.1, 7.3.2); here they are NIST's for AAL2 and AAL3.
 *
 * @throws StillhereError `policy-figure-missing` for level 1 without figures; `policy-key-unknown` for another level.
 * @example
 * asvs('L1', { inactivity: '1h', maxLifetime: '7d' })
 */
export function asvs(level: 'L1', figures: Figures): SessionPolicy
export function asvs(level: 'L2' | 'L3'): SessionPolicy
export function asvs(level: 'L1' | 'L2' | 'L3', figures?: Figures): SessionPolicy {
  const own = level === 'L1' ? given('asvs: L1', figures, ['inactivity', 'maxLifetime']) : chosen('asvs: level', level, ASVS_LEVELS)
  const name = (item: string) => (level === 'L1' ? 'OWASP ASVS 5.0 level 1 (no item on timeouts)' : `OWASP ASVS 5.0, ${item}`)
  return held(
    [
      { limit: 'inactivity', atMost: own.inactivity, strength: 'none', clause: name('7.3.1'), url: ASVS },
      { limit: 'maxLifetime', atMost: own.maxLifetime, strength: 'none', clause: name('7.3.2'), url: ASVS },
    ],
    '2m',
  )
}

/**
 * OWASP's Session Management Cheat Sheet, "Session Expiration": the upper ends of the ranges that it calls common. High value: 5 minutes
 * without activity, warned a minute before; low risk: 30 minutes, warned two minutes before. 8 hours in all, for an app used all day.
 *
 * @throws StillhereError `policy-key-unknown` for another kind.
 * @example
 * owaspCheatSheet('high-value').inactivity // '5m'
 */
export function owaspCheatSheet(kind: 'high-value' | 'low-risk'): SessionPolicy {
  const { inactivity, lead } = chosen('owaspCheatSheet: kind', kind, CHEAT_SHEET_KINDS)
  const clause = 'OWASP Session Management Cheat Sheet, Session Expiration'
  return held(
    [
      { limit: 'inactivity', atMost: inactivity, strength: 'none', clause, url: CHEAT_SHEET },
      { limit: 'maxLifetime', atMost: '8h', strength: 'none', clause, url: CHEAT_SHEET },
    ],
    lead,
  )
}

/**
 * HIPAA, 45 CFR 164.312(a)(2)(iii): sign out "after a predetermined time of inactivity". The law gives no figure, so you must.
 *
 * @throws StillhereError `policy-figure-missing` without one.
 * @example
 * hipaa({ inactivity: '10m' })
 */
export function hipaa(figures: Pick<Figures, 'inactivity'>): SessionPolicy {
  const { inactivity } = given('hipaa', figures, ['inactivity'])
  const url = 'https://www.ecfr.gov/current/title-45/section-164.312'
  return held([{ limit: 'inactivity', atMost: inactivity, strength: 'none', clause: 'HIPAA, 45 CFR 164.312(a)(2)(iii)', url }], '2m')
}

/**
 * PSD2, Delegated Regulation (EU) 2018/389, Article 4(3)(d): 5 minutes at most without activity by the payer. The lead of a minute is ours.
 *
 * @example
 * psd2().inactivity // '5m'
 */
export function psd2(): SessionPolicy {
  const url = 'https://eur-lex.europa.eu/eli/reg_del/2018/389/oj'
  return held(
    [{ limit: 'inactivity', atMost: '5m', strength: 'SHALL', clause: 'Delegated Regulation (EU) 2018/389, Art. 4(3)(d)', url }],
    '1m',
  )
}

/** A policy that keeps its clauses exactly, and warns of each limit `lead` before. */
function held(clauses: readonly PolicyClause[], lead: Duration): SessionPolicy {
  return {
    ...Object.fromEntries(clauses.map(({ limit, atMost }) => [limit, atMost])),
    warningLead: Object.fromEntries(clauses.map(({ limit }) => [limit, lead])),
    clauses,
  }
}

function chosen<Key extends string, Value>(place: string, key: Key, table: Readonly<Record<Key, Value>>): Value {
  if (Object.hasOwn(table, key)) return table[key]
  throw new StillhereError('policy-key-unknown', texts.choiceUnknown(place, key, Object.keys(table)))
}

/** Only JavaScript gets to the error: the types ask for the figures. */
function given<Key extends keyof Figures>(
  place: string,
  figures: Pick<Figures, Key> | undefined,
  keys: readonly Key[],
): Pick<Figures, Key> {
  const missing = keys.find((key) => figures?.[key] === undefined)
  if (figures !== undefined && missing === undefined) return figures
  throw new StillhereError('policy-figure-missing', texts.figureMissing(`${place}: ${missing ?? keys.join(', ')}`))
}
