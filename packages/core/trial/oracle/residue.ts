import type { OpenWorld } from '../../src/testing/world.ts'
import { TOLERANCE_MS } from './figures.ts'
import type { Ledger } from './ledger.ts'
import { stateOf, type User, type WatchedTab } from './watched-tab.ts'

/** What an ended session leaves behind: no live token at the server, no wake-ups without a reason. */
export function judgeResidue({ opened, ledger }: { readonly opened: OpenWorld<User>; readonly ledger: Ledger }): string | null {
  return lingering(opened, ledger) ?? restless(opened, ledger) ?? toldTwice(ledger)
}

function lingering({ network, machine }: OpenWorld<User>, ledger: Ledger): string | null {
  if (ledger.perTab || ledger.storageCleared) return null
  const { answer } = network.server.look(network.jar.cookie, null)
  if (answer.status !== 'live') return null
  const ended = ledger.tabs.find((tab) => {
    const last = tab.sightings.at(-1)
    const own = last?.state.status === 'ended' && !['refresh-rejected', 'revoked', 'replaced'].includes(last.state.end.reason)
    // Who learns of an end does not tell it again. The world may stop before the backend has heard of an end of its last moment.
    const told = own && firstSeen(ledger, tab) > ledger.networkFineSince && last.at < machine.clock.trueAt() - TOLERANCE_MS
    return !tab.gone && told && tab.about?.key === answer.sessionKey
  })
  // It was told by a page that went with the request.
  const cutOff = ledger.requests.some(
    ({ kind, owner, judged }) => kind === 'sign-out' && judged === null && ledger.tabs.some((tab) => tab.owner === owner && tab.gone),
  )
  const inside = ledger.tabs.some((tab) => !tab.gone && stateOf(tab).status === 'signed-in')
  return ended !== undefined && !inside && !cutOff
    ? `6 nothing is left behind: ${ended.name} has ended, and its session lives on at the server`
    : null
}

/** When the end that this tab has seen was seen first, in any tab: there it was told, or could not be. */
function firstSeen({ tabs }: Ledger, tab: WatchedTab): number {
  const last = tab.sightings.at(-1)
  const key = last && tab.endedKeys.get(last)
  const all = tabs.flatMap((other) => other.sightings.filter((seen) => seen.state.status === 'ended' && other.endedKeys.get(seen) === key))
  return Math.min(last?.at ?? Infinity, ...all.map(({ at }) => at))
}

function restless(opened: OpenWorld<User>, ledger: Ledger): string | null {
  const refreshes = ledger.requests.filter(({ kind }) => kind === 'refresh').length
  for (const tab of ledger.tabs) {
    const { wakeUps } = opened.page(tab.tab)
    const awakeMinutes = (opened.machine.clock.trueAt() - tab.openedAt) / 60_000
    const asked = ledger.requests.filter(({ owner }) => owner === tab.owner).length
    // Every tab wakes for every refresh: when it is due, and for the look where it takes long.
    const allowed = awakeMinutes * 1.1 + 40 + 12 * ledger.deeds + 8 * asked + 2 * refreshes
    if (wakeUps > allowed) return `9 nobody wakes without a reason: ${tab.name} did so ${wakeUps} times in ${Math.round(awakeMinutes)} min`
  }
  return null
}

/** A limit that many tabs reach is told to the backend once. */
function toldTwice(ledger: Ledger): string | null {
  if (ledger.perTab || !ledger.coherent || ledger.storageCleared) return null
  const told = ledger.requests.filter(({ kind }) => kind === 'sign-out')
  for (const [index, one] of told.entries()) {
    const next = told[index + 1]
    const refreshing = ledger.requests.some(
      ({ kind, sentAt, settled }) => kind !== 'sign-out' && sentAt <= one.sentAt && (settled === null || settled.at >= one.sentAt),
    )
    const fine = ledger.networkFineSince < one.sentAt || ledger.networkFineSince === ledger.startAt
    const heard = ledger.messagesFineSince < one.sentAt
    if (next !== undefined && next.sentAt === one.sentAt && next.owner !== one.owner && !refreshing && fine && heard)
      return '4 one tab tells the backend: two did'
  }
  return null
}
