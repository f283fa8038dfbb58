import type { DehydratedState, QueryClient } from '@tanstack/react-query'

/** Private data that must not be found anywhere. */
export const MARKER = 'private-7f3a'

/** A note that was saved without a network, as a persister keeps it. */
export const PAUSED: DehydratedState = {
  queries: [],
  mutations: [
    {
      mutationKey: ['note'],
      state: {
        context: undefined,
        data: undefined,
        error: null,
        failureCount: 0,
        failureReason: null,
        isPaused: true,
        status: 'pending',
        submittedAt: 1,
        variables: MARKER,
      },
    },
  ],
}

/** Everything that the client holds, as a persister or the devtools would read it. */
export function held(client: QueryClient): string {
  const queries = client.getQueryCache().getAll()
  const mutations = client.getMutationCache().getAll()
  return JSON.stringify([queries.map(({ queryKey, state }) => [queryKey, state]), mutations.map(({ state }) => state)])
}
