import { heldBack, refreshFailed, refreshed, startRefresh } from './asking.ts'
import { restored, sameUser } from './beginning.ts'
import { askSoon } from './ask-soon.ts'
import { enterChecking, factsAreFresh, peekAnswered, proven, somebodyCame } from './checking.ts'
import type { Command } from './commands.ts'
import { endSession } from './ending.ts'
import type { EngineState } from './engine-state.ts'
import type { EngineEvent } from './events.ts'
import { mergeFacts } from './facts.ts'
import { hear, renewedElsewhere } from './hearing.ts'
import { askWhoseSession } from './replaced.ts'
import { outrank } from './rival.ts'
import { activitySeen, applyLeases, extendRequested } from './presence.ts'
import { renew } from './renewing.ts'
import type { RefreshResult } from './results.ts'
import { CLOSEST_REFRESH_MS, LEASE_MS, LEASE_STEP_MS, LONGEST_NAP_MS, type Rules } from './rules.ts'
import { readClock } from './session-clock.ts'
import { judge, settle } from './settling.ts'
import type { Checking } from './state.ts'
import { subjectKey } from './subject-key.ts'
import { inOneTimeLine, withOwnPresence } from './time-line.ts'
import { type Turn, change, setFacts, share, shareSparingly } from './turn.ts'

/**
 * The whole of the engine: what follows from an event at an instant. Pure: reads no clock, no platform, no chance. The clocks are
 * judged first, then the limits, and only then does the event count, so that nothing revives what is over.
 */
export function transition<U>(state: EngineState<U>, event: EngineEvent<U>, rules: Rules): readonly [EngineState<U>, readonly Command[]] {
  const { at, clock, missed } = state.status === 'new' ? firstReading(event) : readClock(state, event, rules)
  const turn: Turn<U> = { state: { ...state, at, clock }, commands: [], at, rules }
  const doubt = missed ?? afterStandstill(event)
  noteSetBack(turn, doubt !== null)
  if (doubt !== null) enterChecking(turn, doubt)
  // Not with every step: each would be news for all tabs.
  applyLeases(turn, event.type === 'lease-released' ? 0 : LEASE_STEP_MS)
  judge(turn)
  apply(turn, event, state.status)
  settle(turn)
  return [turn.state, turn.commands]
}

/** The wall clock was set back: the same facts are now so much ahead of it, and the other tabs are to know. */
function noteSetBack<U>(turn: Turn<U>, missed: boolean): void {
  const { facts, clock } = turn.state
  if (facts === null || facts.offsetMs === clock.offsetMs) return
  change(turn, { facts: { ...facts, offsetMs: clock.offsetMs }, unshared: true })
  // Not after a standstill: then others may know more, and are heard first.
  if (!missed) share(turn)
}

function afterStandstill<U>({ type }: EngineEvent<U>): Checking['cause'] | null {
  return type === 'page-restored' ? 'page-restored' : type === 'page-resumed' ? 'woke' : null
}

function firstReading<U>(event: EngineEvent<U>): ReturnType<typeof readClock> {
  return { at: event.at, clock: { at: event.at, monotonicMs: event.monotonicMs, offsetMs: 0, learntMs: 0 }, missed: null }
}

function apply<U>(turn: Turn<U>, event: EngineEvent<U>, before: EngineState<U>['status']): void {
  switch (event.type) {
    case 'started':
      change(turn, { status: 'restoring', visible: event.visible, restoreAt: turn.at, readAt: turn.at })
      return hear(turn, event.stored, false)
    case 'timer-fired':
      lookAround(turn)
      return shareTheRest(turn)
    case 'activity-seen':
      return activitySeen(turn)
    case 'lease-taken':
      if (turn.state.status !== 'signed-in') return
      activitySeen(turn)
      return change(turn, { leases: [...turn.state.leases, { id: event.id, label: event.label, untilAt: turn.at + event.maxMs }] })
    case 'lease-released':
      return change(turn, { leases: turn.state.leases.filter((lease) => lease.id !== event.id) })
    case 'page-shown':
      change(turn, { visible: true })
      // Messages may have missed a page that nobody looked at.
      turn.commands.push({ type: 'read-facts' })
      somebodyCame(turn)
      return hurry(turn)
    case 'page-hidden':
      change(turn, { visible: false })
      return shareTheRest(turn)
    case 'page-left':
      return shareTheRest(turn)
    // What follows from these two does so before anything is judged.
    case 'page-restored':
    case 'page-resumed':
      return
    case 'came-online':
      return hurry(turn)
    case 'facts-heard':
      return hear(turn, event.value, true)
    case 'facts-read':
      hear(turn, event.value, false)
      change(turn, { readAt: turn.at })
      if (turn.state.look !== null) change(turn, { look: { ...turn.state.look, answered: true } })
      return factsAreFresh(turn)
    case 'restore-answered':
      if (isFromBeforeAStandstill(turn, event)) {
        turn.commands.push({ type: 'read-facts' })
        return change(turn, { restoreAt: turn.at })
      }
      if (!isHistory(turn, event.about)) return restored(turn, event)
      return void turn.commands.push({ type: 'answer-restore', result: { ok: true, status: 'signed-in' } })
    case 'peek-answered':
      return isHistory(turn, event.about) ? askSoon(turn, 'asking') : peeked(turn, event)
    case 'refresh-answered':
      if (!isHistory(turn, event.about)) return refreshAnswered(turn, event)
      forget(turn, event.about)
      // What the browser holds is the earlier session's again.
      return event.answer.status === 'live' ? askWhoseSession(turn) : undefined
    case 'refresh-held-back':
      return isHistory(turn, event.about) ? forget(turn, event.about) : heldBack(turn, event.untilAt, event.notBeforeAt)
    case 'refresh-joined':
      return joined(turn, event)
    case 'refresh-requested':
      return refreshRequested(turn, event.because)
    case 'extend-requested':
      return before === 'signed-in' && turn.state.status === 'ended' ? undefined : extendRequested(turn)
    case 'sign-out-requested':
      return turn.state.status === 'signed-in' ? endSession(turn, { reason: 'signed-out', at: turn.at, limitMs: null }, true) : undefined
    case 'sign-out-confirmed':
      return endIsSettled(turn)
    case 'backend-changed':
      return turn.state.status === 'signed-in' ? void turn.commands.push({ type: turn.rules.canPeek ? 'peek' : 'restore' }) : undefined
    default:
      event satisfies never
  }
}

/** Whether an answer speaks of a session that is not this tab's any more. Of no consequence until somebody is signed in. */
function isHistory<U>({ state }: Turn<U>, about: string | null): boolean {
  return state.status === 'signed-in' && state.facts !== null && state.facts.key !== about
}

/** The attempt was another session's; what waits for it is told so, but not what waits for the one that was begun since. */
function forget<U>(turn: Turn<U>, about: string | null): void {
  if (isOvertaken(turn, about)) return
  change(turn, { asking: { status: 'idle' }, extending: { status: 'idle' } })
  turn.commands.push(
    { type: 'answer-extend', result: { ok: false, reason: 'unavailable', error: null } },
    { type: 'answer-refresh', result: { ok: false, reason: 'unavailable', error: null } },
  )
  askSoon(turn, 'asking')
}

function isOvertaken<U>({ state: { asking } }: Turn<U>, about: string | null): boolean {
  return asking.status === 'running' && asking.about !== about
}

function shareTheRest<U>(turn: Turn<U>): void {
  if (turn.state.unshared && turn.state.status === 'signed-in') share(turn)
}

/** An answer older than an attempt may take: the page stood still meanwhile, and what it knows is as old. */
function isFromBeforeAStandstill<U>(
  { state, at, rules }: Turn<U>,
  { sentAt, explicit }: { readonly sentAt: number; readonly explicit: boolean },
): boolean {
  return state.status === 'restoring' && !explicit && at - sentAt > LEASE_MS * rules.clockRate
}

/** A message can go astray, and where there is no channel none comes: the facts are looked at with the naps that are due anyway. */
function lookAround<U>({ state, commands, at, rules }: Turn<U>): void {
  const { status, checking, readAt } = state
  if (status === 'signed-in' && checking === null && at - readAt >= LONGEST_NAP_MS * rules.clockRate) commands.push({ type: 'read-facts' })
}

/** The network is back, or somebody is looking: what waits is tried at once, but never before the backend wants it. */
function hurry<U>(turn: Turn<U>): void {
  const { asking, status } = turn.state
  change(turn, { wishedAt: turn.at })
  askSoon(turn, 'waiting')
  if (asking.status === 'waiting') change(turn, { asking: { ...asking, nextAt: Math.max(turn.at, asking.notBeforeAt) } })
  if (status === 'restoring' && turn.state.restoreAt !== null) change(turn, { restoreAt: Math.max(turn.at, turn.state.restoreNotBeforeAt) })
}

function refreshRequested<U>(turn: Turn<U>, because: 'unauthorized' | 'asked'): void {
  if (turn.state.status !== 'signed-in') {
    return void turn.commands.push({ type: 'answer-refresh', result: { ok: false, reason: 'not-signed-in', error: null } })
  }
  const result = because === 'unauthorized' ? pointless(turn) : null
  if (result !== null) return void turn.commands.push({ type: 'answer-refresh', result })
  change(turn, { wishedAt: turn.at })
  startRefresh(turn, { presence: false, needed: because })
}

/** What a 401 is told without a request: the credential is newer than it, was refused, or fails just now. */
function pointless<U>({ state: { asking, facts }, at }: Turn<U>): RefreshResult | null {
  const renewal = facts?.renewal
  if (renewal && renewal.revision > 1 && at - renewal.issuedAt < CLOSEST_REFRESH_MS) return { ok: true }
  if (asking.status === 'failed')
    return { ok: false, reason: renewal?.extendable === false ? 'rejected' : 'unavailable', error: asking.error }
  return asking.status === 'waiting' ? { ok: false, reason: 'unavailable', error: asking.failures.error } : null
}

function peeked<U>(turn: Turn<U>, event: EngineEvent<U> & { readonly type: 'peek-answered' }): void {
  const { facts, status } = turn.state
  const { answer, sentAt, random } = event
  if (status !== 'signed-in' || facts === null) return
  if (answer.status !== 'live') return peekAnswered(turn, answer, random)
  if (isSomebodyElse(answer, facts.subject)) return replacedHere(turn)
  const looked = renew(facts, answer, { sentAt, at: turn.at }, 'look')
  setFacts(turn, looked)
  if (looked.renewal?.revision !== facts.renewal?.revision) {
    renewedElsewhere(turn)
    // Whoever has refreshed may stand still, and not have told.
    shareSparingly(turn)
  }
  outrank(turn)
  proven(turn, sentAt)
}

function refreshAnswered<U>(turn: Turn<U>, event: EngineEvent<U> & { readonly type: 'refresh-answered' }): void {
  const { facts, status, user } = turn.state
  const { answer, sentAt, standing, random } = event
  if (status !== 'signed-in' || facts === null) return
  if (answer.status !== 'live') return refreshFailed(turn, answer, random, standing)
  if (isSomebodyElse(answer, facts.subject)) return replacedHere(turn)
  // Asked for and answered in this tab's own time line, even if the clock was set back in between.
  const own = { ...standing, offsetMs: Math.max(standing.offsetMs, turn.state.clock.offsetMs) }
  const known = mergeFacts(facts, inOneTimeLine(turn, own))
  setFacts(turn, withOwnPresence(turn.state, known))
  change(turn, { user: sameUser(user, answer.user) ? user : answer.user })
  outrank(turn)
  proven(turn, sentAt)
  refreshed(turn, 'ours')
  share(turn)
}

/** Another tab has refreshed; or it was refused, which only a policy that goes on then leaves to be judged here. */
function joined<U>(turn: Turn<U>, { about, standing, tooLate }: EngineEvent<U> & { readonly type: 'refresh-joined' }): void {
  const before = turn.state.facts?.renewal?.revision
  hear(turn, standing, false)
  if (turn.state.status !== 'signed-in') return
  const renewal = turn.state.facts?.renewal
  const refused = turn.rules.policy.onRejected === 'warn' && renewal?.revision === before && renewal?.extendable === false
  if (refused) return refreshFailed(turn, { status: 'rejected', reason: null }, 0, standing)
  if (!isOvertaken(turn, about)) {
    // After a newer session that is over only the backend can tell about this one, and it is being asked.
    if (turn.state.rival === null) askSoon(turn, 'asking')
    refreshed(turn, 'theirs')
  }
  if (tooLate && isHistory(turn, about)) askWhoseSession(turn)
}

function isSomebodyElse(answer: { readonly userId: string }, subject: string): boolean {
  return subjectKey(answer.userId) !== subject
}

function replacedHere<U>(turn: Turn<U>): void {
  endSession(turn, { reason: 'replaced', at: turn.at, limitMs: null }, true)
}

function endIsSettled<U>(turn: Turn<U>): void {
  const { facts } = turn.state
  if (facts?.end == null || facts.end.settled) return
  setFacts(turn, { ...facts, end: { ...facts.end, settled: true } })
  share(turn)
}
