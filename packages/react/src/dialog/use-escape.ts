'use client'
import { useEffect } from 'react'
import { isFocusLost } from '../focus.ts'

/**
 * While the dialog with this heading is open, Escape is its own: taken at the window, ahead of libraries whose dialog below would
 * close, and of the browser, which closes a native dialog on a second one whatever `cancel` says.
 */
export function useEscape(headingId: string, open: boolean, requestClose: () => void): void {
  useEffect(() => {
    if (!open) return undefined
    function onKeyDown(event: KeyboardEvent) {
      if (event.key !== 'Escape' || !(isFocusLost() || document.activeElement?.closest(`[aria-labelledby="${headingId}"]`))) return
      event.preventDefault()
      event.stopPropagation()
      if (!event.repeat) requestClose()
    }
    window.addEventListener('keydown', onKeyDown, true)
    return () => window.removeEventListener('keydown', onKeyDown, true)
  })
}
