import type { SentRequest } from '../../src/testing/sent-request.ts'
import { delivered, latestTold } from './answers.ts'
import { ATTEMPT_LIMIT_MS, figure, LEASE_MS, TOLERANCE_MS } from './figures.ts'
import { aboutBefore, type Ledger } from './ledger.ts'
import { isAwaited, isUncovered, stoodStill, type WatchedTab } from './watched-tab.ts'

export type Standing = (request: SentRequest) => WatchedTab | undefined

/** Every refresh that was sent since the last look, against those before it. `forcedAt`: instants at which the user or an API asked for one. */
export function judgeRefreshes(ledger: Ledger, fresh: readonly SentRequest[], ofTab: Standing, forcedAt: readonly number[]): string | null {
  for (const request of fresh) {
    if (request.kind !== 'refresh') continue
    const before = ledger.requests.slice(0, ledger.requests.indexOf(request)).filter(({ kind }) => kind === 'refresh')
    const anew = ledger.signIns.some(({ at }) => at > ledger.startAt && at >= request.sentAt - 60_000)
    const found =
      overlap(ledger, request, before, ofTab) ??
      tooClose(ledger, request, before, forcedAt) ??
      tooLate(ledger, request) ??
      (anew ? null : tooSoonAgain(ledger, request, before, forcedAt))
    if (found !== null) return found
  }
  return null
}

/** One at a time, while whoever has sent the other one can run. */
function overlap(ledger: Ledger, request: SentRequest, before: readonly SentRequest[], ofTab: Standing): string | null {
  // Without a common store whoever waited for the lock in vain cannot know that another one holds it now.
  if (ledger.perTab || !ledger.coherent) return null
  for (const other of before) {
    const tab = ofTab(other)
    const over = other.settled !== null && other.settled.at <= request.sentAt
    if (over || tab === undefined || tab.gone || stoodStill(tab, request.sentAt)) continue
    // In the same instant the answer may be on its last millimetres; the same tab may give up its own attempt.
    if (leaseIsLost(ledger, other.sentAt, request.sentAt)) continue
    if (other.owner === request.owner || other.settled?.at === request.sentAt) continue
    if (request.sentAt - other.sentAt < LEASE_MS && other.cookie === request.cookie) {
      return `1 one refresh at a time: ${ofTab(request)?.name ?? 'a tab'} asked while ${tab.name} was asking`
    }
  }
  return null
}

/**
 * A lease is all there is where there are no locks, and for a tab that has given up on one whose holder stood still for so long that its
 * lease was over before its attempt. A clock that is set forward lets it run out, and a store that is cleared forgets it.
 */
function leaseIsLost({ hasLocks, tabs, jumps, clearedAt }: Ledger, since: number, until: number): boolean {
  const between = (at: number) => at >= since && at <= until
  const lockIsGivenUp = tabs.some(({ standstills }) =>
    standstills.some(({ from, to, awaited }) => awaited && Math.min(to ?? until, until) - from >= LEASE_MS - ATTEMPT_LIMIT_MS),
  )
  return (!hasLocks || lockIsGivenUp) && (between(clearedAt) || jumps.some(({ at }) => between(at)))
}

/** A token is spent twice only where its answer was lost, or whoever waited for it could not run. */
export function judgeReuses(ledger: Ledger, reused: readonly SentRequest[], ofTab: Standing): string | null {
  for (const request of reused) {
    const first = ledger.requests.find(
      (other) => other !== request && other.kind === 'refresh' && other.cookie === request.cookie && other.judged?.status === 'live',
    )
    const cause =
      first === undefined || (ledger.handler && ledger.lostExchanges > 0) ? 'exchange lost' : whyUnavoidable(ledger, first, request, ofTab)
    if (cause === null) return '1 a refresh token whose request was answered is never sent again: one was'
    if (ledger.handler && cause !== 'exchange lost') return `2 with a handler nothing between it and the browser costs a session: ${cause}`
    ledger.unavoidable.set(cause, (ledger.unavoidable.get(cause) ?? 0) + 1)
  }
  return null
}

function whyUnavoidable(ledger: Ledger, first: SentRequest, second: SentRequest, ofTab: Standing): string | null {
  const tab = ofTab(first)
  if (first.settled?.answer === 'lost' || first.settled?.answer === 'cancelled') return 'answer lost'
  if (tab?.gone === true && (first.settled === null || first.settled.at > second.sentAt)) return 'page gone before its answer'
  if (tab !== undefined && stoodStill(tab, second.sentAt)) return 'holder stood still'
  if ([first, second].some((request) => sleptUnderWay(ledger, request))) return 'machine slept before its answer'
  if (!ledger.hasLocks && ledger.clockSet) return 'clock set without locks'
  const sent = [first.sentAt, second.sentAt]
  if (leaseIsLost(ledger, Math.min(...sent), Math.max(...sent))) return 'lease lost'
  return ledger.coherent ? null : 'no common store'
}

/** Whoever sent it stood still with the machine, as a frozen holder does. */
function sleptUnderWay({ fellAsleepAt, wokeAt }: Ledger, { sentAt, settled }: SentRequest): boolean {
  return wokeAt > fellAsleepAt && sentAt <= fellAsleepAt && (settled === null || settled.at >= wokeAt)
}

/** Nobody's wish: not within ten seconds or half a life of the last success. */
function tooClose(ledger: Ledger, request: SentRequest, before: readonly SentRequest[], forcedAt: readonly number[]): string | null {
  if (request.presence || ledger.clockSet) return null
  const lives = before.filter(
    ({ settled, owner }) =>
      settled !== null &&
      settled.at <= request.sentAt &&
      typeof settled.answer !== 'string' &&
      settled.answer.status === 'live' &&
      // A handler whose token is good enough answers with that one.
      figure(settled.answer.endsIn['token-expired']) >= ledger.server.accessTokenMs &&
      (!ledger.perTab || owner === request.owner),
  )
  const [earlier, latest] = [lives.at(-2), lives.at(-1)]
  // Asked for within a second of the one before, a token cannot be told from that one told again.
  const last = (latest?.judgedAt ?? 0) - (earlier?.judgedAt ?? 0) <= 1000 ? earlier : latest
  if (last === undefined) return null
  const distance = request.sentAt - last.sentAt
  const least = Math.max(10_000, ledger.server.accessTokenMs / 2)
  const forced = forcedAt.some((at) => at >= last.sentAt - TOLERANCE_MS && at <= request.sentAt)
  const unknown = !ledger.coherent || ledger.storageCleared || ledger.forged || ledger.signIns.some(({ at }) => at >= last.sentAt - 60_000)
  return distance < least - TOLERANCE_MS && !forced && !unknown
    ? `9 refreshes keep their distance: ${Math.round(distance / 1000)} s after the last one`
    : null
}

/**
 * After the instant until which anything could be renewed nothing is asked. What other tabs have learnt may have reached this one. A forged
 * activity ahead may have moved a tab's time or not.
 */
function tooLate(ledger: Ledger, request: SentRequest): string | null {
  if (ledger.clockSet || ledger.jumps.length > 0) return null
  const sources = ledger.perTab ? [request.owner] : [request.owner, null]
  // An answer of the same instant may have come before it or after it.
  const untils = sources.flatMap((owner) =>
    [request.sentAt - 1, request.sentAt].map((until) => {
      const answers = delivered(ledger, null, until, owner).filter((answer) => answer.request !== request)
      const anew = ledger.signIns.some(({ at }) => at >= (answers.at(-1)?.request.sentAt ?? 0))
      const named = answers.at(-1)?.live.endsIn['refresh-expired'] !== undefined
      // Told over a long way it is known less exactly than before.
      return (anew || !named ? null : latestTold(answers, 'refresh-expired')) ?? Infinity
    }),
  )
  return request.sentAt > Math.max(...untils) + TOLERANCE_MS ? '4 after the last renewal nothing is asked: a refresh was sent' : null
}

/** Nobody asks again without a pause, unless somebody wants it, or the clock was set: that looks like waking, and who wakes asks at once. */
function tooSoonAgain(
  { clockSetAt }: Ledger,
  request: SentRequest,
  before: readonly SentRequest[],
  forcedAt: readonly number[],
): string | null {
  const last = before.findLast(({ owner }) => owner === request.owner)
  const failedAt = last?.settled?.answer === 'lost' ? last.settled.at : null
  if (failedAt === null || request.presence || request.sentAt - clockSetAt < 1000 || forcedAt.some((at) => at >= (last?.sentAt ?? 0)))
    return null
  return request.sentAt - failedAt < 150 ? `9 there is a pause between attempts: ${request.sentAt - failedAt} ms` : null
}

function hasSucceeded(request: SentRequest | undefined): boolean {
  const answer = request?.settled?.answer
  return request === undefined || (typeof answer === 'object' && answer.status === 'live')
}

/** After a failure without an answer the next attempt comes within two seconds, where somebody looks and no clock was set. */
export function judgeRetry(ledger: Ledger, request: SentRequest, tab: WatchedTab | undefined, now: number): string | null {
  const { settled } = request
  if (request.kind !== 'refresh' || settled === null || settled.answer !== 'lost' || tab === undefined || ledger.clockSet) return null
  const nextBy = settled.at + 2000 + TOLERANCE_MS
  if (now < nextBy || tab.gone || tab.still !== null || !tab.visible || tab.visibleSince > settled.at || tab.awakeSince > settled.at)
    return null
  const again = ledger.requests.some(
    (other) => other !== request && other.sentAt >= settled.at && other.sentAt <= nextBy && other.kind !== 'sign-out',
  )
  const renewed = ledger.requests.some(
    ({ kind, owner, judged, judgedAt, settled: other }) =>
      kind === 'refresh' &&
      judged?.status === 'live' &&
      // Where no common store tells of another tab's token, the look before the attempt may have.
      ((other?.at ?? 0) >= request.sentAt ||
        (!ledger.coherent && owner !== request.owner && (judgedAt ?? 0) >= request.sentAt - ledger.server.accessTokenMs)),
  )
  const before = ledger.requests.findLast((other) => other.kind === 'refresh' && other !== request && other.sentAt <= request.sentAt)
  const own = ledger.requests.findLast(
    (other) => other.kind === 'refresh' && other !== request && other.owner === request.owner && other.sentAt <= request.sentAt,
  )
  const firstFailure = !renewed && [before, own].every(hasSucceeded)
  const then = tab.sightings.findLastIndex(({ at }) => at < settled.at)
  const signedIn = tab.sightings.slice(Math.max(0, then)).every(({ state }) => isUncovered(state))
  const last = tab.sightings.at(-1)?.state
  // It was the credential of a session that this tab has left meanwhile.
  const left = aboutBefore(tab, request.sentAt)?.key !== tab.about?.key
  // Whoever waits for a page that stands still has an attempt under way, and sends no request.
  const waits = ledger.tabs.some((other) => other !== tab && isAwaited(other, settled.at, nextBy))
  return !again && !left && !waits && firstFailure && signedIn && last?.status === 'signed-in'
    ? '1 after a failure without an answer the next attempt comes within two seconds: none did'
    : null
}
