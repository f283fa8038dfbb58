import { NOTHING_UNDER_WAY } from './engine-state.ts'
import type { EndFact, Facts } from './facts.ts'
import { type Lifetime, deadlines, renewableUntil } from './deadlines.ts'
import type { Rules } from './rules.ts'
import { type Turn, change, share, shareable } from './turn.ts'
import type { EndReason } from './words.ts'

/** The backend ended these itself or has nothing left to end. */
const BACKEND_KNOWS: readonly EndReason[] = ['refresh-rejected', 'revoked', 'replaced']

/** Ends the session, once: marked in the facts, told to the other tabs and, by one of them, to the backend. */
export function endSession<U>(turn: Turn<U>, end: Omit<EndFact, 'settled'>, here: boolean): void {
  const { facts } = turn.state
  if (turn.state.status === 'ended' || facts === null) return
  answerPending(turn, end.reason)
  const fact = facts.end ?? { ...end, settled: BACKEND_KNOWS.includes(end.reason) }
  const ended: Facts = { ...facts, end: fact }
  change(turn, {
    status: 'ended',
    user: null,
    facts: ended,
    overKey: facts.key,
    end: { reason: end.reason, here, endedAt: end.at, limitMs: end.limitMs },
    ...NOTHING_UNDER_WAY,
  })
  const ownGrant = turn.rules.credentials === 'per-tab'
  if (!BACKEND_KNOWS.includes(end.reason) && (here || ownGrant)) {
    turn.commands.push({
      type: 'tell-backend',
      reason: end.reason,
      facts: shareable(ended, turn.rules),
      anyway: ownGrant || end.reason === 'signed-out',
    })
  }
  if (here && end.reason !== 'replaced') share(turn)
}

/**
 * The end that has passed at `at`, the first one if there are several. Token expiry is none while a renewal may still be possible and the
 * policy says to ask; without one it comes when the last way of renewing is gone, later than other limits perhaps.
 */
export function pastEnd(
  facts: Facts,
  at: number,
  rules: Rules,
  counts: (lifetime: Lifetime) => boolean = () => true,
): Omit<EndFact, 'settled'> | null {
  return deadlines(facts, rules)
    .filter((lifetime) => lifetime.endsAt <= at && counts(lifetime))
    .map((lifetime) => asEnd(lifetime, facts, at, rules))
    .reduce((first, end) => (first === null || (end !== null && end.at < first.at) ? end : first), null)
}

function asEnd(lifetime: Lifetime, facts: Facts, at: number, rules: Rules): Omit<EndFact, 'settled'> | null {
  const { reason, endsAt, limitMs } = lifetime
  if (reason !== 'token-expired' || !lifetime.extendable || rules.policy.onTokenExpiry === 'end') return { reason, at: endsAt, limitMs }
  const until = renewableUntil(facts)
  return until > at ? null : { reason: 'refresh-expired', at: Math.max(endsAt, until), limitMs }
}

function answerPending<U>(turn: Turn<U>, reason: EndReason): void {
  const rejected = reason === 'refresh-rejected'
  turn.commands.push(
    { type: 'answer-extend', result: { ok: false, reason: rejected ? 'rejected' : 'too-late', error: null } },
    { type: 'answer-refresh', result: { ok: false, reason: rejected ? 'rejected' : 'not-signed-in', error: null } },
  )
}
