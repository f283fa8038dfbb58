import type { Session } from '@stillhere/core'
import type { MutationCache, Query, QueryCache } from '@tanstack/react-query'
import type { Clearing } from './clearing.ts'
import type { Hold } from './hold.ts'
import type { MutationCalls } from './mutation-calls.ts'
import { type PersistedCache, erase } from './persisted-cache.ts'

/** By then a write that a persister had put off is done: they write once a second. */
const LATE_WRITES_MS = 2000

/** Sees to it that the caches are empty whenever who asks has changed. */
export interface Turnover {
  /** Returns its undo. */
  start(): () => void
  /** Whether something that happened at this instant (epoch milliseconds) was before the caches were last emptied. */
  isBefore(at: number): boolean
  /** Empties a query, unless it is one that stays. */
  discard(query: Query): void
  /** Between an end and a sign-in: callbacks of somebody who has gone may write, and nobody else has a reason to. */
  isNobodys(): boolean
}

export interface TurnoverSetting {
  readonly session: Session<unknown>
  readonly queries: QueryCache
  readonly mutations: MutationCache
  readonly clearing: Clearing
  readonly mutationCalls: MutationCalls
  readonly hold: Hold
  readonly keep: (query: Query) => boolean
  readonly persisters: readonly PersistedCache[]
}

export function createTurnover({
  session,
  queries,
  mutations,
  clearing,
  mutationCalls,
  hold,
  keep,
  persisters,
}: TurnoverSetting): Turnover {
  let clearedAt: number | null = null
  let who: 'unknown' | 'somebody' | 'nobody' = 'unknown'
  const timers = new Set<() => void>()

  function later(delayMs: number, act: () => void): void {
    const stop = session.after(delayMs, () => {
      timers.delete(stop)
      act()
    })
    timers.add(stop)
  }

  /** What is still shown when the page has had time to take it away is shown to whoever is signed in. */
  function giveBackSoon(): void {
    if (who !== 'somebody') return
    later(0, () => {
      if (who !== 'somebody') return
      clearing.giveBack()
      hold.wake()
    })
  }

  function dropMutations(): void {
    for (const mutation of mutations.getAll()) mutationCalls.drop(mutation)
  }

  function clear(): void {
    // TanStack Query's instants are of this clock.
    clearedAt = Date.now()
    for (const query of queries.getAll()) if (!keep(query)) clearing.clear(query)
    dropMutations()
    erase(persisters)
    if (persisters.length > 0) later(LATE_WRITES_MS, () => who === 'nobody' && erase(persisters))
    giveBackSoon()
  }

  function sessionChanged(): void {
    const { status } = session.getState()
    const before = who
    if (status !== 'restoring') who = status === 'signed-in' ? 'somebody' : 'nobody'
    if (who !== before) {
      // A page that opens has what its server rendered, and may have what an earlier page kept.
      const mayBeAnothers = before !== 'unknown' || status === 'ended' || (who === 'nobody' && persisters.length > 0)
      if (mayBeAnothers) clear()
      else if (who === 'nobody') dropMutations()
    }
    hold.wake()
  }

  return {
    start() {
      const undos = [
        session.subscribe(sessionChanged),
        session.on('signed-in', ({ sameUser }) => {
          if (sameUser === false) clear()
        }),
      ]
      sessionChanged()
      return () => {
        for (const undo of [...undos, ...timers]) undo()
      }
    },
    isBefore: (at) => clearedAt !== null && at <= clearedAt,
    isNobodys: () => clearedAt !== null && who === 'nobody',
    discard(query) {
      if (keep(query)) return
      clearing.clear(query)
      giveBackSoon()
    },
  }
}
