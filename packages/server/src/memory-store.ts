import type { SessionStore, StoredEntry, StoreWrite } from './store.ts'
import { listenedTopics } from './topics.ts'

interface Kept extends StoredEntry {
  readonly expiresAt: number
  readonly tags: readonly string[]
}

export interface MemoryStoreOptions {
  /** Epoch milliseconds. Default: the system's clock. */
  readonly now?: () => number
  /** The most sessions to hold, about 4 KB each, and as many small expendable entries. Default 50,000. */
  readonly maxEntries?: number
}

/** Entries that are over are swept out at the latest after this many writes. */
const SWEEP_EVERY = 64

/**
 * Sessions in the memory of this process: for development, tests and a single process that may sign everybody out when it
 * restarts. Holds no entry for longer than its time to live plus 64 writes, and no timer.
 *
 * It is full at `maxEntries` sessions, and at as many entries that were written as expendable. What is over goes first. After that
 * the oldest expendable entry gives way to a new one; a session never gives way: the write of a new one rejects (the server answers
 * 503 to that sign-in) and every session goes on.
 *
 * @throws RangeError when `maxEntries` is no whole number above zero
 * @example
 * const store = memoryStore({ maxEntries: 10_000 })
 */
export function memoryStore(options: MemoryStoreOptions = {}): SessionStore {
  const { now = Date.now, maxEntries = 50_000 } = options
  if (!Number.isInteger(maxEntries) || maxEntries < 1)
    throw new RangeError(`memoryStore: maxEntries is ${maxEntries}, but it must be a whole number above zero. Leave it out for 50,000.`)
  const kept = new Map<string, Kept>()
  const expendable = new Set<string>()
  const tagged = new Map<string, Set<string>>()
  const topics = listenedTopics()
  let writes = 0
  // Numbered over all keys, so that an entry deleted and written anew never shows a revision somebody has already seen.
  let revision = 0

  const live = (key: string): Kept | null => {
    const entry = kept.get(key)
    if (entry && entry.expiresAt > now()) return entry
    if (entry) drop(key, entry)
    return null
  }

  return {
    get: async (key) => {
      const entry = live(key)
      return entry && { value: entry.value, revision: entry.revision }
    },
    set: async (key, value, write) => {
      const present = live(key)
      if ((present?.revision ?? null) !== write.revision) return false
      writes += 1
      if (writes % SWEEP_EVERY === 0) sweep()
      if (present) drop(key, present)
      else makeRoom(write.expendable ?? false)
      if (write.ttlMs > 0) put(key, value, write)
      return true
    },
    delete: async (key) => {
      const present = live(key)
      if (present) drop(key, present)
      return present !== null
    },
    findByTag: async (tag) => [...(tagged.get(tag) ?? [])].filter((key) => live(key) !== null),
    publish: async (topic, message) => queueMicrotask(() => topics.tell(topic, message)),
    subscribe: topics.add,
  }

  function put(key: string, value: string, write: StoreWrite): void {
    revision += 1
    const tags = [...new Set(write.tags)]
    kept.set(key, { value, revision, tags, expiresAt: now() + write.ttlMs })
    if (write.expendable) expendable.add(key)
    for (const tag of tags) tagged.set(tag, (tagged.get(tag) ?? new Set()).add(key))
  }

  function drop(key: string, { tags }: Kept): void {
    kept.delete(key)
    expendable.delete(key)
    for (const tag of tags) {
      const keys = tagged.get(tag)
      keys?.delete(key)
      if (keys?.size === 0) tagged.delete(tag)
    }
  }

  function sweep(): void {
    for (const [key, entry] of kept) if (entry.expiresAt <= now()) drop(key, entry)
  }

  function makeRoom(forExpendable: boolean): void {
    const isFull = (): boolean => (forExpendable ? expendable.size : kept.size - expendable.size) >= maxEntries
    if (isFull()) sweep()
    if (!isFull()) return
    const [oldest] = forExpendable ? expendable : []
    const entry = oldest === undefined ? undefined : kept.get(oldest)
    if (oldest === undefined || !entry)
      throw new Error(`memoryStore is full: it holds ${maxEntries} sessions, and none is over. Raise maxEntries, or use a Redis store.`)
    drop(oldest, entry)
  }
}
