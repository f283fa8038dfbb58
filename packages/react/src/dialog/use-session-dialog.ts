'use client'
import type { SessionState } from '@stillhere/core'
import { type KeyboardEvent, type SyntheticEvent, useCallback, useId, useRef } from 'react'
import { useMessages } from '../messages/use-messages.ts'
import { useProvided } from '../session-context.ts'
import { useSession } from '../use-session.ts'
import { announcementOf, textOf } from './dialog-text.ts'
import type { SessionDialogOptions, SessionDialogView } from './dialog-view.ts'
import { showModal, useNativeDialog } from './use-native-dialog.ts'
import { takeEscape, useEscape } from './use-escape.ts'
import { useOccasion } from './use-occasion.ts'
import { useSignIn } from './use-sign-in.ts'
import { useSpoken } from './use-spoken.ts'
import { useStayed } from './use-stayed.ts'
import { useUnseenMs } from './use-unseen-ms.ts'

const ANNOUNCE_AT = ['1m', '40s', '20s'] as const
/** It stays focusable: a button that is switched off would lose the focus. */
const BUSY = { 'aria-disabled': true, 'data-busy': '' } as const
/**
 * For libraries with a modal dialog of their own open below: React Aria makes all inert that does not say this, and Radix takes a
 * press in here for one outside of its dialog, which closes it.
 */
const AMONG_OTHERS = { 'data-react-aria-top-layer': '', onPointerDown: keepInside } as const
const NO_ACTIONS = { stayProps: null, signInProps: null, signOutProps: null, dismissProps: null } as const

/**
 * The dialog without its looks: what it is about, its words, and the props for your own elements. It renders once per
 * announcement and change of face, not with the countdown; `useSessionCountdown` does that where the figure stands.
 *
 * @throws StillhereError `provider-missing` outside a `<SessionProvider>`.
 * @example
 * const { open, text, dialogProps, titleProps, stayProps } = useSessionDialog()
 */
export function useSessionDialog(options: SessionDialogOptions = {}): SessionDialogView {
  const { announceAt = ANNOUNCE_AT, signedOutFace = 'show' } = options
  const messages = useMessages(options.messages)
  const { session } = useProvided()
  const state = useSession(pickState)
  const { occasion, changed, dismiss } = useOccasion(session, state, signedOutFace)
  const [signIn, startSignIn] = useSignIn(session, occasion.key)
  const { face, warning, end } = occasion

  const dialogRef = useRef<HTMLDialogElement>(null)
  const initialFocusRef = useRef<HTMLElement | null>(null)
  const focusHere = useCallback((element: HTMLElement | null) => {
    initialFocusRef.current = element
  }, [])
  const focusOn = warning?.extendable ? 'stay' : 'title'
  useNativeDialog(dialogRef, face, initialFocusRef, focusOn)

  const spoken = useSpoken(session, occasion, announceAt.join(' '))
  const unseenMs = useUnseenMs(session, warning)
  const afterwards = useStayed(occasion, state.status === 'signed-in' && !state.checking) ? messages.stillSignedIn : ''
  const id = useId()

  function stay() {
    if (warning?.extendable && warning.extend.status !== 'running') void session.extend()
  }
  function requestClose() {
    if (warning?.extendable) stay()
    else if (face !== 'checking') dismiss()
  }
  useEscape(`${id}title`, face !== null, requestClose)

  const shared = {
    requestClose,
    initialFocusRef,
    afterwards,
    titleProps: { id: `${id}title`, tabIndex: -1, ...(focusOn === 'title' && { ref: focusHere }) },
    descriptionProps: { id: `${id}description` },
    announcerProps: {
      role: 'status' as const,
      'aria-live': spoken.lastSeconds && spoken.leftMs !== null ? ('assertive' as const) : ('polite' as const),
      'aria-atomic': true as const,
    },
    dialogProps: {
      ref: dialogRef,
      lang: messages.locale,
      tabIndex: -1,
      role: 'alertdialog',
      // The role descends from `alert`, and who takes that literally would speak the whole dialog with each tick of the figure.
      'aria-live': 'off' as const,
      'aria-labelledby': `${id}title`,
      'aria-describedby': `${id}description`,
      closedby: 'closerequest' as const,
      ...AMONG_OTHERS,
      onKeyDown: ({ nativeEvent }: KeyboardEvent) => takeEscape(nativeEvent, requestClose),
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
    return { ...shared, ...NO_ACTIONS, open: false, face, text: null, announcement: '', lastSeconds: false, warning, end }
  }

  const text = textOf(occasion, { unseenMs, signIn }, messages)
  const signInProps = { ...button(startSignIn), ...(signIn === 'running' && BUSY) }
  const signOutProps = button(() => void session.signOut())
  const shown = {
    ...shared,
    ...NO_ACTIONS,
    open: true as const,
    text,
    announcement: announcementOf(occasion, spoken.leftMs, messages) || (changed ? text.description : ''),
    lastSeconds: spoken.lastSeconds,
  }
  switch (face) {
    case 'refresh-failed':
    case 'still-here': {
      const busy = warning.extend.status === 'running'
      const stayProps = { ...button(stay), ref: focusHere, ...(busy && BUSY) }
      return { ...shown, face, warning, end, stayProps, signOutProps }
    }
    case 'time-up':
      return { ...shown, face, warning, end, signInProps, signOutProps, dismissProps: button(dismiss) }
    case 'checking':
      return { ...shown, face, warning, end, signOutProps }
    case 'signed-out':
      return { ...shown, face, warning, end, signInProps }
  }
}

function keepInside({ nativeEvent }: SyntheticEvent) {
  nativeEvent.stopImmediatePropagation()
}

function pickState({ status, warning, checking, end }: SessionState<unknown>) {
  return { status, warning, checking, end }
}

function button(onClick: () => void) {
  return { type: 'button' as const, onClick }
}
