import * as texts from '#texts'
import type { Answer } from './answer-reading.ts'
import { askSoon } from './ask-soon.ts'
import { backoff } from './backoff.ts'
import { endSession } from './ending.ts'
import type { Asking, Failures, Need } from './engine-state.ts'
import type { Facts } from './facts.ts'
import { StillhereError } from './errors.ts'
import { deadlines, refreshLead, renewableUntil, tokenEnd, tokenLife } from './deadlines.ts'
import { LIMIT_REASONS } from './words.ts'
import { ANY_LENGTH_MS } from './rules.ts'
import { reportMisconfigured, reportUnreadable } from './problems.ts'
import { askWhoseSession } from './replaced.ts'
import { type Turn, change, setFacts, share } from './turn.ts'

/** Starts a refresh, or joins the one that is running. */
export function startRefresh<U>(turn: Turn<U>, how: { readonly presence: boolean; readonly needed: Need }): void {
  const { asking, facts } = turn.state
  if (facts === null) return
  if (renewableUntil(facts) <= turn.at) return cannotRenew(turn)
  // What an attempt before was needed for and has not brought is needed still, whatever this one begins for.
  const before = pending(asking)
  const needed = how.needed === 'unauthorized' ? how.needed : before?.needed || how.needed
  if (asking.status === 'running') {
    const presence = how.presence && asking.presence === 'none' ? 'owed' : asking.presence
    return change(turn, { asking: { ...asking, needed, presence } })
  }
  turn.commands.push({
    type: 'refresh',
    presence: how.presence,
    minValidityMs: needed === 'unauthorized' ? ANY_LENGTH_MS : enoughValidity(turn),
    from: facts,
    wishedAt: turn.state.wishedAt,
  })
  change(turn, {
    asking: {
      status: 'running',
      about: facts.key,
      startedAt: turn.at,
      needed,
      presence: how.presence ? 'reported' : 'none',
      failures: before?.failures ?? null,
    },
    presenceAt: how.presence ? turn.at : turn.state.presenceAt,
  })
}

/** No way of renewing is left, so nothing is asked for. */
function cannotRenew<U>(turn: Turn<U>): void {
  change(turn, { extending: { status: 'idle' } })
  turn.commands.push(
    { type: 'answer-extend', result: { ok: false, reason: 'rejected', error: null } },
    { type: 'answer-refresh', result: { ok: false, reason: 'rejected', error: null } },
  )
}

/** A refresh brought new tokens: this tab's own, or another tab's, which reported nobody's presence but its own. */
export function refreshed<U>(turn: Turn<U>, whose: 'ours' | 'theirs'): void {
  const { asking } = turn.state
  const owed = asking.status === 'running' && (asking.presence === 'owed' || (whose === 'theirs' && asking.presence === 'reported'))
  change(turn, { asking: { status: 'idle' } })
  if (owed && turn.state.checking === null && backendCountsPresence(turn)) {
    startRefresh(turn, { presence: true, needed: false })
    return void turn.commands.push({ type: 'answer-refresh', result: { ok: true } })
  }
  if (turn.state.extending.status !== 'idle') {
    change(turn, { extending: { status: 'idle' } })
    turn.commands.push({ type: 'answer-extend', result: { ok: true, endsAt: bindingEnd(turn) } })
  }
  turn.commands.push({ type: 'answer-refresh', result: { ok: true } })
}

/** A refresh brought no tokens: over, wrongly set up, or to be tried again. `askedFor`: what was known when it was wished. */
export function refreshFailed<U>(turn: Turn<U>, answer: Exclude<Answer<U>, { status: 'live' }>, random: number, askedFor: Facts): void {
  switch (answer.status) {
    case 'rejected':
      return refused(turn, answer.reason)
    case 'misconfigured':
      reportMisconfigured(turn, answer.error, turn.state.checking?.attempts ?? 0)
      return failed(turn, { status: 'failed', error: answer.error }, answer.error, random)
    case 'unavailable': {
      const { facts } = turn.state
      // Another tab has renewed the credential meanwhile.
      if ((facts?.renewal?.revision ?? 0) > (askedFor.renewal?.revision ?? 0)) {
        askSoon(turn, 'asking')
        return refreshed(turn, 'theirs')
      }
      const failures = oneMore(turn, answer.error)
      reportUnreadable(turn, answer.error, failures.count)
      const waitMs = backoff(failures.count, random) * turn.rules.clockRate
      const notBeforeAt = turn.at + (answer.retryAfterMs ?? 0) * turn.rules.clockRate
      return again(turn, failures, Math.max(turn.at + waitMs, notBeforeAt), notBeforeAt, random)
    }
    default:
      answer satisfies never
  }
}

/** Another tab has failed with the same credential: its failure is ours, and so is its pause. */
export function heldBack<U>(turn: Turn<U>, untilAt: number, notBeforeAt: number): void {
  again(turn, oneMore(turn, new StillhereError('backend-unavailable', texts.backendBusyElsewhere())), untilAt, notBeforeAt, 0)
}

/** The next attempt is for what this one was for. */
function again<U>(turn: Turn<U>, failures: Failures, nextAt: number, notBeforeAt: number, random: number): void {
  const { asking } = turn.state
  const presence = asking.status === 'running' ? asking.presence : 'none'
  const needed = pending(asking)?.needed ?? false
  failed(turn, { status: 'waiting', nextAt, notBeforeAt, needed, presence, failures }, failures.error, random)
}

/** Only the backend's own word ends a session before its time (RFC 6749 §5.2, `invalid_grant`). */
function refused<U>(turn: Turn<U>, reason: (Answer<U> & { status: 'rejected' })['reason']): void {
  const { facts, checking } = turn.state
  if (reason === 'replaced') return unanswered(turn)
  // That nothing can be renewed any more ends the session when its token is over, not now.
  const lastsOn = reason === 'refresh-expired' && facts !== null && (tokenEnd(facts)?.endsAt ?? 0) > turn.at
  const goesOn = lastsOn || (turn.rules.policy.onRejected === 'warn' && checking === null)
  if (!goesOn || facts?.renewal == null) {
    return endSession(turn, { reason: reason ?? 'refresh-rejected', at: turn.at, limitMs: null }, true)
  }
  const error = new StillhereError('backend-unavailable', texts.renewalRefused())
  const { renewal } = facts
  const known =
    reason === 'refresh-expired'
      ? { endsAt: { ...renewal.endsAt, 'refresh-expired': turn.at } }
      : ({ extendable: false, refused: true } as const)
  setFacts(turn, { ...facts, renewal: { ...renewal, askedAt: turn.at, ...known } })
  change(turn, { asking: { status: 'failed', error }, extending: { status: 'idle' } })
  askSoon(turn, 'asking')
  share(turn)
  turn.commands.push(
    { type: 'answer-extend', result: { ok: false, reason: 'rejected', error } },
    { type: 'answer-refresh', result: { ok: false, reason: 'rejected', error } },
  )
}

/** Nobody's wish to stay or to refresh can be judged before it is known whose session this is. */
function unanswered<U>(turn: Turn<U>): void {
  askWhoseSession(turn)
  change(turn, { extending: { status: 'idle' } })
  turn.commands.push(
    { type: 'answer-extend', result: { ok: false, reason: 'unavailable', error: null } },
    { type: 'answer-refresh', result: { ok: false, reason: 'unavailable', error: null } },
  )
}

function failed<U>(turn: Turn<U>, asking: Turn<U>['state']['asking'], error: StillhereError, random: number): void {
  const { checking, extending } = turn.state
  change(turn, { asking })
  if (checking !== null) {
    const attempts = checking.attempts + 1
    const nextAt = asking.status === 'waiting' ? asking.nextAt : turn.at + backoff(attempts, random) * turn.rules.clockRate
    const notBeforeAt = asking.status === 'waiting' ? asking.notBeforeAt : 0
    change(turn, { checking: { ...checking, step: 'waiting', attempts, nextAt, notBeforeAt, error } })
  }
  if (extending.status === 'running') change(turn, { extending: { status: 'failed', error } })
  turn.commands.push(
    { type: 'answer-extend', result: { ok: false, reason: 'unavailable', error } },
    { type: 'answer-refresh', result: { ok: false, reason: 'unavailable', error } },
  )
}

/** An attempt that is under way or to come; null for none. */
function pending(asking: Asking) {
  return asking.status === 'running' || asking.status === 'waiting' ? asking : null
}

function oneMore<U>(turn: Turn<U>, error: StillhereError): Failures {
  const before = pending(turn.state.asking)?.failures
  return { count: (before?.count ?? 0) + 1, sinceAt: before?.sinceAt ?? turn.at, error }
}

/**
 * A token good for longer than this need not be renewed: midway between what is left at the latest when a refresh is due (the lead,
 * or half a life) and a fresh token's life, so that the round's own time tips nothing.
 */
function enoughValidity<U>(turn: Turn<U>): number {
  const { facts } = turn.state
  const end = facts && tokenEnd(facts)
  if (!facts?.renewal || !end) return 0
  const lifeMs = tokenLife(facts.renewal, end.endsAt)
  return (Math.max(lifeMs / 2, refreshLead(lifeMs, turn.rules)) + lifeMs) / 2
}

/** Whether presence has to be reported because the backend counts it. */
export function backendCountsPresence<U>(turn: Turn<U>): boolean {
  const reported = turn.state.facts?.renewal?.endsAt ?? {}
  return LIMIT_REASONS.some(
    (reason) =>
      (reason === 'inactive' || reason === 'server-idle') && (turn.rules.enforces.includes(reason) || reported[reason] !== undefined),
  )
}

/** When the session ends as things stand; null when nothing ends it. */
export function bindingEnd<U>(turn: Turn<U>): number | null {
  const { facts } = turn.state
  return facts === null ? null : (deadlines(facts, turn.rules)[0]?.endsAt ?? null)
}
