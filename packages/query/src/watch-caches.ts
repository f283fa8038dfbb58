import type { MutationCache, Query, QueryCache } from '@tanstack/react-query'
import type { Clearing } from './clearing.ts'
import type { Hold } from './hold.ts'
import type { MutationCalls } from './mutation-calls.ts'
import type { QueryCalls } from './query-calls.ts'
import type { Turnover } from './turnover.ts'

/** Takes hold of every query, and turns away what is hydrated, restored, brought by another tab or written too late. Returns its undo. */
export function watchQueries({
  queries,
  queryCalls,
  clearing,
  turnover,
  hold,
}: {
  readonly queries: QueryCache
  readonly queryCalls: QueryCalls
  readonly clearing: Clearing
  readonly turnover: Turnover
  readonly hold: Hold
}): () => void {
  /** `initialData` is what a component brings along, each time anew. */
  const hasData = ({ state, options }: Query) => state.data !== undefined && options.initialData === undefined

  function written(query: Query): void {
    // A stream writes by hand as well, while it is fetched.
    const isLate = turnover.isNobodys() && query.state.fetchStatus === 'idle'
    if (isLate || turnover.isBefore(query.state.dataUpdatedAt + 1)) turnover.discard(query)
  }

  for (const query of queries.getAll()) queryCalls.attach(query)
  return queries.subscribe((event) => {
    const { query } = event
    switch (event.type) {
      case 'added':
        queryCalls.attach(query)
        // Another tab may have fetched it after this one had heard of the end.
        if (hasData(query) && (turnover.isNobodys() || turnover.isBefore(query.state.dataUpdatedAt))) turnover.discard(query)
        return
      case 'removed':
        return queryCalls.forget(query)
      case 'observerAdded':
        clearing.shown(query)
        return hold.wake()
      case 'observerRemoved':
        return clearing.unshown(query)
      case 'updated':
        if (event.action.type === 'success' && event.action.manual === true) return written(query)
        if (event.action.type !== 'setState') return
        if (hasData(query) && turnover.isBefore(query.state.dataUpdatedAt)) turnover.discard(query)
        return
      case 'observerResultsUpdated':
      case 'observerOptionsUpdated':
        return
      default:
        event satisfies never
    }
  })
}

/** Takes hold of every mutation, and turns away those that a persisted copy brings back too late. Returns its undo. */
export function watchMutations({
  mutations,
  mutationCalls,
  turnover,
}: {
  readonly mutations: MutationCache
  readonly mutationCalls: MutationCalls
  readonly turnover: Turnover
}): () => void {
  for (const mutation of mutations.getAll()) mutationCalls.attach(mutation)
  return mutations.subscribe((event) => {
    switch (event.type) {
      case 'added': {
        const { mutation } = event
        mutationCalls.attach(mutation)
        if (mutation.state.status === 'pending' && turnover.isBefore(mutation.state.submittedAt)) mutationCalls.drop(mutation)
        return
      }
      case 'removed':
        return mutationCalls.forget(event.mutation)
      case 'observerAdded':
        return mutationCalls.observed(event.mutation, event.observer)
      case 'observerRemoved':
        return mutationCalls.unobserved(event.mutation, event.observer)
      case 'updated':
      case 'observerOptionsUpdated':
        return
      default:
        event satisfies never
    }
  })
}
