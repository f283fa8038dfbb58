'use client'
import { type RefObject, useEffect } from 'react'

/**
 * Keeps a native `<dialog>` as the state says and puts the focus where it belongs: on opening, and when `focusOn` changes
 * while it is open. Closing gives the focus back to where it was before. Store updates are synchronous, and so are the
 * effects that follow them: the dialog opens and closes in the task that changed the session.
 */
export function useNativeDialog(
  dialog: RefObject<HTMLDialogElement | null>,
  open: boolean,
  initialFocus: RefObject<HTMLElement | null>,
  focusOn: string,
): void {
  useEffect(() => {
    const element = dialog.current
    if (!element || !open) return undefined
    const before = document.activeElement
    showModal(element)
    return () => {
      hide(element)
      const lost = document.activeElement === null || document.activeElement === document.body
      if (lost && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    }
  }, [dialog, open])

  useEffect(() => {
    if (open) initialFocus.current?.focus()
  }, [open, focusOn, initialFocus])
}

/** Opens it as a modal; does nothing when it is open. */
export function showModal(element: HTMLDialogElement): void {
  if (element.open) return
  // Test environments without the dialog's methods still get a visible dialog.
  if (typeof element.showModal === 'function') element.showModal()
  else element.setAttribute('open', '')
}

function hide(element: HTMLDialogElement): void {
  if (typeof element.close === 'function') element.close()
  else element.removeAttribute('open')
}
