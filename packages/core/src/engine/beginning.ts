import type { Answer, LiveAnswer } from './answer-reading.ts'
import { backoff } from './backoff.ts'
import { enterChecking, peekAnswered, uncover } from './checking.ts'
import { endSession, pastEnd } from './ending.ts'
import type { Facts } from './facts.ts'
import { reportShortWarnings, reportSilence, reportUnreadable } from './problems.ts'
import { outrank } from './rival.ts'
import { LOOK_AHEAD_MS } from './rules.ts'
import { begin, renew, underOwnPolicy } from './renewing.ts'
import type { SessionEnd } from './state.ts'
import { subjectKey } from './subject-key.ts'
import { type Turn, change, setFacts, share, shareable } from './turn.ts'

interface Restored<U> {
  readonly answer: Answer<U>
  readonly sentAt: number
  readonly random: number
  /** The app asked, after its own sign-in form for example. */
  readonly explicit: boolean
}

/** The backend said whether there is a session. */
export function restored<U>(turn: Turn<U>, { answer, sentAt, random, explicit }: Restored<U>): void {
  switch (answer.status) {
    case 'live':
      return live(turn, answer, sentAt, explicit)
    case 'rejected':
      return nobody(turn, answer.reason)
    case 'unavailable':
      if (turn.state.status === 'restoring') {
        const attempts = turn.state.restoreAttempts + 1
        reportUnreadable(turn, answer.error, attempts)
        reportSilence(turn, answer.error, attempts)
        const { clockRate } = turn.rules
        const restoreNotBeforeAt = turn.at + (answer.retryAfterMs ?? 0) * clockRate
        const restoreAt = Math.max(turn.at + backoff(attempts, random) * clockRate, restoreNotBeforeAt)
        change(turn, { restoreAttempts: attempts, restoreAt, restoreNotBeforeAt })
      }
      if (turn.state.status === 'signed-in') peekAnswered(turn, answer, random)
      return void turn.commands.push({ type: 'answer-restore', result: { ok: false, reason: 'unavailable', error: answer.error } })
    case 'misconfigured':
      turn.commands.push(
        { type: 'report-problem', error: answer.error, log: true },
        { type: 'answer-restore', result: { ok: false, reason: 'unavailable', error: answer.error } },
      )
      if (turn.state.status === 'restoring') change(turn, { status: 'signed-out', end: null })
      if (turn.state.status === 'signed-in') peekAnswered(turn, answer, random)
      return
    default:
      answer satisfies never
  }
}

function live<U>(turn: Turn<U>, answer: LiveAnswer<U>, sentAt: number, explicit: boolean): void {
  const { facts, status } = turn.state
  const subject = subjectKey(answer.userId)
  if (status === 'signed-in' && facts !== null && facts.subject !== subject) {
    endSession(turn, { reason: 'replaced', at: turn.at, limitMs: null }, true)
    return void turn.commands.push({ type: 'answer-restore', result: { ok: true, status: 'signed-out' } })
  }
  const another = facts === null || isAnotherSession(turn, facts, answer, subject, explicit)
  if (another && status === 'restoring' && !explicit && wasOvertaken(facts, sentAt)) return change(turn, { restoreAt: turn.at + 1 })
  // A late answer may have brought back what is over, after a newer session was heard of.
  if (another && status === 'ended' && !explicit && answer.sessionKey === turn.state.overKey) return
  if (another) {
    const { offsetMs } = turn.state.clock
    // Neither a page that goes on nor one that is opened is a proof that somebody is at it; where nothing is known it passes for one.
    const activityAt =
      facts !== null && facts.end === null && facts.subject === subject
        ? Math.max(facts.activityAt, sentAt - (answer.sessionAgeMs ?? 0))
        : turn.at
    return signedIn(turn, begin(facts, answer, sentAt, { at: turn.at, offsetMs, activityAt }, turn.rules.policy), answer, facts)
  }
  if (facts.end !== null) return staysOver(turn, facts, facts.end)
  const renewed = underOwnPolicy(renew(facts, answer, { sentAt, at: turn.at }, 'look', explicit), turn.rules.policy)
  const end = pastEnd(renewed, turn.at, turn.rules)
  const isFresh = end === null || turn.state.readAt >= end.at - LOOK_AHEAD_MS
  if (end !== null && status !== 'signed-in' && isFresh) return staysOver(turn, renewed, end)
  signedIn(turn, renewed, answer, facts)
  // What a page heard first after a standstill is not all that happened meanwhile.
  if (!isFresh) enterChecking(turn, 'woke')
}

/** Another tab has since been told of another session: which of the two is the newer one only a new answer says. */
function wasOvertaken(facts: Facts | null, sentAt: number): boolean {
  return facts !== null && facts.end === null && (facts.renewal?.askedAt ?? facts.startedAt) >= sentAt
}

/**
 * A backend that names its sessions is believed; one that does not has a new one once the last one's end was settled. Where every tab has
 * a grant of its own, an older grant of the same user takes part in the newest session.
 */
function isAnotherSession<U>({ rules }: Turn<U>, facts: Facts, answer: LiveAnswer<U>, subject: string, explicit: boolean): boolean {
  if (facts.subject !== subject) return true
  if (facts.end === null && rules.credentials === 'per-tab') return false
  if (answer.sessionKey !== null) return answer.sessionKey !== facts.key
  return facts.end !== null && (facts.end.settled || explicit)
}

function signedIn<U>(turn: Turn<U>, facts: Facts, answer: LiveAnswer<U>, before: Facts | null): void {
  const { status, user } = turn.state
  setFacts(turn, facts)
  outrank(turn)
  uncover(turn)
  const entering = status !== 'signed-in'
  change(turn, {
    status: 'signed-in',
    user: sameUser(user, answer.user) ? user : answer.user,
    userId: answer.userId,
    end: null,
    restoreAt: null,
    restoreAttempts: 0,
    asking: entering ? { status: 'idle' } : turn.state.asking,
    presenceAt: entering ? turn.at : turn.state.presenceAt,
  })
  share(turn)
  if (entering) {
    turn.commands.push({ type: 'announce-sign-in', sameUser: before === null ? null : before.subject === facts.subject })
    reportShortWarnings(turn, facts)
  }
  turn.commands.push({ type: 'answer-restore', result: { ok: true, status: 'signed-in' } })
}

/** The backend still knows a session whose end has passed: it does not come back, and the backend is told once more. */
function staysOver<U>(turn: Turn<U>, facts: Facts, end: NonNullable<ReturnType<typeof pastEnd>>): void {
  const ended: Facts = { ...facts, end: facts.end ?? { ...end, settled: false } }
  setFacts(turn, ended)
  const shown: SessionEnd = { reason: end.reason, here: facts.end === null, endedAt: end.at, limitMs: end.limitMs }
  if (turn.state.status === 'restoring') change(turn, { status: 'signed-out', end: shown, restoreAt: null })
  turn.commands.push(
    { type: 'tell-backend', reason: end.reason, facts: shareable(ended, turn.rules), anyway: true },
    { type: 'answer-restore', result: { ok: true, status: 'signed-out' } },
  )
  share(turn)
}

function nobody<U>(turn: Turn<U>, reason: SessionEnd['reason'] | null): void {
  const { facts, status } = turn.state
  turn.commands.push({ type: 'answer-restore', result: { ok: true, status: 'signed-out' } })
  if (status === 'signed-in') {
    // The backend disowns a session that was followed by another one: what is learnt is how that one ended.
    const learnt = turn.state.rival?.end
    const passed = reason === null && facts !== null ? pastEnd(facts, turn.at, turn.rules) : null
    return learnt
      ? endSession(turn, learnt, false)
      : endSession(turn, passed ?? { reason: reason ?? 'revoked', at: turn.at, limitMs: null }, true)
  }
  if (status !== 'restoring') return
  const end = facts && (facts.end ?? pastEnd(facts, turn.at, turn.rules))
  change(turn, {
    status: 'signed-out',
    restoreAt: null,
    end: end && { reason: end.reason, here: false, endedAt: end.at, limitMs: end.limitMs },
  })
}

/** Keeps the object when nothing in it changed, so that nobody renders for a refresh. */
export function sameUser(a: unknown, b: unknown): boolean {
  if (a === b) return true
  try {
    return JSON.stringify(a) === JSON.stringify(b)
  } catch {
    return false
  }
}
