import type { Answer } from './answer-reading.ts'
import type { Facts } from './facts.ts'

/** What both clocks said when it happened. */
export interface EventTime {
  readonly at: number
  readonly monotonicMs: number
}

/** What a backend said, and when and of which session it was asked: an answer may come when both are history. */
interface Answered<U> {
  readonly answer: Answer<U>
  readonly sentAt: number
  /** Key of the session that this tab had when it asked; null for none. */
  readonly about: string | null
  /** Spreads the next attempt; from 0 to 1. */
  readonly random: number
}

export type EventBody<U> =
  | { readonly type: 'started'; readonly stored: unknown; readonly visible: boolean }
  | { readonly type: 'timer-fired' }
  | { readonly type: 'activity-seen' }
  | { readonly type: 'lease-taken'; readonly id: number; readonly label: string; readonly maxMs: number }
  | { readonly type: 'lease-released'; readonly id: number }
  | { readonly type: 'page-shown' }
  | { readonly type: 'page-hidden' }
  | { readonly type: 'page-left' }
  | { readonly type: 'page-restored' }
  | { readonly type: 'page-resumed' }
  | { readonly type: 'came-online' }
  | { readonly type: 'facts-heard'; readonly value: unknown }
  | { readonly type: 'facts-read'; readonly value: unknown }
  /** `explicit`: the app asked. */
  | (Answered<U> & { readonly type: 'restore-answered'; readonly explicit: boolean })
  | (Answered<U> & { readonly type: 'peek-answered' })
  /** `standing`: the facts that stand after the answer was committed; after a failure those for which it was asked. */
  | (Answered<U> & { readonly type: 'refresh-answered'; readonly standing: Facts })
  /** Under the lock it turned out that another tab has just failed: nobody asks again before then. */
  | { readonly type: 'refresh-held-back'; readonly about: string; readonly untilAt: number; readonly notBeforeAt: number }
  /**
   * Under the lock it turned out that another tab has done it. `tooLate`: it turned out with a live answer, which the browser has taken in
   * all the same.
   */
  | { readonly type: 'refresh-joined'; readonly about: string; readonly standing: Facts; readonly tooLate: boolean }
  | { readonly type: 'refresh-requested'; readonly because: 'unauthorized' | 'asked' }
  | { readonly type: 'extend-requested' }
  | { readonly type: 'sign-out-requested' }
  | { readonly type: 'sign-out-confirmed' }
  | { readonly type: 'backend-changed' }

export type EngineEvent<U> = EventBody<U> & EventTime
