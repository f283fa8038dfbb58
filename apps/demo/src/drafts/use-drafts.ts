import { createContext, useContext, useSyncExternalStore } from 'react'
import type { Drafts } from './drafts.ts'

export const DraftsContext = createContext<Drafts | null>(null)

/**
 * The drafts of this tab; renders when they change.
 *
 * @throws Error outside the app's frame
 */
export function useDrafts(): Drafts {
  const drafts = useContext(DraftsContext)
  if (drafts === null) throw new Error('useDrafts needs a <DraftsContext>.')
  useSyncExternalStore(drafts.subscribe, drafts.version)
  return drafts
}
