import { delivered, toldEnd, wasRefused, whoseAnswers } from './answers.ts'
import { TOLERANCE_MS } from './figures.ts'
import { aboutBefore, elapsed, inactivityLimit, type Ledger, maxLifetimeLimit, type SignIn } from './ledger.ts'
import type { Sighting, WatchedTab } from './watched-tab.ts'

/** An end that came too early, or that nothing explains; null for a just one. */
export function judgeEnd(ledger: Ledger, tab: WatchedTab, { at, state }: Sighting): string | null {
  const key = aboutBefore(tab, at)?.key
  const signIn = ledger.signIns.find((one) => one.key === key) ?? null
  if (state.end === null || signIn === null) return null
  const { reason } = state.end
  const just = isJust(ledger, tab, signIn, reason, at)
  return just ? null : `2 no end comes early or for nothing: ${tab.name} ended as '${reason}'`
}

function isJust(ledger: Ledger, tab: WatchedTab, signIn: SignIn, reason: string, at: number): boolean {
  const answers = delivered(ledger, signIn.key, at, whoseAnswers(ledger, tab, at))
  const told = (limit: Parameters<typeof toldEnd>[2]) => {
    const end = toldEnd(ledger, answers, limit, at)
    return (end !== null && at >= end - TOLERANCE_MS) || wasRefused(ledger, at, [limit])
  }
  switch (reason) {
    case 'signed-out':
      return ledger.signOuts > 0
    case 'replaced':
      return ledger.signIns.length > 1
    case 'revoked':
      return ledger.endedAtServer || ledger.signOuts > 0 || wasRefused(ledger, at, [null, 'signed-out', 'replaced', 'revoked'])
    case 'refresh-rejected':
      return wasRefused(ledger, at, [null])
    case 'inactive':
      return told('inactive') ? !wasBusy(ledger, signIn, at) : isIdle(ledger, signIn, at)
    case 'server-idle':
      return told('server-idle')
    case 'max-lifetime':
      return told('max-lifetime') || elapsed(ledger, signIn.at, at) >= maxLifetimeLimit(ledger.tabs) - TOLERANCE_MS
    case 'token-expired':
      return told('token-expired') && !couldRefresh(ledger, tab, signIn, at)
    case 'refresh-expired':
      return told('refresh-expired') && told('token-expired')
    default:
      return false
  }
}

function isIdle(ledger: Ledger, signIn: SignIn, at: number): boolean {
  return elapsed(ledger, signIn.activityAtLeast, at) >= inactivityLimit(signIn, ledger.tabs) - TOLERANCE_MS
}

/** The server ends the idle, and the user was not: their presence had to be reported, and could be. */
function wasBusy(ledger: Ledger, signIn: SignIn, at: number): boolean {
  const { inactivityMs } = ledger.server
  if (inactivityMs === Infinity || signIn.remembered || isIdle(ledger, signIn, at)) return false
  const reportedBy = signIn.activityAtLeast + 100_000
  return ledger.networkFineSince < signIn.activityAtLeast - 100_000 && reportedBy < at && elapsed(ledger, signIn.activityAtLeast, at) < inactivityMs - 100_000
}

/** Nothing kept this tab from refreshing in the last half of the token's life. */
function couldRefresh(ledger: Ledger, tab: WatchedTab, signIn: SignIn, at: number): boolean {
  const life = ledger.server.accessTokenMs
  const since = at - life / 2 - 1000
  if (ledger.unseenBackMs > 0 || ledger.jumps.length > 0 || ledger.forged || tab.policy.refreshWhen === 'active') return false
  const others = ledger.tabs.some((other) => other.still !== null)
  const awake = tab.still === null && tab.awakeSince < since && tab.openedAt < since && tab.visible && tab.visibleSince < since
  const renewable = ![ledger.server.refreshWindowMs, ledger.server.refreshTokenMs].some((limit) => limit < Infinity)
  const slow = ledger.latencyMs > life / 8
  return awake && !others && !slow && renewable && ledger.networkFineSince < since && ledger.server.maxLifetimeMs - (at - signIn.at) > life && !ledger.rejecting
}
