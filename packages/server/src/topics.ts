import type { StoreListener } from './store.ts'

/** Who listens to what, within this process. */
export interface Topics {
  /** Tells everybody who listens at this instant. */
  tell(topic: string, message: string): void
  /** Answers its own undo, safe to call twice. */
  add(topic: string, listener: StoreListener): () => void
}

export function listenedTopics(): Topics {
  const listeners = new Map<string, Set<{ readonly listener: StoreListener }>>()

  return {
    tell: (topic, message) => {
      for (const { listener } of [...(listeners.get(topic) ?? [])]) {
        try {
          listener(message)
        } catch {
          // One listener's failure is not the others'.
        }
      }
    },
    add: (topic, listener) => {
      // Wrapped, so that the same function can listen twice and each be undone for itself.
      const one = { listener }
      const present = listeners.get(topic) ?? new Set()
      listeners.set(topic, present.add(one))
      return () => {
        present.delete(one)
        if (present.size === 0 && listeners.get(topic) === present) listeners.delete(topic)
      }
    },
  }
}
