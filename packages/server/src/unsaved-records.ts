import type { SessionRecord } from './record.ts'

/** A record on its way into the store, in place of the one with this revision. */
interface Unsaved {
  readonly storeKey: string
  readonly revision: number
  readonly record: SessionRecord
  readonly ttlMs: number
}

/**
 * What the provider has renewed and the store has not taken yet. The stored refresh token is spent then, and sending it once more
 * would end the grant (RFC 9700 §4.14.2), so the new record must outlive a store that fails.
 */
export interface UnsavedRecords {
  /** The record that belongs in the place of this revision, or null. */
  of(storeKey: string, revision: number): SessionRecord | null
  /** Keeps the record until a write has been answered; tries a failing write three times, then rejects with its failure and goes on trying by itself. */
  until(write: () => Promise<boolean>, unsaved: Unsaved): Promise<boolean>
}

const PAUSES_MS = [20, 100]

/** How soon a write that was given up is tried again by itself. */
const LATER_MS = 500

interface Kept extends Unsaved {
  readonly expiresAt: number
  readonly write: () => Promise<boolean>
}

export function unsavedRecords(now: () => number): UnsavedRecords {
  const kept = new Map<string, Kept>()
  let isTrying = false

  return {
    of: (storeKey, revision) => {
      const unsaved = kept.get(storeKey)
      return unsaved?.revision === revision ? unsaved.record : null
    },
    until: async (write, unsaved) => {
      kept.set(unsaved.storeKey, { ...unsaved, expiresAt: now() + unsaved.ttlMs, write })
      try {
        const written = await persistently(write)
        kept.delete(unsaved.storeKey)
        return written
      } catch (failure) {
        void tryLater()
        throw failure
      }
    },
  }

  /** Nobody may come back to this process: another one would read the spent token and send it once more. */
  async function tryLater(): Promise<void> {
    if (isTrying) return
    isTrying = true
    while (kept.size > 0) {
      await new Promise((resolve) => setTimeout(resolve, LATER_MS))
      for (const [storeKey, { expiresAt }] of kept) if (expiresAt <= now()) kept.delete(storeKey)
      await Promise.all([...kept.values()].map(tryAgain))
    }
    isTrying = false
  }

  /** Whatever the answer: false tells that somebody else has written since, whose record counts. */
  async function tryAgain(one: Kept): Promise<void> {
    try {
      await one.write()
      if (kept.get(one.storeKey) === one) kept.delete(one.storeKey)
    } catch {
      // Later.
    }
  }
}

async function persistently<T>(write: () => Promise<T>): Promise<T> {
  for (const pauseMs of PAUSES_MS) {
    try {
      return await write()
    } catch {
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
    }
  }
  return write()
}
