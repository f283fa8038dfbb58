/** A value with listeners. A listener that throws disturbs neither the others nor the one who set the value. */
export interface Store<T> {
  get(): T
  /** Tells the listeners, but only of a value that is another one. */
  set(value: T): void
  /** Returns its undo. */
  subscribe(listener: () => void): () => void
}

export function createStore<T>(initial: T): Store<T> {
  let value = initial
  const listeners = new Set<{ readonly call: () => void }>()
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return
      value = next
      for (const listener of [...listeners]) {
        if (listeners.has(listener)) guarded(listener.call)
      }
    },
    subscribe(call) {
      const listener = { call }
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

/** Runs somebody else's code; what it throws surfaces as an unhandled rejection, where their error reporting sees it. */
export function guarded<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    void Promise.reject(error)
    return undefined
  }
}
