import { delivered, toldEnd, wasRefused, whoseAnswers } from './answers.ts'
import { LOOK_AHEAD_MS, TOLERANCE_MS } from './figures.ts'
import { aboutBefore, current, elapsed, inactivityLimit, isConnected, type Ledger, maxLifetimeLimit, type SignIn } from './ledger.ts'
import type { Sighting, WatchedTab } from './watched-tab.ts'

/** An end that came too early, or that nothing explains; null for a just one. */
export function judgeEnd(ledger: Ledger, tab: WatchedTab, { at, state }: Sighting): string | null {
  if (state.end === null) return null
  const { reason, here } = state.end
  // What was learnt is judged where it happened.
  if (
    !here &&
    ledger.tabs.some(
      (other) => other !== tab && other.sightings.some((seen) => seen.state.end?.here === true && seen.state.end.reason === reason),
    )
  )
    return null
  // What it was told in the same instant may be what ended it, or what the end was about.
  const keys = [aboutBefore(tab, at)?.key, tab.about?.key]
  const signIns = ledger.signIns.filter(({ key }) => ledger.perTab || keys.includes(key))
  // A session that was followed by another one is over, whatever this tab takes for the reason.
  const followed = signIns.every((signIn) => signIn !== current(ledger))
  const just = followed || signIns.some((signIn) => isJust(ledger, tab, signIn, reason, at))
  return just ? null : `2 no end comes early or for nothing: ${tab.name} ended as '${reason}'`
}

function isJust(ledger: Ledger, tab: WatchedTab, signIn: SignIn, reason: string, at: number): boolean {
  // An answer of the same instant may have come before the end or after it.
  const known = [at, at - 1].map((until) => delivered(ledger, ledger.perTab ? null : signIn.key, until, whoseAnswers(ledger, tab, at)))
  const told = (limit: Parameters<typeof toldEnd>[2]) =>
    wasRefused(ledger, at, [limit]) ||
    known.some((answers) =>
      // What a look has shown of the same token since may be known to the tab that looked alone.
      [answers, answers.filter(({ request }) => request.kind === 'refresh')].some((some) => {
        const end = toldEnd(ledger, some, limit, at)
        return end !== null && at >= end - TOLERANCE_MS
      }),
    )
  switch (reason) {
    case 'signed-out':
      return ledger.signOuts > 0 || wasRefused(ledger, at, [reason])
    case 'replaced':
      return ledger.signIns.length > 1
    case 'revoked':
      return ledger.endedAtServer || ledger.signOuts > 0 || wasRefused(ledger, at, [null, 'signed-out', 'replaced', 'revoked'])
    case 'refresh-rejected':
      return wasRefused(ledger, at, [null])
    case 'inactive':
      return (
        isIdle(ledger, signIn, at, lastInput(ledger, tab, signIn)) ||
        (told('inactive') && !wasBusy(ledger, signIn, at)) ||
        (tab.missedMessages && signIn.activityAtLeast >= at - LOOK_AHEAD_MS - TOLERANCE_MS) ||
        // Activity is told once a second: whoever wakes within that second does not know of it, and of nothing else that counts.
        (at - tab.awakeSince < TOLERANCE_MS && isIdle(ledger, signIn, at, lastKnownInput(tab, signIn, at)))
      )
    case 'server-idle':
      return told('server-idle')
    case 'max-lifetime':
      return (
        told('max-lifetime') ||
        elapsed(ledger, signIn.at, at) >= maxLifetimeLimit(ledger.tabs) - TOLERANCE_MS - slowestBeginning(ledger, signIn)
      )
    case 'token-expired':
      return (
        (told('token-expired') && !couldRefresh(ledger, tab, signIn, at)) ||
        (tab.missedMessages && refreshedSinceTheLook(ledger, signIn, at))
      )
    case 'refresh-expired':
      return told('refresh-expired') && told('token-expired')
    default:
      return false
  }
}

/** The facts were looked at five seconds before; what happened since was said in a message that went astray. */
function refreshedSinceTheLook(ledger: Ledger, { key }: SignIn, at: number): boolean {
  return delivered(ledger, key, at, null).some(
    ({ request, arrivedAt }) => request.kind === 'refresh' && arrivedAt >= at - LOOK_AHEAD_MS - TOLERANCE_MS,
  )
}

function lastInput(ledger: Ledger, tab: WatchedTab, signIn: SignIn): number {
  return isConnected(ledger) ? signIn.activityAtLeast : Math.max(signIn.at, tab.activeAtLeast)
}

/** What another tab's user did within the last second may not have been told yet. */
function lastKnownInput(tab: WatchedTab, signIn: SignIn, at: number): number {
  return Math.max(signIn.at, ...signIn.inputs.filter((input) => input.tab === tab || input.at < at - 1000).map((input) => input.at))
}

function isIdle(ledger: Ledger, signIn: SignIn, at: number, activityAt: number): boolean {
  // Nobody was there since the sign-in, and that is known as exactly as the age of the session.
  const inexactMs = activityAt === signIn.at ? slowestBeginning(ledger, signIn) : 0
  return elapsed(ledger, activityAt, at) >= inactivityLimit(signIn, ledger.tabs) - TOLERANCE_MS - inexactMs
}

/** The age of a session counts from the question, so the first answer's own time is lost. */
function slowestBeginning(ledger: Ledger, { key }: SignIn): number {
  return Math.max(
    0,
    ...delivered(ledger, key, Infinity, null).map(({ request, arrivedAt }) =>
      request.kind === 'restore' ? arrivedAt - request.sentAt : 0,
    ),
  )
}

/** The server ends the idle, and the user was not: their presence had to be reported, and could be. */
function wasBusy(ledger: Ledger, signIn: SignIn, at: number): boolean {
  const { inactivityMs } = ledger.server
  if (
    inactivityMs === Infinity ||
    signIn.remembered ||
    ledger.requests.some(({ judged }) => judged?.status === 'rejected') ||
    ledger.policies.own.refreshWhen === 'active' ||
    ledger.policies.other.refreshWhen === 'active'
  )
    return false
  const reportedBy = signIn.activityAtLeast + 100_000
  return (
    ledger.networkFineSince < signIn.activityAtLeast - 100_000 &&
    reportedBy < at &&
    elapsed(ledger, signIn.activityAtLeast, at) < inactivityMs - 100_000
  )
}

/** Nothing kept this tab from refreshing in the last half of the token's life. */
function couldRefresh(ledger: Ledger, tab: WatchedTab, signIn: SignIn, at: number): boolean {
  const life = ledger.server.accessTokenMs
  const since = at - life / 2 - 1000
  if (
    ledger.requests.some(({ judged }) => judged?.status === 'rejected') ||
    ledger.unseenBackMs > 0 ||
    ledger.jumps.length > 0 ||
    ledger.forged ||
    tab.policy.refreshWhen === 'active'
  )
    return false
  if (at >= signIn.at + maxLifetimeLimit(ledger.tabs) - TOLERANCE_MS) return false
  const others = ledger.tabs.some((other) => other.still !== null)
  const awake = tab.still === null && tab.awakeSince < since && tab.openedAt < since && tab.visible && tab.visibleSince < since
  const renewable = ![ledger.server.refreshWindowMs, ledger.server.refreshTokenMs].some((limit) => limit < Infinity)
  const slow = ledger.latencyMs > life / 8
  return (
    awake &&
    !others &&
    !slow &&
    renewable &&
    ledger.networkFineSince < since &&
    ledger.server.maxLifetimeMs - (at - signIn.at) > life &&
    !ledger.rejecting
  )
}
