import type { BackendAnswer } from '../engine/answer.ts'
import { type Duration, parseDuration } from '../engine/duration.ts'

/**
 * What goes wrong with a request.
 *
 * - `network`: lost before it arrives
 * - `lost-answer`: processed, its answer lost (this server rotates single-use tokens without leeway: the next refresh is a reuse)
 * - `timeout`: never arrives and is never answered; the client's own limit ends it
 * - `slow`: under way for 20 s (or `delay`), then all goes well
 * - a number: answered with this HTTP status, not processed
 */
export type Fault = 'network' | 'timeout' | 'lost-answer' | 'slow' | 408 | 429 | 500 | 502 | 503 | 504

/** How a fault goes about it. */
export interface FaultDetails {
  /**
   * How long the request is under way before the fault shows. Default for `slow` `'20s'` (longer than the 10 s after which the
   * dialog may open, shorter than the 30 s that an attempt is given), else none. Means nothing for `timeout`.
   */
  readonly delay?: Duration
  /** Where the delay is: on the way there (`'request'`, default; a tab that closes meanwhile takes the request along) or on the way back (`'answer'`; processed at once). */
  readonly on?: 'request' | 'answer'
  /** For statuses: the answer's `Retry-After`. Default: none. */
  readonly retryAfter?: Duration
  /** `'refreshes'` (default): restore, peek and sign-out get through. `'everything'`: nothing does. */
  readonly hits?: 'refreshes' | 'everything'
}

/** What a backend can be asked. */
export type RequestKind = 'restore' | 'peek' | 'refresh' | 'sign-out'

/** A fault with its details filled in, as one request meets it. */
export interface ActiveFault {
  readonly fault: Fault
  readonly delayMs: number
  readonly on: 'request' | 'answer'
  readonly retryAfter: Duration | null
}

/** The fault switch: faults queue up, each for so many requests. */
export interface Faults {
  add(fault: Fault, times?: number, details?: FaultDetails): void
  clear(): void
  /** The fault that this request meets, null for none. Counts it. */
  take(kind: RequestKind): ActiveFault | null
}

/** No faults at first. */
export function createFaults(): Faults {
  let queue: { readonly active: ActiveFault; readonly hits: 'refreshes' | 'everything'; left: number }[] = []
  return {
    add(fault, times = Number.POSITIVE_INFINITY, details = {}) {
      const { delay = fault === 'slow' ? '20s' : '0s', on = 'request', retryAfter = null, hits = 'refreshes' } = details
      queue.push({ active: { fault, delayMs: parseDuration(delay), on, retryAfter }, hits, left: times })
    },
    clear() {
      queue = []
    },
    take(kind) {
      const met = queue.find((entry) => entry.left > 0 && (entry.hits === 'everything' || kind === 'refresh'))
      if (met === undefined) return null
      met.left -= 1
      queue = queue.filter((entry) => entry.left > 0)
      return met.active
    },
  }
}

/** What a client makes of an HTTP status in place of an answer. */
export function unprocessed({ retryAfter }: ActiveFault): Extract<BackendAnswer<unknown>, { status: 'unavailable' }> {
  return retryAfter === null ? { status: 'unavailable' } : { status: 'unavailable', retryAfter }
}
