import { useState, useSyncExternalStore } from 'react'

const KEY = 'demo:drawer'
const NARROW = '(max-width: 68rem)'

/** Whether the drawer is open, remembered for this tab, and whether it covers the page (narrow screens) or stands beside it. */
export function useDrawerOpen(): { readonly open: boolean; readonly covers: boolean; readonly set: (open: boolean) => void } {
  const [open, setOpen] = useState(() => recall() === 'open')
  const covers = useSyncExternalStore(subscribe, () => matchMedia(NARROW).matches)
  const set = (next: boolean) => {
    setOpen(next)
    remember(next ? 'open' : 'closed')
  }
  return { open, covers, set }
}

function recall(): string | null {
  try {
    return sessionStorage.getItem(KEY)
  } catch {
    return null
  }
}

function remember(value: string): void {
  try {
    sessionStorage.setItem(KEY, value)
  } catch {
    return
  }
}

function subscribe(changed: () => void): () => void {
  const query = matchMedia(NARROW)
  query.addEventListener('change', changed)
  return () => query.removeEventListener('change', changed)
}
