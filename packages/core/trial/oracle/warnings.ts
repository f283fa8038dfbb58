import { LONGEST_NAP_MS, LOOK_AHEAD_MS, TOLERANCE_MS } from './figures.ts'
import { elapsed, heardOf, inactivityLimit, isConnected, latestActivity, type Ledger, signInOf, type SignIn } from './ledger.ts'
import { isAwaited, isLooking, isUncovered, type Sighting, stateOf, type WatchedTab } from './watched-tab.ts'

const LEAD_MS = 120_000
const SLOW_MS = 10_000
const FRESH_WITHIN_MS = 1000

/** A warning that is open for no reason, or missing; null where neither. */
export function judgeWarning(ledger: Ledger, tab: WatchedTab, now: number): string | null {
  const state = stateOf(tab)
  const known = signInOf(ledger, tab)
  if (!isLooking(tab) || !isUncovered(state) || known === null || !tab.stirred) return null
  const signIn = heardOf(ledger, known)
  if (Math.min(ledger.server.inactivityMs, ledger.server.rememberedInactivityMs) < Infinity || ledger.perTab) return null
  const limit = inactivityLimit(signIn, ledger.tabs)
  const lead = Math.min(LEAD_MS, limit / 2)
  const { warning } = state
  // What is open keeps its face until the facts are fresh for the other one that is due: it never closes and opens again within a second.
  const changesFace = ledger.server.serverIdleMs < Infinity && now - signIn.activityAtLeast <= FRESH_WITHIN_MS
  if (
    warning?.cause === 'inactive' &&
    !changesFace &&
    isFresh(ledger, tab, now) &&
    elapsed(ledger, signIn.activityAtLeast, now) < limit - lead - 2 * TOLERANCE_MS
  ) {
    return `5 a warning is open when it is due: ${tab.name} asks whether somebody is there, and somebody was`
  }
  const party = isConnected(ledger) ? signIn.tabs : [tab]
  const ownLimit = inactivityLimit(signIn, party)
  // A late answer may have brought the earlier one back.
  const activityAt = Math.max(...[signIn, known].map((one) => latestActivity(one, now)))
  const dueAt = activityAt + ownLimit - Math.min(LEAD_MS, ownLimit / 2)
  const settled = now - tab.awakeSince > LONGEST_NAP_MS + TOLERANCE_MS && now - tab.visibleSince > TOLERANCE_MS
  if (warning === null && settled && now > dueAt + 2 * TOLERANCE_MS + ledger.unseenBackMs + (ledger.hasChannel ? 0 : LONGEST_NAP_MS)) {
    return `5 a warning is open when it is due: ${tab.name} has none ${Math.round((now - dueAt) / 1000)} s after it was due`
  }
  return null
}

/** Whether what others did can have reached the tab. */
function isFresh(ledger: Ledger, tab: WatchedTab, now: number): boolean {
  return (
    isConnected(ledger) &&
    now - ledger.messagesFineSince > TOLERANCE_MS &&
    !tab.missedMessages &&
    now - tab.awakeSince > TOLERANCE_MS &&
    ledger.hasChannel
  )
}

/** A warning of the token's end needs a failed attempt, or one that takes too long. */
export function judgeOpening(ledger: Ledger, tab: WatchedTab, before: Sighting | undefined, { at, deeds, state }: Sighting): string | null {
  const { warning } = state
  if (warning === null || before?.state.warning?.cause === warning.cause) return null
  const signIn = signInOf(ledger, tab)
  if (
    signIn !== null &&
    isConnected(ledger) &&
    warning.cause === 'token-expired' &&
    warning.extendable &&
    !isFailing(ledger, tab, signIn, at) &&
    !waitsInVain(ledger, tab, at)
  ) {
    return `5 a warning is open when it is due: ${tab.name} warns of the token's end, and no attempt has failed`
  }
  const last = tab.sightings.findLastIndex((sighting) => sighting.at < at && sighting.state.warning !== null)
  const closed = last < 0 ? undefined : tab.sightings[last + 1]
  const flickers =
    closed?.state.warning === null &&
    tab.sightings[last]?.state.warning?.cause === warning.cause &&
    isUncovered(closed.state) &&
    closed.deeds === deeds &&
    at - closed.at < 1000 &&
    before?.state.checking === null
  return flickers && closed !== undefined ? `5 a warning does not flicker: ${tab.name}'s was gone for ${at - closed.at} ms` : null
}

/** Whoever waits for a page that stands still has an attempt under way, and sends no request. */
function waitsInVain({ tabs }: Ledger, tab: WatchedTab, at: number): boolean {
  return tabs.some((other) => other !== tab && isAwaited(other, at - SLOW_MS + TOLERANCE_MS, at))
}

function isFailing(ledger: Ledger, tab: WatchedTab, signIn: SignIn, now: number): boolean {
  const own = ledger.perTab || !isConnected(ledger)
  for (const request of ledger.requests.toReversed()) {
    const { settled, sentAt } = request
    // Without a common store an attempt begins with a look.
    const lookTakesLong = !ledger.coherent && request.kind === 'peek' && (settled === null || settled.at >= now)
    if (lookTakesLong && elapsed(ledger, sentAt, now) >= SLOW_MS - TOLERANCE_MS) return true
    if (request.kind !== 'refresh' || (own && request.owner !== tab.owner)) continue
    if (settled === null || settled.at >= now) {
      if (elapsed(ledger, sentAt, now) >= SLOW_MS - TOLERANCE_MS) return true
      if (settled !== null && (typeof settled.answer === 'string' || settled.answer.status !== 'live')) return true
      continue
    }
    if (typeof settled.answer === 'string' || settled.answer.status !== 'live') return true
    if (settled.answer.sessionKey !== signIn.key) continue
    if (elapsed(ledger, sentAt, settled.at) >= SLOW_MS) return true
    // Without messages it is learnt with the look before the warning, which may have been a moment too early.
    if (ledger.hasChannel || request.owner === tab.owner || now - settled.at >= LOOK_AHEAD_MS + TOLERANCE_MS) return false
  }
  return false
}
