/** One-shot timers. A timer that fires proves nothing: whoever set it reads the clock and compares. */
export interface Timer {
  /** Calls back once after about `delayMs` of clock time (see {@link Clock.rate}); returns its undo. Never given more than 2^31−1 ms. */
  set(delayMs: number, wake: () => void): () => void
  /** The same in real time, whatever the clock's rate: for request limits and leases. */
  setReal(delayMs: number, wake: () => void): () => void
}

/** The longest delay that browsers keep; above it they fire at once (HTML Standard, timers; a signed 32-bit count). */
export const MAX_TIMER_DELAY_MS = 2_147_483_647
