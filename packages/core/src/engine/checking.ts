import type { Answer } from './answer-reading.ts'
import { askSoon } from './ask-soon.ts'
import { startRefresh } from './asking.ts'
import { backoff } from './backoff.ts'
import { endSession, pastEnd } from './ending.ts'
import type { EndFact } from './facts.ts'
import { type Lifetime, isRenewable, renewedSince, tokenEnd } from './deadlines.ts'
import { reportMisconfigured, reportUnreadable } from './problems.ts'
import { askWhoseSession } from './replaced.ts'
import { CLOCK_TOLERANCE_MS, CLOSEST_REFRESH_MS, LOOK_AHEAD_MS } from './rules.ts'
import type { Checking } from './state.ts'
import { type Turn, change, refuseToExtend, shareSparingly } from './turn.ts'

/** This tab cannot prove that the session lives: cover it, read the facts afresh, and judge once they are there. */
export function enterChecking<U>(turn: Turn<U>, cause: Checking['cause']): void {
  const { status, checking, extending } = turn.state
  if (status !== 'signed-in') return
  turn.commands.push({ type: 'read-facts' })
  // What this tab knows is old by now; whoever knows more answers.
  shareSparingly(turn)
  if (extending.status === 'running') refuseToExtend(turn, 'unavailable')
  change(turn, {
    checking: checking
      ? { ...checking, doubtAt: turn.at, step: 'reading' }
      : {
          sinceAt: turn.at,
          doubtAt: turn.at,
          cause,
          error: null,
          step: 'reading',
          attempts: 0,
          nextAt: null,
          notBeforeAt: 0,
          wanted: false,
        },
    warning: null,
    extending: { status: 'idle' },
    look: null,
  })
}

/** The facts are fresh: a limit of the client's own that is past ends the session, otherwise the backend is asked. */
export function judgeChecking<U>(turn: Turn<U>): void {
  const { checking, facts } = turn.state
  if (checking === null || facts === null || checking.step === 'reading') return
  judgeOwnLimits(turn)
  if (turn.state.checking !== checking) return
  const due = checking.step === 'waiting' && checking.nextAt !== null && checking.nextAt <= turn.at
  if (due && (checking.wanted || !isAway(turn, checking))) askBackend(turn)
}

function judgeOwnLimits<U>(turn: Turn<U>): void {
  const { facts, checking, readAt, asking } = turn.state
  // A request from before the standstill may have moved what the backend counts, and its answer may be here already.
  const settled = (lifetime: Lifetime) => asking.status !== 'running' || !isMovedByBackend(lifetime)
  const end = facts && pastEnd(facts, turn.at, turn.rules, settled)
  if (!end || checking === null) return
  if (readAt >= end.at - LOOK_AHEAD_MS) return conclude(turn, end)
  turn.commands.push({ type: 'read-facts' })
  change(turn, { checking: { ...checking, step: 'reading' } })
}

/**
 * This end has passed. Where every tab has a grant of its own, the end of this tab's grant says nothing of the others': the backend is
 * asked for a new one first.
 */
export function conclude<U>(turn: Turn<U>, end: Omit<EndFact, 'settled'>): void {
  const { facts, checking } = turn.state
  if (facts === null || turn.rules.credentials === 'shared') return endSession(turn, end, true)
  const everybodys = pastEnd(facts, turn.at, turn.rules, isEverybodys)
  if (everybodys !== null) return endSession(turn, everybodys, true)
  // It was asked after that end, and what it gave is over as well.
  const { askedAt } = facts.renewal ?? { askedAt: 0 }
  if (askedAt >= end.at || turn.at - askedAt < CLOCK_TOLERANCE_MS * turn.rules.clockRate) return endSession(turn, end, true)
  if (checking === null || (checking.step === 'waiting' && (checking.nextAt ?? 0) <= turn.at)) askWhoseSession(turn)
}

function isMovedByBackend({ reason, from, extendable }: Lifetime): boolean {
  return extendable && (from === 'backend' || reason === 'server-idle')
}

function isEverybodys({ reason, from }: Lifetime): boolean {
  return from === 'policy' && reason !== 'token-expired' && reason !== 'refresh-expired'
}

/** The session lives: the cover is lifted. The facts were read under it, so that a warning that is due may open at once. */
export function uncover<U>(turn: Turn<U>): void {
  if (turn.state.checking !== null) change(turn, { checking: null, look: { startedAt: turn.at, answered: true } })
}

/** An answer that was asked for under this cover lifts it; one from before the sleep proves nothing. */
export function proven<U>(turn: Turn<U>, sentAt: number): void {
  const { checking } = turn.state
  if (checking === null) return
  if (sentAt >= checking.doubtAt) uncover(turn)
  else askSoon(turn, 'asking')
}

/** A policy that refreshes only while somebody is there asks for nobody: the tab stays covered until they come. */
function isAway<U>(turn: Turn<U>, checking: Checking): boolean {
  const { facts } = turn.state
  if (turn.rules.policy.refreshWhen !== 'active' || checking.cause !== 'token-expired' || facts === null) return false
  // Where another tab has renewed the token, a look will do.
  if (turn.rules.canPeek && (tokenEnd(facts)?.endsAt ?? 0) > turn.at) return false
  return facts.activityAt <= (facts.renewal?.issuedAt ?? 0)
}

/** Somebody is at the page: their input, or the page being shown. */
export function somebodyCame<U>(turn: Turn<U>): void {
  const { checking } = turn.state
  if (checking !== null && !checking.wanted) change(turn, { checking: { ...checking, wanted: true } })
}

export function factsAreFresh<U>(turn: Turn<U>): void {
  const { checking, facts } = turn.state
  if (checking === null || checking.step !== 'reading' || facts === null) return
  const { asking } = turn.state
  const notBeforeAt = Math.max(checking.notBeforeAt, asking.status === 'waiting' ? asking.notBeforeAt : 0)
  // At the token's end the attempts that were under way go on as they were; a doubt is asked about at once.
  const soonestAt = checking.cause === 'token-expired' && asking.status === 'waiting' ? asking.nextAt : turn.at
  change(turn, { checking: { ...checking, step: 'waiting', nextAt: Math.max(soonestAt, notBeforeAt), notBeforeAt } })
  judgeOwnLimits(turn)
  if (turn.state.status === 'signed-in' && renewedSince(facts, checking.doubtAt, turn.at)) uncover(turn)
}

export function peekAnswered<U>(turn: Turn<U>, answer: Exclude<Answer<U>, { status: 'live' }>, random: number): void {
  const { checking } = turn.state
  if (answer.status === 'rejected') {
    if (answer.reason === 'replaced') return askWhoseSession(turn)
    return endSession(turn, { reason: answer.reason ?? 'revoked', at: turn.at, limitMs: null }, true)
  }
  if (checking === null) return
  const attempts = checking.attempts + 1
  reportUnreadable(turn, answer.error, attempts)
  if (answer.status === 'misconfigured') reportMisconfigured(turn, answer.error, checking.attempts)
  const { clockRate } = turn.rules
  const notBeforeAt = turn.at + (answer.status === 'unavailable' ? (answer.retryAfterMs ?? 0) : 0) * clockRate
  const nextAt = Math.max(turn.at + backoff(attempts, random) * clockRate, notBeforeAt)
  change(turn, { checking: { ...checking, step: 'waiting', attempts, nextAt, notBeforeAt, error: answer.error } })
}

function askBackend<U>(turn: Turn<U>): void {
  const { checking, facts, asking } = turn.state
  if (checking === null || facts === null) return
  const end = tokenEnd(facts)
  const tokenIsOver = end !== null && end.endsAt <= turn.at
  const { renewal } = facts
  // What was told at the beginning may have been issued long before.
  const soonestAt = renewal !== null && renewal.revision > 1 ? renewal.issuedAt + CLOSEST_REFRESH_MS : 0
  if (tokenIsOver && soonestAt > turn.at) return change(turn, { checking: { ...checking, nextAt: soonestAt } })
  // Refused already: until its token is over the session stands as the policy says.
  if (!turn.rules.canPeek && !tokenIsOver && !isRenewable(facts, turn.at)) return uncover(turn)
  change(turn, { checking: { ...checking, step: 'asking', nextAt: null } })
  if (turn.rules.canPeek && !tokenIsOver) return void turn.commands.push({ type: 'peek' })
  if (asking.status !== 'running') startRefresh(turn, { presence: false, needed: 'asked' })
}
