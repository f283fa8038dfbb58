import { backendCountsPresence, bindingEnd, startRefresh } from './asking.ts'
import { somebodyCame } from './checking.ts'
import { deadlines, isRenewable, renewableUntil } from './deadlines.ts'
import { type Turn, change, refuseToExtend, setFacts, share, shareSparingly } from './turn.ts'
import { PRESENCE_INTERVAL_MS, SHARE_INTERVAL_MS } from './rules.ts'

/** The user did something. Counts for nothing while the tab is covered, and while a warning asks. */
export function activitySeen<U>(turn: Turn<U>): void {
  const { status, checking } = turn.state
  if (status !== 'signed-in') return
  if (checking !== null) return somebodyCame(turn)
  if (isAsked(turn)) return
  // Whatever else was shared a moment ago, a page that is left now must not take the first input after a pause with it.
  const afterAPause = turn.at - (turn.state.facts?.activityAt ?? 0) >= SHARE_INTERVAL_MS * turn.rules.clockRate
  recordPresence(turn)
  if (afterAPause) share(turn)
  else shareSparingly(turn)
  reportInTime(turn)
}

/** Whether the dialog alone extends now. Where nobody's presence moves the end there is nothing to ask, and being there counts as ever. */
function isAsked<U>({ state: { warning }, rules }: Turn<U>): boolean {
  if (warning === null || rules.policy.whileWarning === 'activity') return false
  return warning.extendable || warning.cause === 'inactive' || warning.cause === 'server-idle'
}

function reportInTime<U>(turn: Turn<U>): void {
  if (backendCountsPresence(turn) && turn.at - turn.state.presenceAt >= presenceInterval(turn)) reportPresence(turn)
}

/** A minute; less where a limit is so short that a minute would be too much of it. */
function presenceInterval<U>(turn: Turn<U>): number {
  const { facts } = turn.state
  const idle = facts === null ? [] : deadlines(facts, turn.rules).filter(({ reason }) => reason === 'inactive' || reason === 'server-idle')
  return Math.min(PRESENCE_INTERVAL_MS, ...idle.map(({ limitMs }) => limitMs / 8))
}

/** With a request of its own, or with the attempt that is under way or to come. */
function reportPresence<U>(turn: Turn<U>): void {
  const { asking, facts } = turn.state
  if (facts === null || !isRenewable(facts, turn.at)) return
  if (asking.status === 'idle' || asking.status === 'running') return startRefresh(turn, { presence: true, needed: false })
  if (asking.status === 'waiting') change(turn, { asking: { ...asking, presence: 'owed' } })
}

/** "Stay signed in": presence at once, and the backend's word where the backend decides. */
export function extendRequested<U>(turn: Turn<U>): void {
  const { status, checking, warning } = turn.state
  if (status !== 'signed-in' || checking !== null) return refuseToExtend(turn, checking === null ? 'not-signed-in' : 'unavailable')
  if (warning !== null && !warning.extendable) return refuseToExtend(turn, 'not-extendable')
  recordPresence(turn)
  share(turn)
  const { facts } = turn.state
  if (facts !== null && renewableUntil(facts) <= turn.at && warning !== null && warning.cause !== 'inactive') {
    return refuseToExtend(turn, 'not-extendable')
  }
  const backendDecides = warning?.cause === 'token-expired' || warning?.cause === 'server-idle' || backendCountsPresence(turn)
  if (!backendDecides) {
    change(turn, { extending: { status: 'idle' } })
    return void turn.commands.push({ type: 'answer-extend', result: { ok: true, endsAt: bindingEnd(turn) } })
  }
  change(turn, { extending: { status: 'running' }, wishedAt: turn.at })
  startRefresh(turn, { presence: true, needed: false })
}

/** A lease stands for presence until it is released or over; a covered tab's leases stand for nothing. */
export function applyLeases<U>(turn: Turn<U>, stepMs: number): void {
  const { leases, status, checking, facts } = turn.state
  if (leases.length === 0 || status !== 'signed-in' || checking !== null || facts === null || isAsked(turn)) return
  const until = Math.min(turn.at, Math.max(...leases.map((lease) => lease.untilAt)))
  if (until > facts.activityAt + (until < turn.at ? 0 : stepMs)) {
    setFacts(turn, { ...facts, activityAt: until })
    change(turn, { unshared: true, activeAt: until })
    reportInTime(turn)
  }
  change(turn, { leases: leases.filter((lease) => lease.untilAt > turn.at) })
}

function recordPresence<U>(turn: Turn<U>): void {
  const { facts } = turn.state
  if (facts !== null && facts.activityAt < turn.at) change(turn, { facts: { ...facts, activityAt: turn.at }, activeAt: turn.at })
}
