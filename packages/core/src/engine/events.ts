import type { Answer } from './answer-reading.ts'
import type { Facts } from './facts.ts'

/** What both clocks said when it happened. */
export interface EventTime {
  readonly at: number
  readonly monotonicMs: number
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
  /** `random` spreads the next attempt; from 0 to 1. `explicit`: the app asked. */
  | {
      readonly type: 'restore-answered'
      readonly answer: Answer<U>
      readonly sentAt: number
      readonly random: number
      readonly explicit: boolean
    }
  | { readonly type: 'peek-answered'; readonly answer: Answer<U>; readonly sentAt: number; readonly random: number }
  /** `standing`: the facts that stand after the answer was committed. */
  | { readonly type: 'refresh-answered'; readonly answer: Answer<U>; readonly standing: Facts | null; readonly random: number }
  /** Under the lock it turned out that another tab has done it. */
  | { readonly type: 'refresh-joined'; readonly standing: Facts }
  | { readonly type: 'refresh-requested'; readonly because: 'unauthorized' | 'asked' }
  | { readonly type: 'extend-requested' }
  | { readonly type: 'sign-out-requested' }
  | { readonly type: 'sign-in-begun' }
  | { readonly type: 'sign-out-confirmed' }
  | { readonly type: 'backend-changed' }

export type EngineEvent<U> = EventBody<U> & EventTime
