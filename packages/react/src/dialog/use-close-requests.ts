'use client'
import { useEffect, useRef } from 'react'

/** What is used of the browser's `CloseWatcher`, which Firefox and Safari lack. */
interface CloseWatcher extends EventTarget {
  destroy(): void
}

/** While the popup is there, what the platform has for closing beside Escape (Android's back) comes here, as it does to a `<dialog>`. */
export function useCloseRequests(popup: HTMLElement | null, requestClose: () => void): void {
  const latest = useRef(requestClose)
  useEffect(() => {
    latest.current = requestClose
  })
  useEffect(() => (popup ? watchClosing(() => latest.current()) : undefined), [popup])
}

/** A watcher serves one request; the next one needs another. */
function watchClosing(onRequest: () => void): () => void {
  const Watcher: unknown = Reflect.get(globalThis, 'CloseWatcher')
  if (!isConstructor(Watcher)) return () => {}
  const create = Watcher
  let watcher = watch()
  function watch(): CloseWatcher {
    const next = new create()
    next.addEventListener('close', onClose, { once: true })
    return next
  }
  function onClose() {
    watcher = watch()
    onRequest()
  }
  return () => {
    watcher.removeEventListener('close', onClose)
    watcher.destroy()
  }
}

function isConstructor(value: unknown): value is new () => CloseWatcher {
  return typeof value === 'function'
}
