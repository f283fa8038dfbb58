import type { Ledger } from './ledger.ts'
import { isUncovered, type State, type WatchedTab } from './watched-tab.ts'

/** Shorter sleep than this is nobody's business. */
const SLEEP_MS = 15_000

/**
 * The first step after a sleep, and every return from the back/forward cache, hides what is private before anything else: noted for the
 * next judgment.
 */
export function expectCover(ledger: Ledger, tab: WatchedTab, before: State, sightingsBefore: number, asleepMs: number): void {
  if (!isUncovered(before) || asleepMs < SLEEP_MS) return
  const covered = tab.sightings.slice(sightingsBefore).some(({ state }) => !isUncovered(state))
  if (!covered) ledger.uncoveredOnWaking ??= tab.name
}
