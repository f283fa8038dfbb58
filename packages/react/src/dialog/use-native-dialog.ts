'use client'
import { type RefObject, useEffect } from 'react'
import { giveFocusBack } from '../focus.ts'

/**
 * Keeps a native `<dialog>` as the state says and puts the focus where it belongs: on opening, when `focusOn` changes while
 * it is open, and when what had the focus is gone. Closing gives the focus back to where it was before, or to the main
 * heading if that is gone. Store updates are synchronous, and so are the effects that follow them: the dialog opens and
 * closes in the task that changed the session. Where there is no such element, because a library draws another one, it does
 * nothing.
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
    const putCaretBack = keepCaret(before)
    showModal(element)
    const conceal = reveal(element)
    return () => {
      hide(element)
      conceal()
      giveFocusBack(before)
      putCaretBack()
    }
  }, [dialog, open])

  useEffect(() => {
    if (open && dialog.current) (initialFocus.current ?? dialog.current).focus()
  }, [open, focusOn, dialog, initialFocus])

  useEffect(() => {
    if (open && dialog.current?.contains(document.activeElement) === false) (initialFocus.current ?? dialog.current).focus()
  }, [open, face, dialog, initialFocus])
}

/** Opens it as a modal; does nothing when it is open. */
export function showModal(element: HTMLDialogElement): void {
  // In a gate that covers it nobody would see it, and it would make the page dead.
  if (element.open || element.closest('slot[name="stillhere"][hidden]')) return
  // Some libraries switch the pointer off for the whole page while a modal dialog of theirs is open.
  element.style.pointerEvents = 'auto'
  // Test environments without the dialog's methods still get a visible dialog.
  if (typeof element.showModal === 'function') element.showModal()
  else element.setAttribute('open', '')
}

/**
 * A library whose modal dialog is open below may have hidden all around that from screen readers, this one included. The undo hides
 * it again if such a dialog is still there.
 */
function reveal(element: HTMLElement): () => void {
  const outer = element.closest('[aria-hidden="true"]')
  outer?.removeAttribute('aria-hidden')
  return () => {
    if (outer && document.querySelector('[aria-modal="true"]')) outer.setAttribute('aria-hidden', 'true')
  }
}

/**
 * Chromium gives the focus back to a field without its caret, if the dialog was clicked: what is typed goes nowhere. And Radix
 * selects all the text of a field in its dialog when the focus goes elsewhere: the next key would replace it.
 */
function keepCaret(field: Element | null): () => void {
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return () => {}
  const { selectionStart, selectionEnd } = field
  return () => {
    if (selectionStart !== null && field === document.activeElement) field.setSelectionRange(selectionStart, selectionEnd)
  }
}

function hide(element: HTMLDialogElement): void {
  if (typeof element.close === 'function') element.close()
  else element.removeAttribute('open')
}
