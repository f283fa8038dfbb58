import type { LiveAnswer } from './answer-reading.ts'
import { type Facts, later, type Renewal, strictest } from './facts.ts'
import { LIMIT_REASONS, type LimitReason } from './words.ts'
import { tokenEnd } from './deadlines.ts'
import type { ResolvedPolicy } from './policy-types.ts'
import { CLOCK_TOLERANCE_MS, CLOSEST_REFRESH_MS, LEASE_MS } from './rules.ts'
import { subjectKey } from './subject-key.ts'

const MOVED_MS = 1000

/** What the answer was asked for: only to look, or for a token that is good for longer than that. */
export type Asked = 'look' | { readonly minValidityMs: number }

/**
 * Facts after an answer. Durations count from the instant the request was sent, so that a slow answer lengthens nothing. Ages are not
 * less than they were when it arrived at `at`: a slow answer makes no known session older than it is.
 *
 * @param wanted it was asked for to prove that the user is there
 */
export function renew<U>(
  facts: Facts,
  answer: LiveAnswer<U>,
  { sentAt, at }: { readonly sentAt: number; readonly at: number },
  how: Asked,
  wanted?: boolean,
): Facts {
  const { authAgeMs, sessionAgeMs } = answer
  const authenticatedAt = authAgeMs === null ? facts.authenticatedAt : later(facts.authenticatedAt, sentAt - authAgeMs)
  const startedAt = sessionAgeMs === null ? facts.startedAt : Math.min(facts.startedAt, at - sessionAgeMs)
  const renewal = facts.renewal === null ? firstRenewal(answer, sentAt, at) : nextRenewal(facts, facts.renewal, answer, { sentAt, at }, how)
  const anew = authAgeMs !== null && lifeAnew(facts, authAgeMs, sentAt - (sessionAgeMs ?? authAgeMs), wanted)
  const activityAt = anew ? Math.max(facts.activityAt, sentAt - authAgeMs) : facts.activityAt
  return { ...facts, authenticatedAt, startedAt, activityAt, renewal, ...anew }
}

/**
 * The user has proved anew to be there, which begins maximum lifetime and inactivity anew: the authentication is younger than it was when
 * the backend was last asked, and the session began later than was known, where the backend tells of its age. An age that only grew is
 * no proof, whatever clocks do meanwhile, unless the proof was asked for. By more than any answer is under way, or else a quick answer
 * after a slow one would pass for one. What is taken over is never later than it was.
 */
function lifeAnew({ proofs, renewal, authenticatedAt, startedAt: known }: Facts, authAgeMs: number, startedAt: number, wanted?: boolean) {
  const isYounger = wanted || authAgeMs < (renewal?.askedAt ?? 0) - (authenticatedAt ?? Infinity) - LEASE_MS
  return isYounger && startedAt > known + LEASE_MS && { startedAt, proofs: proofs + 1 }
}

/** Facts of a session that was not known before. */
export function begin<U>(
  before: Facts | null,
  answer: LiveAnswer<U>,
  sentAt: number,
  now: { readonly at: number; readonly offsetMs: number; readonly activityAt: number },
  policy: ResolvedPolicy,
): Facts {
  const session = (before?.session ?? 0) + 1
  const subject = subjectKey(answer.userId)
  return {
    format: 1,
    session,
    key: answer.sessionKey ?? `${subject}:${session}`,
    subject,
    startedAt: sentAt - (answer.sessionAgeMs ?? 0),
    proofs: 0,
    authenticatedAt: answer.authAgeMs === null ? null : sentAt - answer.authAgeMs,
    remembered: answer.remembered,
    offsetMs: now.offsetMs,
    activityAt: now.activityAt,
    limitsMs: limitsInForce(policy, answer.remembered),
    renewal: firstRenewal(answer, sentAt, now.at),
    end: null,
  }
}

/** Another tab's policy may be looser or stricter than ours: the strictest of both holds. */
export function underOwnPolicy(facts: Facts, policy: ResolvedPolicy): Facts {
  return { ...facts, limitsMs: strictest(facts.limitsMs, limitsInForce(policy, facts.remembered)) }
}

function limitsInForce(policy: ResolvedPolicy, remembered: boolean): Facts['limitsMs'] {
  return remembered ? (policy.rememberedLimitsMs ?? policy.limitsMs) : policy.limitsMs
}

function firstRenewal<U>(answer: LiveAnswer<U>, sentAt: number, at: number): Renewal {
  const { endsInMs, extendable } = answer
  const told = { endsAt: instants(answer, sentAt), longestMs: endsInMs, extendable }
  return { revision: 1, askedAt: sentAt, issuedAt: sentAt, slackMs: at - sentAt, ...told, moved: true, refused: false }
}

function nextRenewal<U>(
  facts: Facts,
  known: Renewal,
  answer: LiveAnswer<U>,
  { sentAt, at }: { readonly sentAt: number; readonly at: number },
  how: Asked,
): Renewal {
  // It may have been judged before the refresh whose answer had not arrived when it was sent.
  if (how === 'look' && (sentAt <= known.issuedAt || sentAt < known.issuedAt + known.slackMs)) return known
  const endsAt = unlessExcluded(instants(answer, sentAt), known, sentAt, at - sentAt)
  const before = tokenEnd(facts)?.endsAt ?? Infinity
  const after = endsAt['token-expired'] ?? Infinity
  const shared = { askedAt: sentAt, endsAt, longestMs: longest(known.longestMs, answer.endsInMs) }
  if (isPresentState(answer, how, before, sentAt, known.slackMs)) {
    const seen = sameEnd(before, known.slackMs, after, at - sentAt)
    const extendable = answer.extendable ?? known.extendable
    return {
      ...known,
      ...shared,
      // Whoever looked while a refresh was under way has not seen what it moved.
      askedAt: how === 'look' ? sentAt : at,
      slackMs: seen.slackMs,
      extendable,
      endsAt: seen.endsAt === Infinity ? endsAt : { ...endsAt, 'token-expired': seen.endsAt },
    }
  }
  const tooSoonToTell = sentAt - known.issuedAt < CLOSEST_REFRESH_MS
  const moved = tooSoonToTell ? known.moved : before === Infinity || Math.abs(after - before) > MOVED_MS
  return {
    ...shared,
    extendable: answer.extendable,
    revision: known.revision + 1,
    issuedAt: sentAt,
    slackMs: at - sentAt,
    moved,
    refused: false,
  }
}

/**
 * The end of one token, told twice: each time it is not before what was told and not after that by more than the answer was under way.
 * Where the two exclude each other the earlier one counts.
 */
function sameEnd(
  before: number,
  knownSlackMs: number,
  after: number,
  wayMs: number,
): { readonly endsAt: number; readonly slackMs: number } {
  if (after + wayMs < before) return { endsAt: after, slackMs: wayMs }
  const endsAt = Math.min(Math.max(before, after), before + knownSlackMs)
  return { endsAt, slackMs: endsAt === Infinity ? 0 : Math.max(0, Math.min(before + knownSlackMs, after + wayMs) - endsAt) }
}

/** Whether the token that was known is told again. A backend may answer so when its token is good for long enough. */
function isPresentState<U>(answer: LiveAnswer<U>, how: Asked, before: number, sentAt: number, slackMs: number): boolean {
  const leftMs = answer.endsInMs['token-expired'] ?? Infinity
  if (how === 'look') return sentAt + leftMs <= before + CLOCK_TOLERANCE_MS + slackMs || leftMs === 0
  return before > sentAt && leftMs < Infinity && leftMs > how.minValidityMs && sentAt + leftMs <= before + MOVED_MS
}

/**
 * What is known of the other limits stays as it is where the answer does not exclude it: told over a longer way an end is known less
 * exactly, "none left" of what has passed does not mean that it has passed only now, and what a backend counts moves back only in an answer
 * that was judged before the one that is known.
 */
function unlessExcluded(told: Renewal['endsAt'], { endsAt: known, askedAt }: Renewal, sentAt: number, wayMs: number): Renewal['endsAt'] {
  const endsAt = { ...told }
  for (const reason of LIMIT_REASONS) {
    const [before, after] = [known[reason], told[reason]]
    if (reason === 'token-expired' || before === undefined || after === undefined) continue
    const passed = before <= sentAt && after === sentAt
    const overtaken = (reason === 'inactive' || reason === 'server-idle') && sentAt - askedAt < LEASE_MS
    if (passed || (after < before && (overtaken || after + wayMs >= before))) endsAt[reason] = before
  }
  return endsAt
}

function longest(known: Renewal['longestMs'], told: Renewal['longestMs']): Renewal['longestMs'] {
  const both: Partial<Record<LimitReason, number>> = { ...known }
  for (const reason of LIMIT_REASONS) {
    const ms = told[reason]
    if (ms !== undefined) both[reason] = Math.max(ms, known[reason] ?? 0)
  }
  return both
}

function instants<U>(answer: LiveAnswer<U>, sentAt: number): Partial<Record<LimitReason, number>> {
  const endsAt: Partial<Record<LimitReason, number>> = {}
  for (const [reason, ms] of Object.entries(answer.endsInMs)) endsAt[reason as LimitReason] = sentAt + ms
  return endsAt
}
