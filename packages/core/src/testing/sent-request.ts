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

/** A request that has just been sent; whoever sees its way writes into it. */
export function openRecord(sent: Pick<SentRequest, 'kind' | 'owner' | 'sentAt' | 'presence' | 'cookie'>): {
  -readonly [Key in keyof SentRequest]: SentRequest[Key]
} {
  return { ...sent, judgedAt: null, judged: null, settled: null }
}

/** What `fetch` rejects with when its signal is aborted. */
export function cancelled(): Error {
  const error = new Error('The request was cancelled.')
  error.name = 'AbortError'
  return error
}
