'use client'
import { useSyncExternalStore } from 'react'
import { useDrafts } from './use-drafts.ts'

/**
 * How many drafts are kept in this tab, whoever wrote them: for a sign-in page that says so. 0 on a server and in the first render.
 *
 * @throws StillhereError `provider-missing` outside a `<SessionProvider>`.
 * @example
 * {useKeptDrafts() > 0 && <p>What you were writing is kept in this tab.</p>}
 */
export function useKeptDrafts(): number {
  const drafts = useDrafts()
  return useSyncExternalStore(drafts.subscribe, drafts.count, none)
}

function none(): number {
  return 0
}
