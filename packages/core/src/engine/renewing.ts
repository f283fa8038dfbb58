import type { LiveAnswer } from './answer-reading.ts'
import { type Facts, type Renewal, strictest } from './facts.ts'
import { LIMIT_REASONS, type LimitReason } from './words.ts'
import { tokenEnd } from './deadlines.ts'
import type { ResolvedPolicy } from './policy-types.ts'
import { CLOSEST_REFRESH_MS } from './rules.ts'
import { subjectKey } from './subject-key.ts'

/** An expiry that differs by less than this is the same one, told over a slower network. */
const SAME_EXPIRY_MS = 5000
const MOVED_MS = 1000

/** What the answer was asked for: only to look, or for a token that is good for longer than that. */
export type Asked = 'look' | { readonly minValidityMs: number }

/**
 * Facts after an answer. Durations count from the instant the request was sent, so that a slow answer lengthens nothing. Ages are not
 * less than they were when it arrived at `at`: a slow answer makes no known session older than it is.
 */
export function renew<U>(
  facts: Facts,
  answer: LiveAnswer<U>,
  { sentAt, at }: { readonly sentAt: number; readonly at: number },
  how: Asked,
): Facts {
  const authenticatedAt = answer.authAgeMs === null ? facts.authenticatedAt : sentAt - answer.authAgeMs
  const startedAt = answer.sessionAgeMs === null ? facts.startedAt : Math.min(facts.startedAt, at - answer.sessionAgeMs)
  const renewal = facts.renewal === null ? firstRenewal(answer, sentAt, at) : nextRenewal(facts, facts.renewal, answer, { sentAt, at }, how)
  return { ...facts, authenticatedAt, startedAt, renewal }
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
  return { revision: 1, askedAt: sentAt, issuedAt: sentAt, slackMs: at - sentAt, ...told, moved: true }
}

function nextRenewal<U>(
  facts: Facts,
  known: Renewal,
  answer: LiveAnswer<U>,
  { sentAt, at }: { readonly sentAt: number; readonly at: number },
  how: Asked,
): Renewal {
  // It may have been judged before the refresh whose answer had not arrived when it was sent.
  if (how === 'look' && sentAt <= known.issuedAt + known.slackMs) return known
  const endsAt = stillPast(instants(answer, sentAt), known.endsAt, sentAt)
  const before = tokenEnd(facts)?.endsAt ?? Infinity
  const after = endsAt['token-expired'] ?? Infinity
  const shared = { askedAt: sentAt, endsAt, longestMs: longest(known.longestMs, answer.endsInMs) }
  if (isPresentState(answer, how, before, sentAt, known.slackMs)) {
    // Seen over a shorter way the same token's expiry is known more exactly.
    const closer = how === 'look' && at - sentAt < known.slackMs && after > before
    const same = closer ? after : Math.min(before, after)
    const extendable = answer.extendable ?? known.extendable
    const slackMs = closer ? at - sentAt : known.slackMs
    return { ...known, ...shared, slackMs, extendable, endsAt: same === Infinity ? endsAt : { ...endsAt, 'token-expired': same } }
  }
  const tooSoonToTell = sentAt - known.issuedAt < CLOSEST_REFRESH_MS
  const moved = tooSoonToTell ? known.moved : before === Infinity || Math.abs(after - before) > MOVED_MS
  return { ...shared, extendable: answer.extendable, revision: known.revision + 1, issuedAt: sentAt, slackMs: at - sentAt, moved }
}

/** Whether the token that was known is told again. A backend may answer so when its token is good for long enough. */
function isPresentState<U>(answer: LiveAnswer<U>, how: Asked, before: number, sentAt: number, slackMs: number): boolean {
  const leftMs = answer.endsInMs['token-expired'] ?? Infinity
  if (how === 'look') return sentAt + leftMs <= before + SAME_EXPIRY_MS + slackMs || leftMs === 0
  return before > sentAt && leftMs < Infinity && leftMs > how.minValidityMs && sentAt + leftMs <= before + MOVED_MS
}

/** Nothing is left of what has passed: told again as "none left", it has not passed only now. */
function stillPast(told: Renewal['endsAt'], known: Renewal['endsAt'], sentAt: number): Renewal['endsAt'] {
  const endsAt = { ...told }
  for (const reason of LIMIT_REASONS) {
    const at = known[reason]
    if (reason !== 'token-expired' && at !== undefined && at <= sentAt && told[reason] === sentAt) endsAt[reason] = at
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
