import { held } from './held.ts'
import { memoryStore, type SessionStore } from '../index.ts'

const SESSION = /:session:[^:]+$/

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
    ...inner,
    get: async (key) => {
      const entry = await inner.get(key)
      if (store.slow) await new Promise((resolve) => setImmediate(resolve))
      if (SESSION.test(key)) await holds.shift()
      return entry
    },
    set: async (key, value, write) => {
      if (SESSION.test(key) && failures > 0) {
        failures -= 1
        throw new Error('store down')
      }
      return inner.set(key, value, write)
    },
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
