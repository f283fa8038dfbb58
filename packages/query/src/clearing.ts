import type { Query, QueryCache, QueryOptions, QueryState } from '@tanstack/react-query'

const BLANK: QueryState = {
  data: undefined,
  dataUpdateCount: 0,
  dataUpdatedAt: 0,
  error: null,
  errorUpdateCount: 0,
  errorUpdatedAt: 0,
  fetchFailureCount: 0,
  fetchFailureReason: null,
  fetchMeta: null,
  isInvalidated: false,
  status: 'pending',
  fetchStatus: 'idle',
}

/** Empties queries, those included that somebody shows. */
export interface Clearing {
  /** Nothing of the query stays, and nothing that is under way for it arrives. */
  clear(query: Query): void
  /** Whether it was shown when it was cleared, and nobody has asked for it since: it is not asked for before the next sign-in. */
  isLeftOver(query: Query): boolean
  /** Somebody shows it anew, or for nobody any more. */
  shown(query: Query): void
  unshown(query: Query): void
  /** Whoever still shows a left-over may have it. */
  giveBack(): void
}

/** `drop`: what the query is being told at this moment counts no more. */
export function createClearing(cache: QueryCache, drop: (query: Query) => void): Clearing {
  let leftOver = new WeakSet<Query>()

  return {
    clear(query) {
      drop(query)
      void query.cancel({ silent: true })
      query.setState(BLANK)
      if (query.getObserversCount() === 0) return cache.remove(query)
      leftOver.add(query)
      // "Loading" is what its component then shows; it was written for that, and not for nothing at all.
      if (query.isActive()) query.fetch(withoutPersister(query.options)).catch(() => {})
    },
    isLeftOver: (query) => leftOver.has(query),
    shown: (query) => void leftOver.delete(query),
    unshown(query) {
      if (leftOver.has(query) && query.getObserversCount() === 0) cache.remove(query)
    },
    giveBack() {
      leftOver = new WeakSet()
    },
  }
}

/** It would bring back at once what is being removed. */
function withoutPersister(given: QueryOptions): QueryOptions {
  const options = { ...given }
  delete options.persister
  return options
}
