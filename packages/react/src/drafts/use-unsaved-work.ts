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
  const { drafts } = useProvided()
  return useSyncExternalStore(drafts?.subscribe ?? NEVER_CHANGES.subscribe, drafts?.outcome ?? none, none)
}

function none(): UnsavedWork {
  return 'none'
}
