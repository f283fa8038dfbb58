/** How an attempt at the lock went. */
export type LockOutcome =
  /** The work ran while nobody else held the lock. */
  | 'held'
  /** It could not be had in time (a frozen or hung holder), or locks are missing: the work ran without it and relies on compare-and-set. */
  | 'without'

export interface ExclusiveLock {
  readonly kind: 'web-locks' | 'none'
  /**
   * Runs `work` while no other tab runs its own, waiting `waitMs` of real time at most; after that it runs without the lock.
   * Never rejects because of the lock; what `work` throws is passed on.
   */
  run<T>(waitMs: number, work: (outcome: LockOutcome) => Promise<T>): Promise<T>
}
