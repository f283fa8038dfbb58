import { LIMIT_KEYS } from './policy.ts'
import type { Limits } from './policy-types.ts'
import { END_ORDER, LIMIT_REASONS, type EndReason, type LimitReason } from './words.ts'

/** Facts are never read by a build that does not know their format. */
export const FACTS_FORMAT = 1

const FAR = Number.MAX_SAFE_INTEGER

type LimitsMs = Readonly<Partial<Record<keyof Limits, number>>>

/** What the credential of this session is good for, as its backend last said. Instants. */
export interface Renewal {
  /** Moves by one with every refresh. */
  readonly revision: number
  /** When the last answer was asked for. */
  readonly askedAt: number
  /** How long the answer was under way that brought it: in truth its ends may lie later by so much. */
  readonly slackMs: number
  /** When the credential was issued, as far as known: the request of the last refresh or sign-in. */
  readonly issuedAt: number
  readonly endsAt: Readonly<Partial<Record<LimitReason, number>>>
  /** The longest that each limit was ever told to last: its length, as far as the backend has shown it. */
  readonly longestMs: Readonly<Partial<Record<LimitReason, number>>>
  readonly extendable: boolean | null
  /** false when the last refresh did not move the token's expiry: then another one will not either. */
  readonly moved: boolean
  /** The backend has said no to a renewal, and the policy of a tab lets the session go on until its token is over. */
  readonly refused: boolean
}

export interface EndFact {
  readonly reason: EndReason
  readonly at: number
  readonly limitMs: number | null
  /** The backend has confirmed it, or a new sign-in was begun: what lives from now on is another session. */
  readonly settled: boolean
}

/** The small, non-secret record that all tabs share. */
export interface Facts {
  readonly format: typeof FACTS_FORMAT
  /** Counts the sign-ins of this browser. Orders sessions, which time cannot. */
  readonly session: number
  readonly key: string
  readonly subject: string
  /** From here the maximum lifetime is counted: sign-in, or the last time that the user has proved anew to be there. */
  readonly startedAt: number
  /** How often the user has proved anew to be there. */
  readonly proofs: number
  readonly authenticatedAt: number | null
  readonly remembered: boolean
  /** The time line of its instants: they are the wall clock's plus this. See `inOneTimeLine`. */
  readonly offsetMs: number
  readonly activityAt: number
  /** Limits in force: the strictest over all tabs, fixed until the next sign-in. */
  readonly limitsMs: LimitsMs
  /** null in what is shared when every tab has a credential of its own. */
  readonly renewal: Renewal | null
  readonly end: EndFact | null
}

/**
 * Commutative, associative, idempotent: tabs that have heard the same facts in any order hold the same facts. Instants of different
 * time lines cannot be compared, so those of the line that is further ahead count alone.
 */
export function mergeFacts(a: Facts, b: Facts): Facts {
  const order = compareSessions(a, b)
  if (order !== 0) return order > 0 ? a : b
  const known = {
    subject: a.subject < b.subject ? a.subject : b.subject,
    remembered: a.remembered || b.remembered,
    limitsMs: strictest(a.limitsMs, b.limitsMs),
    end: earlierEnd(a.end, b.end),
  }
  if (a.offsetMs !== b.offsetMs) return { ...(a.offsetMs > b.offsetMs ? a : b), ...known }
  // Who knows of the last proof knows when the life began; of two who do the one that says earlier.
  const { startedAt, proofs } = (a.proofs - b.proofs || b.startedAt - a.startedAt) < 0 ? b : a
  return {
    ...a,
    ...known,
    startedAt,
    proofs,
    authenticatedAt: later(a.authenticatedAt, b.authenticatedAt),
    activityAt: Math.max(a.activityAt, b.activityAt),
    renewal: laterRenewal(a.renewal, b.renewal),
  }
}

/** Negative, zero or positive, as `a` is an older, the same or a newer session than `b`. */
export function compareSessions(a: Pick<Facts, 'session' | 'key'>, b: Pick<Facts, 'session' | 'key'>): number {
  return a.session - b.session || compareText(a.key, b.key)
}

export function strictest(a: LimitsMs, b: LimitsMs): LimitsMs {
  const least: Partial<Record<keyof Limits, number>> = {}
  for (const key of LIMIT_KEYS) {
    const value = Math.min(a[key] ?? Infinity, b[key] ?? Infinity)
    if (value < Infinity) least[key] = value
  }
  return least
}

/** Whether both say the same. */
export function sameFacts(a: Facts, b: Facts): boolean {
  return same(a, b)
}

/**
 * Reads what came from a message or a store: untrusted. null for anything that is not facts of this format. What lies more than
 * `toleranceMs` ahead of the wall clock's `wallAt` was written before that clock was set back: it is of a later time line than it says.
 * Which one only who has not seen it being set back has to guess: `knownMs` is by how much the reader has.
 */
export function readFacts(value: unknown, wallAt: number, toleranceMs: number, knownMs = 0): Facts | null {
  if (!isRecord(value) || value['format'] !== FACTS_FORMAT) return null
  const { session, key, subject, startedAt, activityAt, authenticatedAt, remembered } = value
  if (!isInstant(session) || typeof key !== 'string' || typeof subject !== 'string') return null
  if (!isInstant(startedAt) || !isInstant(activityAt)) return null
  const offsetMs = isInstant(value['offsetMs']) ? value['offsetMs'] : 0
  const facts: Facts = {
    format: FACTS_FORMAT,
    session,
    key,
    subject,
    startedAt,
    proofs: isInstant(value['proofs']) ? value['proofs'] : 0,
    authenticatedAt: isInstant(authenticatedAt) ? authenticatedAt : null,
    remembered: remembered === true,
    offsetMs,
    activityAt,
    limitsMs: readNumbers(value['limitsMs'], LIMIT_KEYS),
    renewal: readRenewal(value['renewal']),
    end: readEnd(value['end']),
  }
  const aheadMs = latestInstant(facts) - wallAt
  return aheadMs > Math.max(offsetMs, knownMs) + toleranceMs ? { ...facts, offsetMs: aheadMs } : facts
}

/** When the last thing happened that these facts tell of: at their writing it was not yet to come. */
export function latestInstant({ startedAt, authenticatedAt, activityAt, renewal }: Facts): number {
  return Math.max(startedAt, authenticatedAt ?? 0, activityAt, renewal?.askedAt ?? 0, renewal?.issuedAt ?? 0)
}

function readRenewal(value: unknown): Renewal | null {
  if (!isRecord(value)) return null
  const { revision, askedAt, issuedAt, slackMs, extendable, moved, refused } = value
  if (!isInstant(revision) || !isInstant(askedAt) || !isInstant(issuedAt)) return null
  return {
    revision,
    askedAt,
    issuedAt,
    slackMs: isInstant(slackMs) ? slackMs : 0,
    endsAt: readNumbers(value['endsAt'], LIMIT_REASONS),
    longestMs: readNumbers(value['longestMs'], LIMIT_REASONS),
    extendable: typeof extendable === 'boolean' ? extendable : null,
    moved: moved !== false,
    refused: refused === true,
  }
}

function readEnd(value: unknown): EndFact | null {
  if (!isRecord(value) || !isInstant(value['at'])) return null
  const reason = END_ORDER.find((known) => known === value['reason'])
  if (reason === undefined) return null
  const { limitMs } = value
  return { reason, at: value['at'], limitMs: isInstant(limitMs) ? limitMs : null, settled: value['settled'] === true }
}

function readNumbers<Key extends string>(value: unknown, keys: readonly Key[]): Partial<Record<Key, number>> {
  const read: Partial<Record<Key, number>> = {}
  if (!isRecord(value)) return read
  for (const key of keys) {
    const number = value[key]
    if (isInstant(number)) read[key] = number
  }
  return read
}

function laterRenewal(a: Renewal | null, b: Renewal | null): Renewal | null {
  if (a === null || b === null) return a ?? b
  const order =
    a.revision - b.revision ||
    a.askedAt - b.askedAt ||
    countedUntil(a) - countedUntil(b) ||
    (a.revision > 1 ? a.issuedAt - b.issuedAt : 0) ||
    b.slackMs - a.slackMs ||
    Number(a.moved) - Number(b.moved) ||
    Number(a.extendable ?? 2) - Number(b.extendable ?? 2) ||
    LIMIT_REASONS.reduce(
      (least, reason) =>
        least || (b.endsAt[reason] ?? FAR) - (a.endsAt[reason] ?? FAR) || (a.longestMs[reason] ?? 0) - (b.longestMs[reason] ?? 0),
      0,
    )
  const winner = order >= 0 ? a : b
  // What a backend has refused to renew stays refused until there is a newer credential.
  if (a.revision !== b.revision) return winner
  const refused = a.refused || b.refused
  const extendable = a.extendable === false || b.extendable === false ? false : winner.extendable
  // What was told at the beginning may have been issued long before: whoever came first knows best.
  const issuedAt = a.revision > 1 ? winner.issuedAt : Math.min(a.issuedAt, b.issuedAt)
  return { ...winner, refused, extendable, issuedAt }
}

/** Of two answers to questions of the same instant the newer: what a backend counts only ever moves on. */
function countedUntil({ endsAt }: Renewal): number {
  return (endsAt.inactive ?? 0) + (endsAt['server-idle'] ?? 0)
}

function earlierEnd(a: EndFact | null, b: EndFact | null): EndFact | null {
  if (a === null || b === null) return a ?? b
  const order = a.at - b.at || END_ORDER.indexOf(a.reason) - END_ORDER.indexOf(b.reason) || (a.limitMs ?? -1) - (b.limitMs ?? -1)
  return { ...(order <= 0 ? a : b), settled: a.settled || b.settled }
}

/** Told over a longer way an instant is known less exactly, and never later than it was. */
export function later(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b
  return Math.max(a, b)
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function same(a: unknown, b: unknown): boolean {
  if (!isRecord(a) || !isRecord(b)) return a === b
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every((key) => same(a[key], b[key]))
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function isInstant(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0
}
