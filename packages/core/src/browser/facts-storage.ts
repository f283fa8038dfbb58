import type { FactsStorage } from '../ports/facts-storage.ts'
import { openConnection, runTransaction } from './indexed-db.ts'
import { available, type Platform } from './platform.ts'

const READ_LIMIT_MS = 1000
const UPDATE_LIMIT_MS = 5000

/** How long the platform may take before memory stands in, in real milliseconds. */
export interface FactsLimits {
  /** For reading, opening included. Default 1 s. */
  readonly readMs?: number
  /** For writing, opening included; longer, because a tab that falls back to memory stays there. Default 5 s. */
  readonly updateMs?: number
}

/**
 * IndexedDB: one database, one store, one key; relaxed durability, because after a power cut the backend is asked anyway.
 *
 * What may go wrong (nothing there, a synchronous throw, an error of the request, an abort when writing) leads to memory for good:
 * once this tab has written to its memory alone it must stay consistent with itself. A read that only takes too long answers
 * `null` and the next one tries again.
 */
export function browserFacts(name: string, platform: Platform = globalThis, limits: FactsLimits = {}): FactsStorage {
  const { readMs = READ_LIMIT_MS, updateMs = UPDATE_LIMIT_MS } = limits
  const connection = openConnection(name, () => platform.indexedDB)
  let memory: unknown = null
  let onlyMemory = false
  let late = false

  return {
    get kind() {
      const there = platform.document !== undefined && available(() => platform.indexedDB) !== null
      return there && !onlyMemory && !late ? 'indexeddb' : 'memory'
    },
    async read() {
      if (onlyMemory || !platform.document) return memory
      const answer = await runTransaction(connection, 'readonly', readMs, () => null)
      late = answer.status === 'late'
      onlyMemory ||= answer.status === 'failed'
      if (answer.status === 'done') memory = answer.value
      return late ? null : memory
    },
    async update(change) {
      if (!onlyMemory && platform.document) {
        const answer = await runTransaction(connection, 'readwrite', updateMs, change)
        if (answer.status === 'done') {
          memory = answer.value
          late = false
          return memory
        }
        onlyMemory = true
      }
      memory = change(memory) ?? memory
      return memory
    },
  }
}
