/** One look at both clocks. */
export interface ClockReading {
  /** Wall clock, epoch milliseconds. Runs while the machine sleeps; can be set forward and back. */
  readonly at: number
  /** Monotonic milliseconds from an arbitrary origin. Never runs backwards; may or may not run while the machine sleeps. */
  readonly monotonicMs: number
}

export interface Clock {
  now(): ClockReading
  /** How many clock milliseconds pass in one real millisecond. 1 but for demonstrations: request limits and backoff stay real, so they are multiplied by it. */
  readonly rate: number
}
