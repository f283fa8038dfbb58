/** What a store holds under one key. */
export interface StoredEntry {
  readonly value: string
  /** Moves with every write. */
  readonly revision: number
}

/** The terms of one write. */
export interface StoreWrite {
  /** The entry may be forgotten after this many milliseconds, and must not be answered any more. 0 deletes, on the terms of a write. */
  readonly ttlMs: number
  /** The revision that the entry must still have; `null`: there must be none. */
  readonly revision: number | null
  /**
   * Names under which {@link SessionStore.findByTag} finds the key, such as `sub:…` or `sid:…`. They take the place of all that the
   * entry had and go with it. Default: none.
   */
  readonly tags?: readonly string[]
  /**
   * A store that is full may forget this entry before its time to make room: nobody is signed out by that. For what strangers
   * can cause to be written, a sign-in that was begun for example. Default false.
   */
  readonly expendable?: boolean
}

/** Hears the messages of one topic. What it throws is ignored. */
export type StoreListener = (message: string) => void

/**
 * Where sessions live. Any number of processes may share one store: `set` compares and writes in one step, and all that the
 * processes have to agree on, such as which of them refreshes a session, is built of that. Keys, tags and topics tell no secret;
 * values do. Methods may reject, and should within a few seconds rather than wait: the server then answers `unavailable` and nobody is
 * signed out.
 *
 * @example
 * const read = await store.get(key)
 * const written = await store.set(key, value, { ttlMs: 60_000, revision: read?.revision ?? null, tags: ['sub:7d1c'] })
 */
export interface SessionStore {
  get(key: string): Promise<StoredEntry | null>
  /** Writes if the revision is still the expected one. Answers whether it wrote. */
  set(key: string, value: string, write: StoreWrite): Promise<boolean>
  /** Answers whether there was an entry. */
  delete(key: string): Promise<boolean>
  /** The keys of all entries that carry the tag now, in no order. */
  findByTag(tag: string): Promise<readonly string[]>
  /** Tells all who have subscribed, in all processes, this one included. Never put a token into a message. */
  publish(topic: string, message: string): Promise<void>
  /**
   * Hears what is published on a topic from now on, until what this returns is called (safe to call twice). A message is told once,
   * late, or never: while the store cannot be reached it is lost. So take it for a reason to look, not for the truth.
   */
  subscribe(topic: string, listener: StoreListener): () => void
}
