import type { Ledger } from './ledger.ts'
import { isUncovered, stateOf, type WatchedTab } from './watched-tab.ts'

/** The backend's own no ends a session at once where the policy says so. */
export function judgeRefusal(ledger: Ledger, tab: WatchedTab): string | null {
  if (tab.gone || tab.still !== null || tab.policy.onRejected !== 'end' || !isUncovered(stateOf(tab))) return null
  const last = ledger.requests.findLast(({ kind, owner, settled }) => kind === 'refresh' && owner === tab.owner && settled !== null)
  const answer = last?.settled?.answer
  const refused = typeof answer === 'object' && answer.status === 'rejected' && answer.reason === undefined
  const since = refused && ledger.signIns.some(({ at }) => at > (last?.sentAt ?? 0) - 1)
  return refused && !since && (tab.about?.at ?? 0) <= (last?.settled?.at ?? 0)
    ? `2 a refusal is an end: ${tab.name} goes on after one`
    : null
}
