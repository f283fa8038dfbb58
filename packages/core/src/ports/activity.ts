/** Tells of trusted user input: pointer, key, wheel, touch, input, and focus moving inside the page. */
export interface Activity {
  /** Listens until the returned undo is called. */
  subscribe(seen: () => void): () => void
}
