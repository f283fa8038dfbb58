'use client'
import { type RefCallback, type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { giveFocusBack, isFocusLost } from '../focus.ts'
import type { SessionDialogView } from './dialog-view.ts'
import { useCloseRequests } from './use-close-requests.ts'

/** For the element that a library gives the role of a dialog. */
export interface SessionDialogPopupProps {
  readonly ref: RefCallback<HTMLElement>
  readonly role: 'alertdialog'
  readonly lang: string
  readonly tabIndex: -1
  readonly 'aria-live': 'off'
  readonly 'aria-labelledby': string
  readonly 'aria-describedby': string
}

/**
 * `useSessionDialog` behind a dialog that a library draws, where `dialogProps` is behind the browser's own: props for the
 * element that has the role. From the moment when that element is there until it is gone, the focus is where the face wants it,
 * Escape and the close request of the platform are the dialog's own, and afterwards the focus is back where it was.
 *
 * The library is only told `open`. It need not be told what to do when it would like to close: without `onOpenChange` it stays.
 *
 * @example
 * const dialog = useSessionDialog()
 * const popup = useSessionDialogPopup(dialog)
 * return <AlertDialog.Root open={dialog.open}><AlertDialog.Popup {...popup} /></AlertDialog.Root>
 */
export function useSessionDialogPopup(dialog: SessionDialogView): SessionDialogPopupProps {
  const { titleProps, descriptionProps, dialogProps, initialFocusRef, requestClose, face, warning } = dialog
  const [popup, setPopup] = useState<HTMLElement | null>(null)
  const before = useRef<Element | null>(null)
  const ref = useCallback((element: HTMLElement | null) => {
    if (element && !element.contains(document.activeElement)) before.current = document.activeElement
    setPopup(element)
  }, [])

  useFocusGivenBack(popup, before)
  useFocusInside(popup, initialFocusRef, face, warning?.extendable ? 'stay' : 'title')
  useCloseRequests(popup, requestClose)

  return {
    ref,
    role: 'alertdialog',
    lang: dialogProps.lang,
    tabIndex: -1,
    'aria-live': 'off',
    'aria-labelledby': titleProps.id,
    'aria-describedby': descriptionProps.id,
  }
}

function useFocusGivenBack(popup: HTMLElement | null, before: RefObject<Element | null>): void {
  useEffect(() => {
    if (!popup) return undefined
    const had = before.current
    return () => giveFocusBack(had)
  }, [popup, before])
}

/** After the library, which runs its effects first, has put it where it would like it. */
function useFocusInside(
  popup: HTMLElement | null,
  initialFocus: RefObject<HTMLElement | null>,
  face: string | null,
  focusOn: string,
): void {
  useEffect(() => {
    if (popup) (initialFocus.current ?? popup).focus()
  }, [popup, focusOn, initialFocus])

  // What had the focus is gone with the face that it belonged to.
  useEffect(() => {
    if (popup && (isFocusLost() || !popup.contains(document.activeElement))) (initialFocus.current ?? popup).focus()
  }, [popup, face, initialFocus])
}
