import { held } from './held.ts'
import { memoryStore, type SessionStore } from '../index.ts'

/** A memory store that fails or dawdles over sessions when told to. */
export interface TroubledStore extends SessionStore {
  /** The next writes of sessions reject. */
  failWrites(times: number): void
  /** What the next read of a session has found is handed over only when what this returns is called. */
  holdNextRead(): () => void
  /** Every read takes until after the calls that are under way. */
  slow: boolean
}

export function troubledStore(): TroubledStore {
  const inner = memoryStore()
  const holds: Promise<void>[] = []
  let failures = 0
  const store: TroubledStore = {
    get: async (key) => {
      const entry = await inner.get(key)
      if (store.slow) await new Promise((resolve) => setImmediate(resolve))
      if (key.includes(':session:')) await holds.shift()
      return entry
    },
    set: async (key, value, write) => {
      if (key.includes(':session:') && failures > 0) {
        failures -= 1
        throw new Error('store down')
      }
      return inner.set(key, value, write)
    },
    delete: (key) => inner.delete(key),
    failWrites: (times) => void (failures = times),
    holdNextRead: () => {
      const { promise, release } = held()
      holds.push(promise)
      return release
    },
    slow: false,
  }
  return store
}
