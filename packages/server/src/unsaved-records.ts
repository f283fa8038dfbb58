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
  /** Keeps the record until a write has been answered; tries a failing write three times, and then rejects with its failure. */
  until(write: () => Promise<boolean>, unsaved: Unsaved): Promise<boolean>
}

const PAUSES_MS = [20, 100]

export function unsavedRecords(now: () => number): UnsavedRecords {
  const kept = new Map<string, Unsaved & { readonly expiresAt: number }>()

  return {
    of: (storeKey, revision) => {
      const unsaved = kept.get(storeKey)
      return unsaved?.revision === revision ? unsaved.record : null
    },
    until: async (write, unsaved) => {
      for (const [storeKey, { expiresAt }] of kept) if (expiresAt <= now()) kept.delete(storeKey)
      kept.set(unsaved.storeKey, { ...unsaved, expiresAt: now() + unsaved.ttlMs })
      const written = await persistently(write)
      kept.delete(unsaved.storeKey)
      return written
    },
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
