import { type SessionDraft, useSessionDraft } from '@stillhere/react'

/** The note on a case as long as it is not saved: `unsaved` is null when there is nothing to keep, and in the list, which only asks. */
export function useNoteDraft(caseId: string, unsaved: string | null): SessionDraft<string> {
  return useSessionDraft(`note-${caseId}`, () => unsaved, { parse: textOrNull, keepOnUnmount: true })
}

function textOrNull(kept: unknown): string | null {
  return typeof kept === 'string' ? kept : null
}
