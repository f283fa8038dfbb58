'use client'
import { useEffect, useRef } from 'react'
import { takeEscape } from './use-escape.ts'

/** What is used of the browser's `CloseWatcher`, which Firefox and Safari lack. */
interface CloseWatcher extends EventTarget {
  destroy(): void
}

/**
 * While the popup is there, Escape and what else the platform has for closing (Android's back) come here, as they do to a `<dialog>`,
 * and not to the library.
 */
export function useCloseRequests(popup: HTMLElement | null, requestClose: () => void): void {
  const latest = useRef(requestClose)
  useEffect(() => {
    latest.current = requestClose
  })
  useEffect(() => {
    if (!popup) return undefined
    const request = () => latest.current()
    const onKeyDown = (event: KeyboardEvent) => takeEscape(event, request)
    popup.addEventListener('keydown', onKeyDown)
    const unwatch = watchClosing(request)
    return () => {
      popup.removeEventListener('keydown', onKeyDown)
      unwatch()
    }
  }, [popup])
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
