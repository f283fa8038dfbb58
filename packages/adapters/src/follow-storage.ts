/** Hears what other tabs change in localStorage. Returns its undo. */
export function followStorage(heard: (event: StorageEvent) => void): () => void {
  globalThis.addEventListener?.('storage', heard)
  return () => globalThis.removeEventListener?.('storage', heard)
}
