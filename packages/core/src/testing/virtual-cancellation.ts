import type { CancelSignal, Cancellation } from '../ports/cancel-signal.ts'

/** Makes cancellations and tells the virtual network of them. */
export interface VirtualCancellations {
  create(): Cancellation
  /** Calls back once when `signal` is cancelled, if it was made here. Returns its undo. */
  onCancel(signal: CancelSignal, cancelled: () => void): () => void
}

interface Controller {
  readonly signal: CancelSignal
  abort(): void
}

/** The platform's own AbortController where there is one, so that a backend under test can hand the signal to `fetch`. */
export function createVirtualCancellations(): VirtualCancellations {
  const waiting = new WeakMap<object, Set<() => void>>()
  return {
    create() {
      const controller = createController()
      const listeners = new Set<() => void>()
      waiting.set(controller.signal, listeners)
      return {
        signal: controller.signal,
        cancel() {
          controller.abort()
          for (const cancelled of [...listeners]) cancelled()
          listeners.clear()
        },
      }
    },
    onCancel(signal, cancelled) {
      const listeners = waiting.get(signal)
      listeners?.add(cancelled)
      return () => {
        listeners?.delete(cancelled)
      }
    },
  }
}

function createController(): Controller {
  const platform: unknown = Reflect.get(globalThis, 'AbortController')
  if (isControllerClass(platform)) return new platform()
  const signal = { aborted: false }
  return {
    signal,
    abort() {
      signal.aborted = true
    },
  }
}

function isControllerClass(value: unknown): value is new () => Controller {
  return typeof value === 'function'
}
