'use client'
import { useCallback, useEffect, useInsertionEffect, useRef, useSyncExternalStore } from 'react'
import { useDrafts } from './use-drafts.ts'

export interface SessionDraft<T> {
  /** What this user had not saved before the last end or reload; null when there is nothing, on a server and in the first render. */
  readonly found: T | null
  /** Forgets what was found: after it was put back, or when the user does not want it. */
  readonly discard: () => void
}

export interface SessionDraftUse<T> {
  /** Makes sure that what was found is what this build can use, and returns it; null, or an error, forgets it. Default: it is believed. */
  readonly parse?: (kept: unknown) => T | null
  /** The user may leave the form and come back to it while signed in: then it is offered again. Default false: who leaves a form is done with it. */
  readonly keepOnUnmount?: boolean
}

/**
 * Keeps what a form holds over the end of the session: while somebody types, at the warning and at the end, whatever ended it. After
 * signing in again as the same user it is `found`; what another user left behind is deleted. It stands sealed in this tab's session storage.
 *
 * @param key Names the form within the app: `note-4711`. Two forms of one key keep their texts side by side.
 * @param read What is unsaved now, as plain data: texts, numbers, lists, plain objects, dates. null: nothing is, and what was kept is
 * forgotten. It is called at any time, the last one included.
 * @throws StillhereError `provider-missing` outside a `<SessionProvider>`. What cannot be kept throws nothing: the console says why
 * (`draft-not-storable`), and the dialog that it is lost.
 * @example
 * const draft = useSessionDraft('note', () => text || null)
 */
export function useSessionDraft<T>(key: string, read: () => T | null, use: SessionDraftUse<T> = {}): SessionDraft<T> {
  const drafts = useDrafts()
  const latest = useRef({ read, use })
  useInsertionEffect(() => {
    latest.current = { read, use }
  })
  // An insertion effect lasts as long as the form's state does, through StrictMode's rehearsals and while an <Activity> is hidden.
  useInsertionEffect(
    () =>
      drafts.hold({
        key,
        read: () => latest.current.read(),
        parse: (kept) => (latest.current.use.parse ?? believe)(kept),
        keepOnUnmount: () => latest.current.use.keepOnUnmount ?? false,
      }),
    [drafts, key],
  )
  // Text that lives in state may come from anywhere: a picker, a paste button.
  useEffect(() => drafts.touched())
  const offer = useSyncExternalStore(
    drafts.subscribe,
    () => drafts.offered(key),
    () => null,
  )
  const discard = useCallback(() => drafts.discard(key), [drafts, key])
  return { found: offer && (offer.value as T), discard }
}

function believe(kept: unknown): unknown {
  return kept
}
