'use client'
import type { Session, Warning } from '@stillhere/core'
import { type ForwardRefExoticComponent, forwardRef, type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { countDown, createClockStore } from '../../countdown.ts'
import { useMessages } from '../../messages/use-messages.ts'
import { useProvided } from '../../session-context.ts'
import { UnseenStatus } from '../../unseen.tsx'
import { LAST_SECONDS_MS } from '../announcements.ts'
import type { SessionDialogOptions, SessionDialogView } from '../dialog-view.ts'
import { useSessionDialog } from '../use-session-dialog.ts'
import { useTitleWhileHidden } from '../use-title-while-hidden.ts'
import { Region } from './announcer.tsx'
import { useMergedRefs } from './merge.ts'
import { type DialogPartState, DialogScopeContext, type PartProps, usePart } from './part.tsx'

export interface SessionDialogRootProps extends SessionDialogOptions {
  /** While the page is hidden and the dialog is open, the tab's title says what the dialog says. Default false. */
  readonly titleWhileHidden?: boolean
}

/**
 * The native `<dialog>`, opened and closed by the session. Its states stand in `data-open`, `data-face`, `data-cause`,
 * `data-extend` and `data-last-seconds`; `--stillhere-left` is the share of the time that is left, 1 to 0 in steps of a second,
 * `--stillhere-left-slow` the same in steps of twenty seconds, for people who want less motion.
 *
 * @throws StillhereError `provider-missing` outside a `<SessionProvider>`.
 * @example
 * <SessionDialog.Root className="house-dialog"><SessionDialog.Title /><SessionDialog.Stay /></SessionDialog.Root>
 */
export const Root: ForwardRefExoticComponent<PartProps<'dialog'> & SessionDialogRootProps> = forwardRef<
  HTMLDialogElement,
  Omit<PartProps<'dialog'>, 'ref'> & SessionDialogRootProps
>(function Root({ messages, announceAt, signedOutFace, titleWhileHidden = false, children, ...props }, ref) {
  const { session } = useProvided()
  const words = useMessages(messages)
  const view = useSessionDialog({ messages: words, ...(announceAt && { announceAt }), ...(signedOutFace && { signedOutFace }) })
  const place = useRef<HTMLElement>(null)
  const ownRef = useMergedRefs(view.dialogProps.ref, place)
  const [announcers, setAnnouncers] = useState(0)
  const claimAnnouncer = useCallback(() => {
    setAnnouncers((count) => count + 1)
    return () => setAnnouncers((count) => count - 1)
  }, [])
  useShareLeft(session, place, view.warning)
  useTitleWhileHidden(titleWhileHidden && view.open ? view.announcement || view.text.title : null)

  const state = stateOf(view)
  const own = {
    ...view.dialogProps,
    ref: ownRef,
    'data-open': state.open ? '' : undefined,
    'data-face': state.face ?? undefined,
    'data-cause': state.cause ?? undefined,
    'data-extend': state.extend ?? undefined,
    'data-last-seconds': state.lastSeconds ? '' : undefined,
    children: (
      <>
        {children}
        {announcers === 0 && <Region />}
      </>
    ),
  }
  return (
    <DialogScopeContext.Provider value={{ view, messages: words, state, claimAnnouncer }}>
      {usePart('dialog', own, props, ref, state)}
      {/* Outside the dialog, because it speaks when the dialog has closed. */}
      <UnseenStatus text={view.afterwards} lang={words.locale} />
    </DialogScopeContext.Provider>
  )
})

function stateOf({ open, face, warning, end, lastSeconds }: SessionDialogView): DialogPartState {
  return { open, face, cause: warning?.cause ?? end?.reason ?? null, extend: warning?.extend?.status ?? null, lastSeconds }
}

/** Written past React: a ring that steps must not render the dialog. */
function useShareLeft(session: Session<unknown>, place: RefObject<HTMLElement | null>, warning: Warning | null): void {
  const openedAt = warning?.openedAt ?? 0
  const endsAt = warning?.endsAt ?? null
  useEffect(() => {
    if (endsAt === null) return undefined
    const store = createClockStore(session, () => countDown(endsAt - session.now(), 1000))
    const share = (ms: number) => String(Math.min(1, ms / Math.max(1, endsAt - openedAt)))
    function write() {
      const leftMs = store.getSnapshot()
      place.current?.style.setProperty('--stillhere-left', share(leftMs))
      place.current?.style.setProperty('--stillhere-left-slow', share(Math.ceil(leftMs / LAST_SECONDS_MS) * LAST_SECONDS_MS))
    }
    write()
    return store.subscribe(write)
  }, [session, place, openedAt, endsAt])
}
