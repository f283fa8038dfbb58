import type { LimitReason } from './words.ts'

/** An instant that ends the session as things stand. Token age is `now - sinceAt`. Instants are epoch milliseconds. */
export interface Deadline {
  readonly reason: LimitReason
  readonly sinceAt: number
  readonly endsAt: number
  /** Whether refreshing or extending can still move it. */
  readonly extendable: boolean
  /** When the dialog opens, as things stand; null when it never does. */
  readonly warnAt: number | null
  /** When the background refresh starts, as things stand; null when none will. */
  readonly refreshAt: number | null
  readonly from: 'policy' | 'backend'
}
