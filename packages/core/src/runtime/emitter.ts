import { guarded } from './store.ts'

type Listener<Detail> = (detail: Detail) => void | Promise<void>

/** Listeners by event name. */
export interface Emitter<Events> {
  /** Returns its undo. */
  on<Name extends keyof Events>(name: Name, listener: Listener<Events[Name]>): () => void
  /** Calls every listener at once; resolves when the promises they returned have settled. */
  emit<Name extends keyof Events>(name: Name, detail: Events[Name]): Promise<void>
}

export function createEmitter<Events>(): Emitter<Events> {
  const listeners = new Map<keyof Events, Set<{ readonly call: Listener<never> }>>()
  return {
    on(name, call) {
      const entry = { call }
      const known = listeners.get(name) ?? new Set()
      listeners.set(name, known.add(entry))
      return () => void known.delete(entry)
    },
    async emit(name, detail) {
      const running: (void | Promise<void> | undefined)[] = []
      for (const { call } of [...(listeners.get(name) ?? [])]) running.push(guarded(() => (call as Listener<typeof detail>)(detail)))
      const settled = await Promise.allSettled(running)
      for (const result of settled) {
        if (result.status === 'rejected') void Promise.reject(result.reason)
      }
    },
  }
}
