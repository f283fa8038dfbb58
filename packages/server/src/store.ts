/** What a store holds under one key. */
export interface StoredEntry {
  readonly value: string
  /** Moves with every write. */
  readonly revision: number
}

/** The terms of one write. */
export interface StoreWrite {
  /** The entry may be forgotten after this many milliseconds, and must not be answered any more. */
  readonly ttlMs: number
  /** The revision that the entry must still have; `null`: there must be none. */
  readonly revision: number | null
}

/**
 * Where sessions live. Values are text and keys are hashes, so that any key-value store will do; the only demand is that `set`
 * compares and writes in one step (Redis: a script of four lines). Methods may reject: the server then answers `unavailable`
 * and nobody is signed out.
 *
 * One process refreshes a session; share no store between processes yet. Two that refresh one session at the same time would send
 * one refresh token twice, and a provider that rotates ends the grant then (RFC 9700 §4.14.2).
 */
export interface SessionStore {
  get(key: string): Promise<StoredEntry | null>
  /** Writes if the revision is still the expected one. Answers whether it wrote. */
  set(key: string, value: string, write: StoreWrite): Promise<boolean>
  /** Answers whether there was an entry. */
  delete(key: string): Promise<boolean>
}
