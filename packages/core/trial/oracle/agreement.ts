import { current, isConnected, type Ledger, signInOf } from './ledger.ts'
import { TOLERANCE_MS } from './figures.ts'
import { isLooking, type Sighting, stateOf, type WatchedTab } from './watched-tab.ts'

/** When one tab ends, every tab that can hear of it does. */
export function judgeAgreement(ledger: Ledger, now: number): string | null {
  if (!ledger.hasChannel || ledger.storageCleared) return null
  for (const tab of ledger.tabs) {
    const last = tab.sightings.at(-1)
    if (last?.state.status !== 'ended' || now - last.at < TOLERANCE_MS || last.at < ledger.messagesFineSince) continue
    if (last.state.end.reason === 'replaced') continue
    for (const other of ledger.tabs) {
      const state = stateOf(other)
      const hears = isLooking(other) && other.stirred && other.awakeSince < last.at && other.openedAt < last.at
      if (hears && state.status === 'signed-in' && state.checking === null && other.about?.key === endedKey(tab))
        return `4 when one tab ends all do: ${tab.name} ended as '${last.state.end.reason}', ${other.name} is still in`
    }
  }
  return null
}

/** What has ended stays so, and a tab sees `before-end` once, with everything still there. */
export function judgeChange(ledger: Ledger, tab: WatchedTab, before: Sighting | undefined, sighting: Sighting): string | null {
  const { at, state } = sighting
  const was = before?.state.status
  if (was === 'signed-in' && state.status === 'signed-in' && before?.state.user?.sub !== state.user.sub)
    return `7 nobody is shown under another name: ${tab.name} changed hands without an end`
  if (was === 'signed-in' && state.status === 'ended') {
    const heard = tab.beforeEnds.filter((one) => one.at === at)
    // It may have been in another session between two ends of one instant.
    const ends = tab.sightings.filter(
      (one, index) => one.at === at && one.state.status === 'ended' && tab.sightings[index - 1]?.state.status === 'signed-in',
    )
    if (heard.length !== ends.length || heard.some(({ status }) => status !== 'signed-in'))
      return `11 what was typed is offered before the end, in every tab: ${tab.name} was not asked`
  }
  if ((was === 'ended' || was === 'signed-out') && state.status === 'signed-in') {
    // What it came into, whatever a later answer told it since.
    const key = tab.abouts.findLast((about) => about.at <= at)?.key
    const over = ledger.tabs.some((other) =>
      other.sightings.some(
        (seen) =>
          (seen.at < at || (other === tab && tab.sightings.indexOf(seen) < tab.sightings.indexOf(sighting))) &&
          seen.state.status === 'ended' &&
          seen.state.end.reason !== 'replaced' &&
          other.endedKeys.get(seen) === key,
      ),
    )
    const known = ledger.coherent && !ledger.storageCleared
    if (over && known) return `4 what has ended does not come back: ${tab.name} is in again`
  }
  return null
}

function endedKey(tab: WatchedTab): string | undefined {
  const last = tab.sightings.at(-1)
  return last === undefined ? undefined : tab.endedKeys.get(last)
}

/** Covered, and asks nothing before somebody is there: what it has missed it learns then. */
function isWaitingForSomebody(tab: WatchedTab): boolean {
  const { status, checking } = stateOf(tab)
  return status === 'signed-in' && checking !== null && tab.policy.refreshWhen === 'active'
}

/** At rest, with everything in order again: nobody waits, and all say the same. */
export function judgeRest(ledger: Ledger, now: number): string | null {
  const open = ledger.tabs.filter(({ gone }) => !gone)
  const waiting = open.find((tab) => {
    const state = stateOf(tab)
    return state.status === 'restoring' || (state.status === 'signed-in' && state.checking !== null && !isWaitingForSomebody(tab))
  })
  if (waiting !== undefined) return `rest: ${waiting.name} still waits: ${stateOf(waiting).status}`
  const past = open.find(
    (tab) =>
      stateOf(tab).status === 'signed-in' &&
      stateOf(tab).checking === null &&
      (tab.tab.session.deadlines()[0]?.endsAt ?? Infinity) <= tab.tab.session.now(),
  )
  if (past !== undefined) return `3 nobody is signed in at or after an end: ${past.name} is, by its own account`
  if (ledger.perTab || !isConnected(ledger) || !ledger.hasChannel) return null
  const inside = open.filter((tab) => stateOf(tab).status === 'signed-in' && !isWaitingForSomebody(tab))
  const stillOut = open.filter(
    (tab) => stateOf(tab).status === 'ended' && stateOf(tab).end?.reason !== 'replaced' && endedKey(tab) === current(ledger)?.key,
  )
  // Whoever has missed the message finds it in the store, unless that was cleared.
  const told = inside.filter((tab) => !(tab.missedMessages && ledger.storageCleared))
  if (stillOut.length > 0 && told.some((tab) => signInOf(ledger, tab) === current(ledger)))
    return `4 all tabs agree: ${inside[0]?.name} is in, ${stillOut[0]?.name} is out`
  const users = new Set(inside.map((tab) => stateOf(tab).user?.sub))
  if (users.size > 1) return '7 nobody is shown under another name: two users at once'
  const signIn = current(ledger)
  const wrong = inside.find((tab) => signIn !== null && tab.about?.key === signIn.key && stateOf(tab).user?.sub !== signIn.user.sub)
  if (wrong !== undefined) return `7 nobody is shown under another name: ${wrong.name} shows ${stateOf(wrong).user?.sub}`
  const warnings = new Set(inside.map((tab) => JSON.stringify(stateOf(tab).warning, ['cause'])))
  if (warnings.size > 1 && now - ledger.messagesFineSince > TOLERANCE_MS)
    return `5 all tabs warn of the same: ${[...warnings].join(' and ')}`
  return null
}
