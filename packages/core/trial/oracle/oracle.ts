import type { SentRequest } from '../../src/testing/sent-request.ts'
import { judgeAgreement, judgeChange, judgeRest } from './agreement.ts'
import { judgeEnd } from './ends.ts'
import { judgeLateAnswers } from './first-step.ts'
import { judgeLateness } from './lateness.ts'
import { aboutBefore, current, type Ledger, signInOf, wasFollowed } from './ledger.ts'
import { judgeRefreshes, judgeRetry, judgeReuses } from './refreshes.ts'
import { judgeRefusal } from './refusals.ts'
import { isUncovered, stateOf, type WatchedTab } from './watched-tab.ts'
import { judgeOpening, judgeWarning } from './warnings.ts'

/** Judges what is seen from outside against what truly happened. Knows nothing of the engine. */
export interface Oracle {
  /** After every deed: the first promise that does not hold, or null. */
  judge(now: number, reuses: number): string | null
  /** When everything is in order again and time has passed. */
  rest(now: number): string | null
  /** An instant at which the user or an API asked for a refresh. */
  forced(at: number): void
}

export function createOracle(ledger: Ledger): Oracle {
  const forcedAt: number[] = []
  const seen = new Map<WatchedTab, number>()
  let requestsSeen = 0
  const settledSeen = new Set<SentRequest>()
  let reusesSeen = 0

  const byOwner = new Map<object, WatchedTab>()
  const ofTab = ({ owner }: SentRequest) => byOwner.get(owner)

  function learn(): readonly SentRequest[] {
    for (const tab of ledger.tabs) byOwner.set(tab.owner, tab)
    const open = ledger.requests.slice(Math.max(0, requestsSeen - 200)).filter((request) => !settledSeen.has(request))
    for (const request of open) {
      const { settled } = request
      if (settled === null) continue
      settledSeen.add(request)
      if (typeof settled.answer === 'string' || settled.answer.status !== 'live') continue
      const tab = ofTab(request)
      if (tab === undefined) continue
      const { userId, sessionKey = '' } = settled.answer
      const judgedAt = request.judgedAt ?? settled.at
      // What was judged before a newer answer, and came after it, is about what is gone.
      if (tab.about !== null && judgedAt < tab.about.judgedAt) continue
      tab.about = { judgedAt, at: settled.at, key: sharedKey(ledger, sessionKey, userId), userId }
      tab.abouts.push(tab.about)
      // One that a late answer puts out of its place again has been entered all the same.
      const signIn = signInOf(ledger, tab)
      if (!ledger.perTab && signIn?.enteredAt === null && stateOf(tab).user?.sub === userId) {
        signIn.enteredAt = settled.at
        signIn.activityAtMost = Math.max(signIn.activityAtMost, tab.openedAt, settled.at)
      }
    }
    const fresh = ledger.requests.slice(requestsSeen)
    requestsSeen = ledger.requests.length
    return fresh
  }

  function judgeTab(tab: WatchedTab, now: number): string | null {
    const from = seen.get(tab) ?? 0
    seen.set(tab, tab.sightings.length)
    for (const [index, sighting] of tab.sightings.entries()) {
      if (index < from) continue
      const before = tab.sightings[index - 1]
      const about = aboutBefore(tab, sighting.at)
      if (sighting.state.status === 'ended' && about !== null) tab.endedKeys.set(sighting, about.key)
      const ends = sighting.state.status === 'ended' && before?.state.status === 'signed-in'
      const found =
        (ends ? judgeEnd(ledger, tab, sighting) : null) ??
        judgeChange(ledger, tab, before, sighting) ??
        judgeOpening(ledger, tab, before, sighting)
      if (found !== null) return found
    }
    if (tab.gone) return null
    const state = stateOf(tab)
    if (isUncovered(state) && tab.still === null && tab.about !== null && state.user !== null && state.user.sub !== tab.about.userId)
      return `7 nobody is shown under another name: ${tab.name} shows ${state.user.sub} and was told of ${tab.about.userId}`
    return judgeRefusal(ledger, tab) ?? judgeLateness(ledger, tab, now) ?? judgeWarning(ledger, tab, now)
  }

  /** The first tab in a session begins its time; later ones do where nothing tells them that it had begun. */
  function enter(tab: WatchedTab, now: number): void {
    const signIn = signInOf(ledger, tab)
    if (signIn === null || stateOf(tab).status !== 'signed-in') return
    const enteredAt = tab.sightings.findLast(
      ({ state }, index) => state.status === 'signed-in' && tab.sightings[index - 1]?.state.status !== 'signed-in',
    )?.at
    const untold = !ledger.coherent || ledger.storageCleared || ledger.perTab || wasFollowed(ledger, signIn)
    if (signIn.enteredAt === null || (untold && !signIn.tabs.has(tab))) {
      signIn.enteredAt ??= now
      signIn.activityAtMost = Math.max(signIn.activityAtMost, tab.openedAt, enteredAt ?? now)
    }
    if (!signIn.tabs.has(tab) || wasFollowed(ledger, signIn)) {
      // A page that goes over to a newer session of the same user, or back to an earlier one, takes along what its user did.
      for (const earlier of ledger.signIns) {
        if (earlier.user.sub === signIn.user.sub && earlier.tabs.has(tab))
          signIn.activityAtMost = Math.max(signIn.activityAtMost, earlier.activityAtMost)
      }
    }
    if (enteredAt !== undefined && enteredAt - signIn.at < 5000) signIn.activityAtMost = Math.max(signIn.activityAtMost, enteredAt)
    signIn.tabs.add(tab)
  }

  return {
    forced: (at) => void forcedAt.push(at),
    judge(now, reuses) {
      const fresh = learn()
      const reused =
        reuses > reusesSeen
          ? fresh
              .concat(ledger.requests.slice(-40))
              .filter((request, index, all) => all.indexOf(request) === index && isReuse(ledger, request))
          : []
      reusesSeen = reuses
      const found = judgeReuses(ledger, reused, ofTab) ?? judgeRefreshes(ledger, fresh, ofTab, forcedAt)
      if (found !== null) return found
      for (const request of ledger.requests.slice(-12)) {
        const late = judgeRetry(ledger, request, ofTab(request), now) ?? judgeLateAnswers(ledger, request, ofTab(request), now)
        if (late !== null) return late
      }
      if (ledger.uncoveredOnWaking !== null) return `3 a waking tab is covered at its first step: ${ledger.uncoveredOnWaking} was not`
      for (const tab of ledger.tabs) if (!tab.gone) enter(tab, now)
      for (const tab of ledger.tabs) {
        const judged = judgeTab(tab, now)
        if (judged !== null) return judged
      }
      return judgeAgreement(ledger, now)
    },
    rest: (now) => judgeRest(ledger, now),
  }
}

/** With a grant for each tab an older grant of the same user takes part in the newest session. */
function sharedKey(ledger: Ledger, key: string, userId: string): string {
  const newest = current(ledger)
  return ledger.perTab && newest !== null && newest.enteredAt !== null && newest.user.sub === userId ? newest.key : key
}

function isReuse(ledger: Ledger, request: SentRequest): boolean {
  if (request.kind !== 'refresh' || request.judged?.status !== 'rejected' || request.judged.reason !== undefined) return false
  if (ledger.handler) return ledger.lostExchanges > 0
  return ledger.requests.some(
    (other) =>
      other !== request &&
      other.kind === 'refresh' &&
      other.cookie === request.cookie &&
      other.judged?.status === 'live' &&
      (other.judgedAt ?? 0) <= (request.judgedAt ?? 0),
  )
}
