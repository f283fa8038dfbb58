import type { Query, QueryCache, QueryFunctionContext, QueryOptions } from '@tanstack/react-query'
import { dressOptions } from './dress-options.ts'
import type { Caller, Replay } from './replay.ts'
import { createOriginals } from './originals.ts'
import { type Retry, exceptUnauthorized } from './retrying.ts'

/** The calls that queries make: held, replayed, and dropped when they are nobody's any more. */
export interface QueryCalls {
  attach(query: Query): void
  forget(query: Query): void
  /** What the query is being told at this moment counts no more. */
  drop(query: Query): void
  stop(): void
}

export interface QueryCallsSetting {
  readonly cache: QueryCache
  readonly replay: Replay
  readonly isUnauthorized: (error: unknown) => boolean
  readonly isHeldBack: (query: Query) => boolean
}

export function createQueryCalls({ cache, replay, isUnauthorized, isHeldBack }: QueryCallsSetting): QueryCalls {
  const runs = new WeakMap<Query, object>()
  const undos = new Map<Query, () => void>()
  const queryFns = createOriginals<NonNullable<QueryOptions['queryFn']>>()
  const retries = createOriginals<Retry>()

  function callerFor(query: Query): Caller {
    const run = {}
    runs.set(query, run)
    // Only now is it known whether somebody still waits: reading the context's signal would count as using it.
    const isWanted = () => cache.get(query.queryHash) === query && query.state.fetchStatus !== 'idle'
    let wanted = true
    return {
      isLive: () => wanted && runs.get(query) === run,
      isHeldBack: () => isHeldBack(query),
      paused() {
        if (query.state.data !== undefined && isWanted()) query.setState({ fetchStatus: 'paused' })
      },
      resumed() {
        wanted = isWanted()
        if (wanted && runs.get(query) === run && query.state.fetchStatus === 'paused') query.setState({ fetchStatus: 'fetching' })
      },
    }
  }

  function dress(query: Query, given: QueryOptions): QueryOptions {
    const queryFn = queryFns.of(given.queryFn)
    const retry = retries.of(given.retry)
    const dressed = { ...given }
    if (typeof queryFn === 'function') {
      dressed.queryFn = queryFns.remember(queryFn, (context: QueryFunctionContext<readonly unknown[], never>) =>
        replay(callerFor(query), () => queryFn(context)),
      )
      dressed.retry = retries.remember(retry, exceptUnauthorized(retry, isUnauthorized))
    }
    return dressed
  }

  return {
    attach(query) {
      undos.set(
        query,
        dressOptions(query, (given) => dress(query, given)),
      )
    },
    forget: (query) => void undos.delete(query),
    drop: (query) => void runs.set(query, {}),
    stop() {
      for (const undo of undos.values()) undo()
      undos.clear()
    },
  }
}
