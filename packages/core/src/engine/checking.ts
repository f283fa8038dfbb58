import type { Answer } from './answer-reading.ts'
import { startRefresh } from './asking.ts'
import { backoff } from './backoff.ts'
import { endSession, pastEnd } from './ending.ts'
import { renewedSince, tokenEnd } from './lifetimes.ts'
import { askWhoseSession } from './replaced.ts'
import type { Checking } from './state.ts'
import { type Turn, change } from './turn.ts'

/** This tab cannot prove that the session lives: cover it, read the facts afresh, and judge once they are there. */
export function enterChecking<U>(turn: Turn<U>, cause: Checking['cause']): void {
  const { status, checking, extending } = turn.state
  if (status !== 'signed-in') return
  turn.commands.push({ type: 'read-facts' })
  if (extending.status === 'running') {
    turn.commands.push({ type: 'answer-extend', result: { ok: false, reason: 'unavailable', error: null } })
  }
  change(turn, {
    checking: checking
      ? { ...checking, step: 'reading' }
      : { sinceAt: turn.at, cause, error: null, step: 'reading', attempts: 0, nextAt: null },
    warning: null,
    extending: { status: 'idle' },
    look: null,
  })
}

/** The facts are fresh: a limit of the client's own that is past ends the session, otherwise the backend is asked. */
export function judgeChecking<U>(turn: Turn<U>): void {
  const { checking, facts } = turn.state
  if (checking === null || facts === null || checking.step === 'reading') return
  const end = pastEnd(facts, turn.at, turn.rules)
  if (end !== null) return endSession(turn, end, true)
  if (checking.step === 'waiting' && checking.nextAt !== null && checking.nextAt <= turn.at) askBackend(turn)
}

export function factsAreFresh<U>(turn: Turn<U>): void {
  const { checking, facts } = turn.state
  if (checking === null || checking.step !== 'reading' || facts === null) return
  change(turn, { checking: { ...checking, step: 'waiting', nextAt: turn.at } })
  if (renewedSince(facts, checking.sinceAt, turn.at)) change(turn, { checking: null })
}

/** Asks again at once: the network is back, or somebody is looking. */
export function hurryChecking<U>(turn: Turn<U>): void {
  const { checking } = turn.state
  if (checking?.step === 'waiting') change(turn, { checking: { ...checking, nextAt: turn.at } })
}

export function peekAnswered<U>(turn: Turn<U>, answer: Exclude<Answer<U>, { status: 'live' }>, random: number): void {
  const { checking } = turn.state
  if (answer.status === 'rejected') {
    if (answer.reason === 'replaced') return askWhoseSession(turn)
    return endSession(turn, { reason: answer.reason ?? 'revoked', at: turn.at, limitMs: null }, true)
  }
  if (checking === null) return
  const attempts = checking.attempts + 1
  const waitMs = answer.status === 'unavailable' ? Math.max(backoff(attempts, random), answer.retryAfterMs ?? 0) : backoff(attempts, random)
  change(turn, {
    checking: { ...checking, step: 'waiting', attempts, nextAt: turn.at + waitMs * turn.rules.clockRate, error: answer.error },
  })
}

function askBackend<U>(turn: Turn<U>): void {
  const { checking, facts, asking } = turn.state
  if (checking === null || facts === null) return
  change(turn, { checking: { ...checking, step: 'asking', nextAt: null } })
  const end = tokenEnd(facts)
  const tokenIsOver = end !== null && end.endsAt <= turn.at
  if (turn.rules.canPeek && !tokenIsOver) {
    turn.commands.push({ type: 'peek' })
    return
  }
  if (asking.status !== 'running') startRefresh(turn, { presence: false, needed: true })
}
