import { LIMIT_KEYS } from './policy.ts'
import type { Limits } from './policy-types.ts'
import { END_ORDER, LIMIT_REASONS, type EndReason, type LimitReason } from './words.ts'

/** Facts are never read by a build that does not know their format. */
export const FACTS_FORMAT = 1

type LimitsMs = Readonly<Partial<Record<keyof Limits, number>>>

/** What the credential of this session is good for, as its backend last said. Instants. */
export interface Renewal {
  /** Moves by one with every refresh. */
  readonly revision: number
  /** When the last answer was asked for. */
  readonly askedAt: number
  /** When the credential was issued, as far as known: the request of the last refresh or sign-in. */
  readonly issuedAt: number
  readonly endsAt: Readonly<Partial<Record<LimitReason, number>>>
  readonly extendable: boolean | null
  /** false when the last refresh did not move the token's expiry: then another one will not either. */
  readonly moved: boolean
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
  readonly startedAt: number
  readonly authenticatedAt: number | null
  readonly remembered: boolean
  readonly activityAt: number
  /** Limits in force: the strictest over all tabs, fixed until the next sign-in. */
  readonly limitsMs: LimitsMs
  /** null in what is shared when every tab has a credential of its own. */
  readonly renewal: Renewal | null
  readonly end: EndFact | null
}

/** Commutative, associative, idempotent: tabs that have heard the same facts in any order hold the same facts. */
export function mergeFacts(a: Facts, b: Facts): Facts {
  const order = compareSessions(a, b)
  if (order !== 0) return order > 0 ? a : b
  return {
    format: FACTS_FORMAT,
    session: a.session,
    key: a.key,
    subject: a.subject < b.subject ? a.subject : b.subject,
    startedAt: Math.min(a.startedAt, b.startedAt),
    authenticatedAt: later(a.authenticatedAt, b.authenticatedAt),
    remembered: a.remembered || b.remembered,
    activityAt: Math.max(a.activityAt, b.activityAt),
    limitsMs: strictest(a.limitsMs, b.limitsMs),
    renewal: laterRenewal(a.renewal, b.renewal),
    end: earlierEnd(a.end, b.end),
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
  return canonical(a) === canonical(b)
}

/**
 * Reads what came from a message or a store: untrusted. null for anything that is not facts of this format. An instant more than
 * `toleranceMs` in the future was written by a clock that is ahead of ours: as activity it counts as now, as a renewal not at all.
 */
export function readFacts(value: unknown, now: number, toleranceMs: number): Facts | null {
  if (!isRecord(value) || value['format'] !== FACTS_FORMAT) return null
  const { session, key, subject, startedAt, activityAt, authenticatedAt, remembered } = value
  if (!isInstant(session) || typeof key !== 'string' || typeof subject !== 'string') return null
  if (!isInstant(startedAt) || !isInstant(activityAt)) return null
  const renewal = readRenewal(value['renewal'])
  const ahead = now + toleranceMs
  return {
    format: FACTS_FORMAT,
    session,
    key,
    subject,
    startedAt: startedAt > ahead ? now : startedAt,
    authenticatedAt: isInstant(authenticatedAt) ? authenticatedAt : null,
    remembered: remembered === true,
    activityAt: activityAt > ahead ? now : activityAt,
    limitsMs: readNumbers(value['limitsMs'], LIMIT_KEYS),
    renewal: renewal && renewal.askedAt > ahead ? null : renewal,
    end: readEnd(value['end']),
  }
}

function readRenewal(value: unknown): Renewal | null {
  if (!isRecord(value)) return null
  const { revision, askedAt, issuedAt, extendable, moved } = value
  if (!isInstant(revision) || !isInstant(askedAt) || !isInstant(issuedAt)) return null
  const endsAt = readNumbers(value['endsAt'], LIMIT_REASONS)
  return { revision, askedAt, issuedAt, endsAt, extendable: typeof extendable === 'boolean' ? extendable : null, moved: moved !== false }
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
  const order = a.revision - b.revision || a.askedAt - b.askedAt || compareText(canonical(a), canonical(b))
  return order >= 0 ? a : b
}

function earlierEnd(a: EndFact | null, b: EndFact | null): EndFact | null {
  if (a === null || b === null) return a ?? b
  const order = a.at - b.at || END_ORDER.indexOf(a.reason) - END_ORDER.indexOf(b.reason) || (a.limitMs ?? -1) - (b.limitMs ?? -1)
  return { ...(order <= 0 ? a : b), settled: a.settled || b.settled }
}

function later(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b
  return Math.max(a, b)
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** The same text for the same content, whatever the order of the keys. */
function canonical(value: unknown): string {
  if (!isRecord(value)) return JSON.stringify(value) ?? 'undefined'
  const entries = Object.keys(value)
    .sort()
    .map((key) => `${key}:${canonical(value[key])}`)
  return `{${entries.join()}}`
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function isInstant(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0
}
