'use client'
import { useEffect } from 'react'

/**
 * While the page is hidden the tab's title is `text`; it changes only with it. When the page is seen again, or `text` is null,
 * the title is what the app set last, even if it did so meanwhile.
 */
export function useTitleWhileHidden(text: string | null): void {
  useEffect(() => {
    if (text === null) return undefined
    let own: string | null = null
    function show() {
      if (!document.hidden || document.title === text) return restore()
      own = document.title
      document.title = text ?? ''
    }
    function restore() {
      if (own !== null && document.title === text) document.title = own
      own = null
    }
    show()
    document.addEventListener('visibilitychange', show)
    return () => {
      document.removeEventListener('visibilitychange', show)
      restore()
    }
  }, [text])
}
