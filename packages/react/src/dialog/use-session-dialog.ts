'use client'
import type { SessionState } from '@stillhere/core'
import { type KeyboardEvent, type SyntheticEvent, useCallback, useId, useRef, useState } from 'react'
import { english } from '../messages/english.ts'
import { useProvided } from '../session-context.ts'
import { useSession } from '../use-session.ts'
import { announcementOf, textOf } from './dialog-text.ts'
import type { SessionDialogOptions, SessionDialogView } from './dialog-view.ts'
import { NOTHING, occasionOf } from './face.ts'
import { showModal, useNativeDialog } from './use-native-dialog.ts'
import { useSpokenMs, useStayed, useUnseenMs } from './use-occasion-extras.ts'

const ANNOUNCE_AT = ['1m', '40s', '20s'] as const
const ASSERTIVE_FROM_MS = 20_000
const NO_ACTIONS = { stayProps: null, signInProps: null, signOutProps: null } as const

/**
 * The dialog without its looks: what it is about, its words, and the props for your own elements. It does not render with
 * the countdown; `useSessionCountdown` does that where the figure stands.
 *
 * @throws StillhereError `provider-missing` outside a `<SessionProvider>`.
 */
export function useSessionDialog(options: SessionDialogOptions = {}): SessionDialogView {
  const { messages = english, announceAt = ANNOUNCE_AT, signedOutFace = 'show' } = options
  const { session } = useProvided()
  const state = useSession(pickState)
  const [dismissed, setDismissed] = useState('')
  const now = occasionOf(state)
  const occasion = now.key === dismissed || (now.face === 'signed-out' && signedOutFace === 'none') ? NOTHING : now
  const { face, warning, end } = occasion

  const dialogRef = useRef<HTMLDialogElement>(null)
  const initialFocusRef = useRef<HTMLElement | null>(null)
  const focusHere = useCallback((element: HTMLElement | null) => {
    initialFocusRef.current = element
  }, [])
  const focusOn = warning?.extendable ? 'stay' : 'title'
  useNativeDialog(dialogRef, face !== null, initialFocusRef, focusOn)

  const spokenMs = useSpokenMs(session, warning?.endsAt ?? null, announceAt.join(' '))
  const unseenMs = useUnseenMs(session, warning)
  const afterwards = useStayed(occasion, state.status === 'signed-in' && !state.checking) ? messages.stillSignedIn : ''
  const id = useId()

  function stay() {
    if (warning?.extendable && warning.extend.status !== 'running') void session.extend()
  }
  function requestClose() {
    if (warning?.extendable) stay()
    else setDismissed(occasion.key)
  }

  const shared = {
    requestClose,
    initialFocusRef,
    afterwards,
    titleProps: { id: `${id}title`, tabIndex: -1, ...(focusOn === 'title' && { ref: focusHere }) },
    descriptionProps: { id: `${id}description` },
    announcerProps: {
      role: 'status',
      'aria-live': spokenMs !== null && spokenMs <= ASSERTIVE_FROM_MS ? ('assertive' as const) : ('polite' as const),
      'aria-atomic': true,
    },
    dialogProps: {
      ref: dialogRef,
      role: 'alertdialog',
      'aria-labelledby': `${id}title`,
      'aria-describedby': `${id}description`,
      closedby: 'closerequest' as const,
      // Escape that is taken here never reaches the browser, which closes the dialog on a second one whatever `cancel` says.
      onKeyDown(event: KeyboardEvent) {
        if (event.key !== 'Escape') return
        event.preventDefault()
        if (!event.repeat) requestClose()
      },
      onCancel(event: SyntheticEvent) {
        if (event.target !== event.currentTarget) return
        event.preventDefault()
        requestClose()
      },
      onClose(event: SyntheticEvent<HTMLDialogElement>) {
        // Closed by the browser while the state says open: it is shown again, because time is still running out.
        if (face === null || event.target !== event.currentTarget || event.currentTarget.open) return
        showModal(event.currentTarget)
        initialFocusRef.current?.focus()
      },
    },
  }
  if (face === null) {
    return { ...shared, ...NO_ACTIONS, open: false, face, text: null, announcement: '', warning, end }
  }

  const signInProps = button(() => void session.signIn())
  const signOutProps = button(() => void session.signOut())
  const shown = {
    ...shared,
    ...NO_ACTIONS,
    open: true as const,
    text: textOf(occasion, unseenMs, messages),
    announcement: announcementOf(occasion, spokenMs, messages),
  }
  switch (face) {
    case 'refresh-failed':
    case 'still-here': {
      const busy = warning.extend.status === 'running'
      const stayProps = { ...button(stay), ref: focusHere, 'aria-disabled': busy, ...(busy && { 'data-busy': '' }) }
      return { ...shown, face, warning, end, stayProps, signOutProps }
    }
    case 'time-up':
      return { ...shown, face, warning, end, signInProps, signOutProps }
    case 'signed-out':
      return { ...shown, face, warning, end, signInProps }
  }
}

function pickState({ status, warning, checking, end }: SessionState<unknown>) {
  return { status, warning, checking, end }
}

function button(onClick: () => void) {
  return { type: 'button' as const, onClick }
}
