import { createContext, useContext } from 'react'

/**
 * Notes that were typed and not saved, by case. They live in this tab's memory alone: going back to the list keeps them, the end of the
 * session does not.
 */
export interface Drafts {
  read(caseId: string): string | null
  /** null: nothing is unsaved any more. */
  write(caseId: string, text: string | null): void
  isEmpty(): boolean
  clear(): void
}

export function createDrafts(): Drafts {
  const texts = new Map<string, string>()
  return {
    read: (caseId) => texts.get(caseId) ?? null,
    write: (caseId, text) => {
      if (text === null) texts.delete(caseId)
      else texts.set(caseId, text)
    },
    isEmpty: () => texts.size === 0,
    clear: () => texts.clear(),
  }
}

export const DraftsContext = createContext<Drafts | null>(null)

/** @throws Error outside the app's frame */
export function useDrafts(): Drafts {
  const drafts = useContext(DraftsContext)
  if (drafts === null) throw new Error('useDrafts needs a <DraftsContext>.')
  return drafts
}
