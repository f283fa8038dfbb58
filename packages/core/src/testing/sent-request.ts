import type { BackendAnswer } from '../engine/answer.ts'
import type { RequestKind } from './faults.ts'
import type { TaskOwner } from './virtual-clock.ts'

/** A request as somebody sees who watches both the page and the wire. Instants are true time, epoch milliseconds. */
export interface SentRequest {
  readonly kind: RequestKind
  readonly owner: TaskOwner
  readonly sentAt: number
  /** A refresh that tells that the user was there. */
  readonly presence: boolean
  /** The credential it carried. */
  readonly cookie: string | null
  /** When the server judged it; null until then, and for ever where a fault kept it away. */
  readonly judgedAt: number | null
  /** What the server said, whether or not it arrived. */
  readonly judged: BackendAnswer<unknown> | null
  /** When and how it ended for the page. */
  readonly settled: { readonly at: number; readonly answer: BackendAnswer<unknown> | 'lost' | 'cancelled' } | null
}
