import type { SessionStore, StoredEntry } from './store.ts'

interface Kept extends StoredEntry {
  readonly expiresAt: number
}

/** Entries that are over are swept out at the latest after this many writes. */
const SWEEP_EVERY = 64

/**
 * Sessions in the memory of this process: for development, tests and a single process that may sign everybody out when it
 * restarts. Holds no entry for longer than its time to live plus 64 writes.
 *
 * @param options.now epoch milliseconds; default the system's clock
 * @example
 * const store = memoryStore()
 */
export function memoryStore(options: { readonly now?: () => number } = {}): SessionStore {
  const now = options.now ?? Date.now
  const kept = new Map<string, Kept>()
  let writes = 0
  // Numbered over all keys, so that an entry deleted and written anew never shows a revision somebody has already seen.
  let revision = 0

  const live = (key: string): Kept | null => {
    const entry = kept.get(key)
    if (entry && entry.expiresAt > now()) return entry
    kept.delete(key)
    return null
  }
  const sweep = (): void => {
    for (const [key, entry] of kept) if (entry.expiresAt <= now()) kept.delete(key)
  }

  return {
    get: async (key) => {
      const entry = live(key)
      return entry && { value: entry.value, revision: entry.revision }
    },
    set: async (key, value, write) => {
      if ((live(key)?.revision ?? null) !== write.revision) return false
      writes += 1
      if (writes % SWEEP_EVERY === 0) sweep()
      revision += 1
      kept.set(key, { value, revision, expiresAt: now() + write.ttlMs })
      return true
    },
    delete: async (key) => {
      const found = live(key) !== null
      kept.delete(key)
      return found
    },
  }
}
