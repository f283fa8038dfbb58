'use client'
import { useSyncExternalStore } from 'react'
import { NEVER_CHANGES } from '../countdown.ts'
import { useProvided } from '../session-context.ts'
import type { UnsavedWork } from './session-draft-options.ts'

/**
 * What became of unsaved work at the end of the session, as far as `useSessionDraft` kept it: for a dialog of your own; ours says it by
 * itself. `lost`: there was a text that could not be kept. `none` where there was nothing, on a server, and as soon as somebody is signed in.
 *
 * @throws StillhereError `provider-missing` outside a `<SessionProvider>`.
 */
export function useUnsavedWork(): UnsavedWork {
  const work = useProvided().drafts?.work ?? NEVER_CHANGES
  return useSyncExternalStore(work.subscribe, work.getSnapshot, NEVER_CHANGES.getSnapshot) ?? 'none'
}
