import type { Session } from '@stillhere/core'
import type { Query, QueryClient } from '@tanstack/react-query'
import { createClearing } from './clearing.ts'
import { createHold } from './hold.ts'
import { createMutationCalls } from './mutation-calls.ts'
import type { PersistedCache } from './persisted-cache.ts'
import { createQueryCalls } from './query-calls.ts'
import { createReplay } from './replay.ts'
import { createTurnover } from './turnover.ts'
import { hasStatus401 } from './unauthorized.ts'
import { watchMutations, watchQueries } from './watch-caches.ts'

export interface AttachOptions {
  /** Which errors are a 401. Default: `status`, `response.status`, `cause.status` or `cause.response.status` is 401. */
  readonly isUnauthorized?: (error: unknown) => boolean
  /** While a warning is open nothing is asked for. Default false. */
  readonly pauseWhileWarning?: boolean
  /** Queries that are the same whoever is signed in, and stay. Default: none. */
  readonly keep?: (query: Query) => boolean
  /** Copies of the cache outside memory, emptied with it. Default: none. */
  readonly persisters?: readonly PersistedCache[]
}

/**
 * Makes the queries and mutations of a client the session's.
 *
 * - They wait while the session is restored or checked and while a refresh runs that is needed: without an error, without using up
 *   retries, and without `isFetching` where there is data.
 * - Any number of 401s make one refresh, and each request is sent once more. The second 401 is the app's, and is not retried.
 * - On an end, and when somebody signs in, both caches and the persisted copies are emptied; what arrives late is dropped, and no mutation
 *   goes on.
 *
 * Attach before anything is fetched; one session to a client, any number of clients to a session. Nothing of the client's options or of its
 * caches' is changed. Returns its undo.
 *
 * @example
 * const queryClient = new QueryClient()
 * const detach = attachSession(queryClient, session, { keep: (query) => query.meta?.public === true })
 */
export function attachSession(queryClient: QueryClient, session: Session<unknown>, options: AttachOptions = {}): () => void {
  const { isUnauthorized: is401 = hasStatus401, pauseWhileWarning = false, keep = () => false, persisters = [] } = options
  const queries = queryClient.getQueryCache()
  const mutations = queryClient.getMutationCache()
  let over = false
  /** After the undo a 401 is an error like any other. */
  const isUnauthorized = (error: unknown) => !over && is401(error)

  const hold = createHold(session, pauseWhileWarning)
  const { replay, stop } = createReplay({ session, hold, isUnauthorized })
  const clearing = createClearing(queries, (query) => queryCalls.drop(query))
  const queryCalls = createQueryCalls({ cache: queries, replay, isUnauthorized, isHeldBack: clearing.isLeftOver })
  const mutationCalls = createMutationCalls({ cache: mutations, replay, isUnauthorized })
  const turnover = createTurnover({ session, queries, mutations, clearing, mutationCalls, hold, keep, persisters })

  const undos = [
    stop,
    watchQueries({ queries, queryCalls, clearing, turnover, hold }),
    watchMutations({ mutations, mutationCalls, turnover }),
    turnover.start(),
    queryCalls.stop,
    mutationCalls.stop,
    hold.release,
  ]
  return () => {
    if (over) return
    over = true
    for (const undo of undos) undo()
  }
}
