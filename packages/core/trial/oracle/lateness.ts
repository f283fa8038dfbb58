import { delivered, latestTold, type Limit } from './answers.ts'
import { LONGEST_NAP_MS, TOLERANCE_MS } from './figures.ts'
import { heardOf, inactivityLimit, latestActivity, type Ledger, maxLifetimeLimit, signInOf, wasFollowed } from './ledger.ts'
import { isUncovered, stateOf, type WatchedTab } from './watched-tab.ts'

/** Whoever is awake is signed in and uncovered only before every end; null where that holds. */
export function judgeLateness(ledger: Ledger, tab: WatchedTab, now: number): string | null {
  if (tab.gone || tab.still !== null || !isUncovered(stateOf(tab))) return null
  const known = signInOf(ledger, tab)
  if (known === null) return null
  const signIn = heardOf(ledger, known)
  // A timer stood still with the machine, and nothing but the next event or the next look at the clock can tell.
  const hidden = !tab.visible
  const drowsy = hidden || now - tab.awakeSince < LONGEST_NAP_MS + TOLERANCE_MS
  const grace = TOLERANCE_MS + ledger.unseenBackMs + (ledger.hasChannel ? 0 : LONGEST_NAP_MS)
  const late = (end: number, what: string) =>
    (
      drowsy
        ? tab.lastEventAt >= end + grace || (!hidden && now >= Math.max(end, tab.awakeSince) + grace + LONGEST_NAP_MS)
        : now >= end + grace
    )
      ? `3 nobody is signed in at or after an end: ${tab.name} is, ${Math.round((now - end) / 1000)} s after ${what}`
      : null

  const party =
    ledger.coherent && !ledger.storageCleared && !ledger.perTab && !wasFollowed(ledger, signIn)
      ? [...signIn.tabs].filter((other) => other.openedAt < now - TOLERANCE_MS || other === tab)
      : [tab]
  // A late answer may have brought the earlier one back.
  const activityAt = Math.max(...[signIn, known].map((one) => latestActivity(one, now)))
  // An answer from before the same user's new sign-in that comes after it puts the old cookie back.
  const told = delivered(ledger, null, now, ledger.perTab ? tab.owner : null).filter(({ live }) => live.userId === signIn.user.sub)
  const toldLimits: readonly Limit[] = ['token-expired', 'max-lifetime']
  return (
    late(activityAt + inactivityLimit(signIn, party), 'the inactivity limit') ??
    late(signIn.at + maxLifetimeLimit(party), 'the maximum lifetime') ??
    toldLimits
      .map((limit) => late(latestTold(told, limit) ?? Infinity, `the ${limit} that the server told`))
      .find((found) => found !== null) ??
    null
  )
}
