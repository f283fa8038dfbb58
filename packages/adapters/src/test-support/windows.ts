import { AsyncLocalStorage } from 'node:async_hooks'
import { vi } from 'vitest'

/** A `window` and a `document` of its own for each tab, for SDKs that listen there, and the `storage` events between them. */
export interface Windows {
  open(): OwnWindow
}

export interface OwnWindow {
  /** Does something in this tab: what it stores is told to the others. */
  run<T>(act: () => T): T
  setVisible(visible: boolean): void
}

/** `shared`: what localStorage is for all of them. */
export function openWindows(shared: Storage, members: Readonly<Record<string, unknown>> = {}): Windows {
  const tabs = new Set<EventTarget>()
  const running = new AsyncLocalStorage<EventTarget>()
  const { setTimeout, setInterval } = globalThis
  // A timer of a tab fires in it; driven timers fire wherever they are driven from.
  vi.stubGlobal('setTimeout', (act: () => void, ms: number) => setTimeout(AsyncLocalStorage.bind(act), ms))
  vi.stubGlobal('setInterval', (act: () => void, ms: number) => setInterval(AsyncLocalStorage.bind(act), ms))
  vi.stubGlobal('localStorage', {
    getItem: shared.getItem,
    setItem(key: string, newValue: string) {
      shared.setItem(key, newValue)
      for (const tab of tabs) {
        if (tab !== running.getStore()) running.run(tab, () => tab.dispatchEvent(Object.assign(new Event('storage'), { key, newValue })))
      }
    },
  })

  return {
    open() {
      const window = Object.assign(new EventTarget(), members)
      const document = Object.assign(new EventTarget(), { visibilityState: 'visible' })
      tabs.add(window)
      vi.stubGlobal('window', window)
      vi.stubGlobal('document', document)
      return {
        run: (act) => running.run(window, act),
        setVisible: (visible) =>
          running.run(window, () => {
            document.visibilityState = visible ? 'visible' : 'hidden'
            vi.stubGlobal('document', document)
            document.dispatchEvent(new Event('visibilitychange'))
          }),
      }
    },
  }
}
