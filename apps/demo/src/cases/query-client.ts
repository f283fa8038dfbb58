import type { Session } from '@stillhere/core'
import { attachSession } from '@stillhere/query'
import { QueryClient } from '@tanstack/react-query'

/** What the page has fetched: it waits for the session's checks and refreshes, and is gone with the session. */
export function createQueryClient(session: Session<unknown>): QueryClient {
  // The page itself offers to try again.
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  attachSession(client, session)
  return client
}
