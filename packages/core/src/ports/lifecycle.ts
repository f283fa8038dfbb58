/** What the platform tells of the page's life. None of it is user activity. */
export type LifecycleEvent =
  | 'shown'
  | 'hidden'
  /** From the back/forward cache (`pageshow` with `persisted`). */
  | 'page-restored'
  /** After being frozen (`resume`). */
  | 'resumed'
  /** Into the cache, or away (`pagehide`). */
  | 'leaving'
  | 'online'
  | 'offline'

export interface Lifecycle {
  /** true when the page can be seen; true where the platform does not say. */
  visible(): boolean
  /** false only when the platform is sure to be offline. A hint: it never disables anything. */
  online(): boolean
  subscribe(listener: (event: LifecycleEvent) => void): () => void
}
