'use client'
import { type RefObject, useEffect } from 'react'

/**
 * Keeps a native `<dialog>` as the state says and puts the focus where it belongs: on opening, when `focusOn` changes while
 * it is open, and when what had the focus is gone. Closing gives the focus back to where it was before, or to the main
 * heading if that is gone. Store updates are synchronous, and so are the effects that follow them: the dialog opens and
 * closes in the task that changed the session.
 */
export function useNativeDialog(
  dialog: RefObject<HTMLDialogElement | null>,
  face: string | null,
  initialFocus: RefObject<HTMLElement | null>,
  focusOn: string,
): void {
  const open = face !== null
  useEffect(() => {
    const element = dialog.current
    if (!element || !open) return undefined
    const before = document.activeElement
    showModal(element)
    return () => {
      hide(element)
      if (isFocusLost() && before instanceof HTMLElement) giveBack(before)
    }
  }, [dialog, open])

  useEffect(() => {
    if (open) initialFocus.current?.focus()
  }, [open, focusOn, initialFocus])

  useEffect(() => {
    if (open && !dialog.current?.contains(document.activeElement)) initialFocus.current?.focus()
  }, [open, face, dialog, initialFocus])
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

function isFocusLost(): boolean {
  return document.activeElement === null || document.activeElement === document.body
}

function giveBack(before: HTMLElement): void {
  if (before.isConnected) return before.focus({ preventScroll: true })
  const heading = document.querySelector<HTMLElement>('main h1') ?? document.querySelector('h1')
  if (!heading) return
  if (!heading.hasAttribute('tabindex')) heading.tabIndex = -1
  heading.focus()
}
