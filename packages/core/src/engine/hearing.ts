import { uncover } from './checking.ts'
import { endSession } from './ending.ts'
import { type Facts, compareSessions, mergeFacts, readFacts, sameFacts } from './facts.ts'
import { renewedSince } from './deadlines.ts'
import { meetRival } from './rival.ts'
import { underOwnPolicy } from './renewing.ts'
import { CLOCK_TOLERANCE_MS, LEASE_MS, SHARE_INTERVAL_MS } from './rules.ts'
import { inOneTimeLine, withOwnPresence } from './time-line.ts'
import { type Turn, change, maySay, setFacts, share } from './turn.ts'

/** Takes in what other tabs or the store say. They may bring an end nearer; they never bring back what has ended. */
export function hear<U>(turn: Turn<U>, value: unknown, answerBack: boolean): void {
  const { offsetMs } = turn.state.clock
  const read = readFacts(value, turn.at - offsetMs, CLOCK_TOLERANCE_MS * turn.rules.clockRate, offsetMs)
  if (read !== null) take(turn, read, answerBack)
}

function take<U>(turn: Turn<U>, read: Facts, answerBack: boolean): void {
  const heard = inOneTimeLine(turn, read, answerBack)
  const { facts, status } = turn.state
  if (facts === null) {
    setFacts(turn, heard)
    return comeIn(turn, heard)
  }
  const order = compareSessions(heard, facts)
  if (order > 0) return newerSession(turn, heard, facts)
  if (order < 0) return answerBack ? tellThem(turn, heard) : undefined
  const before = facts.renewal?.revision
  const own = ownCredential(turn, heard, facts)
  // What a page knows that is in no session is hearsay itself: it corrects nobody.
  const believed = status === 'signed-in' ? believable(own, facts) : own
  const merged = withOwnPresence(turn.state, underOwnPolicy(mergeFacts(facts, believed), turn.rules.policy))
  setFacts(turn, merged)
  if (merged.end !== null && status === 'signed-in') return endSession(turn, merged.end, false)
  if (merged.renewal?.revision !== before) renewedElsewhere(turn)
  change(turn, { presenceAt: Math.max(turn.state.presenceAt, presenceCountedAt(merged)) })
  // That the life of the session began anew is believed of the backend alone; what it says is what the others are told.
  if (status === 'signed-in' && heard.proofs > facts.proofs && turn.rules.canPeek) turn.commands.push({ type: 'peek' })
  else if (answerBack && knowsMore(merged, heard)) tellThem(turn, heard)
}

function newerSession<U>(turn: Turn<U>, heard: Facts, facts: Facts): void {
  const { status } = turn.state
  if (status === 'signed-in' && heard.end !== null && heard.key !== facts.key) return meetRival(turn, heard)
  const adopted = underOwnPolicy(ownCredential(turn, heard, facts), turn.rules.policy)
  if (status === 'signed-in') {
    if (heard.subject !== facts.subject) {
      endSession(turn, { reason: 'replaced', at: turn.at, limitMs: null }, false)
      return setFacts(turn, heard)
    }
    setFacts(turn, adopted)
    if (heard.end !== null) return endSession(turn, heard.end, false)
    renewedElsewhere(turn)
    // The backend has to learn which session this tab means now; a grant of its own goes on as it is.
    if (turn.rules.credentials === 'per-tab') return
    const { checking } = turn.state
    change(turn, { asking: { status: 'idle' }, checking: checking && { ...checking, step: 'asking', nextAt: null } })
    return void turn.commands.push({ type: 'restore' })
  }
  setFacts(turn, adopted)
  if (status !== 'ended' || heard.subject === facts.subject) comeIn(turn, heard)
}

/**
 * Somebody signed in in another tab; a page that shows nobody's work asks the backend to let it in as well. It may have stood still, and
 * what it heard first be over by now: the store is faster than the backend.
 */
function comeIn<U>(turn: Turn<U>, { end }: Facts): void {
  const { status } = turn.state
  if (end === null && (status === 'ended' || status === 'signed-out')) turn.commands.push({ type: 'read-facts' }, { type: 'restore' })
}

/** Another tab has refreshed: our own failures are over, and a covered tab has its proof. */
export function renewedElsewhere<U>(turn: Turn<U>): void {
  const { asking, checking, facts } = turn.state
  if (asking.status === 'waiting' || asking.status === 'failed') change(turn, { asking: { status: 'idle' } })
  if (checking !== null && facts !== null && renewedSince(facts, checking.doubtAt, turn.at)) uncover(turn)
}

/** Since when the backend counts somebody as away, of its limits the one that was moved least: another tab may have reported presence. */
function presenceCountedAt({ renewal }: Facts): number {
  const { endsAt = {}, longestMs = {} } = renewal ?? {}
  const counted = (['inactive', 'server-idle'] as const).map((reason) => (endsAt[reason] ?? Infinity) - (longestMs[reason] ?? 0))
  const earliest = Math.min(...counted)
  return earliest === Infinity ? 0 : earliest
}

/**
 * Others may bring the end of the session's life nearer, never push it beyond what is known of it: a proof that came after its beginning,
 * by more than any answer is under way, is believed of the backend alone.
 */
function believable(heard: Facts, ours: Facts): Facts {
  const byMs = heard.offsetMs - ours.offsetMs
  const startedAt = Math.min(heard.startedAt, ours.startedAt + byMs)
  const told = { ...heard, startedAt, authenticatedAt: heard.authenticatedAt && Math.min(heard.authenticatedAt, startedAt + LEASE_MS) }
  const known = ours.renewal?.endsAt['max-lifetime']
  const { renewal } = heard
  if (renewal === null || known === undefined) return told
  const endsAt = { ...renewal.endsAt, 'max-lifetime': Math.min(renewal.endsAt['max-lifetime'] ?? Infinity, known + byMs) }
  return { ...told, renewal: { ...renewal, endsAt } }
}

/** Each tab keeps a credential that is its own, or that nobody else tells of; the limits and the end are everybody's. */
function ownCredential<U>(turn: Turn<U>, heard: Facts, facts: Facts): Facts {
  return turn.rules.credentials === 'per-tab' || heard.renewal === null ? { ...heard, renewal: facts.renewal } : heard
}

/** Of a proof everybody believes the backend alone. */
function knowsMore(ours: Facts, heard: Facts): boolean {
  return !sameFacts({ ...ours, authenticatedAt: heard.authenticatedAt, renewal: heard.renewal && ours.renewal }, heard)
}

/** At once where they are far behind: they may be about to judge by what they know. */
function tellThem<U>(turn: Turn<U>, { activityAt }: Facts): void {
  const behindMs = (turn.state.facts?.activityAt ?? 0) - activityAt
  if (maySay(turn) || behindMs > SHARE_INTERVAL_MS * turn.rules.clockRate) share(turn)
  else change(turn, { owed: true, unshared: true })
}
