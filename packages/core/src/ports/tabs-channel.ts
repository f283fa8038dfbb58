/** Carries facts to the other tabs, never commands, never tokens. What arrives is untrusted: it may be late, doubled, forged or of another version. */
export interface TabsChannel {
  readonly kind: 'broadcast-channel' | 'storage-event' | 'none'
  /** Structured-cloneable plain data. Never throws. */
  post(message: unknown): void
  /** Hears what the other tabs post, not its own. Opens the channel on the first listener and closes it with the last. */
  subscribe(heard: (message: unknown) => void): () => void
}
