'use client'
import { useEffect } from 'react'
import { isFocusLost } from '../focus.ts'

/**
 * While the dialog with this heading is open, Escape is its own. It is marked as taken at the window, ahead of a library whose dialog
 * below would close, and of the browser, which closes a native dialog on a second one whatever `cancel` says. What stands inside may
 * still stop it; what reaches the dialog is for the dialog. Where nothing has the focus, nobody else is meant.
 */
export function useEscape(headingId: string, open: boolean, requestClose: () => void): void {
  useEffect(() => {
    if (!open) return undefined
    function onKeyDown(event: KeyboardEvent) {
      if (event.key !== 'Escape') return
      if (isFocusLost()) takeEscape(event, requestClose)
      else if (document.activeElement?.closest(`[aria-labelledby="${headingId}"]`)) event.preventDefault()
    }
    window.addEventListener('keydown', onKeyDown, true)
    return () => window.removeEventListener('keydown', onKeyDown, true)
  })
}

/** A key that is held down asks once, and no dialog below hears of it. */
export function takeEscape(event: KeyboardEvent, requestClose: () => void): void {
  if (event.key !== 'Escape') return
  event.preventDefault()
  event.stopImmediatePropagation()
  if (!event.repeat) requestClose()
}
