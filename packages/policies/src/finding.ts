import type { ResolvedPolicy } from '@stillhere/core'
import { toDuration } from './read-duration.ts'

/** Stable names of what `checkPolicy` can find; each has its place in `docs/policy-check.md`. */
export type FindingCode =
  | 'no-maximum'
  | 'maximum-over-a-day'
  | 'maximum-below-inactivity'
  | 'inactivity-above-tokens'
  | 'limit-never-binds'
  | 'warning-too-short'
  | 'lead-eats-token'
  | 'token-never-refreshed'
  | 'server-idle-defeated'
  | 'server-idle-before-refresh'
  | 'remembered-pointless'
  | 'clause-loosened'

/** What somebody should know about a policy. */
export interface Finding {
  readonly code: FindingCode
  /** `'error'`: it cannot do what it says. `'warning'`: hardly what was meant. `'note'`: good to know. */
  readonly severity: 'error' | 'warning' | 'note'
  /** Both figures, and why they do not go together. */
  readonly explanation: string
  /** The way out. */
  readonly remedy: string
}

/** A policy with what is known of its tokens, as the rules look at it. */
export interface Examined {
  readonly policy: ResolvedPolicy
  readonly limitsMs: ResolvedPolicy['limitsMs']
  /** Life of an access token, null when neither policy nor caller names it. */
  readonly tokenMs: number | null
  /** Null as well without it. */
  readonly refreshLeadMs: number | null
  /** `'remembered.'` for sessions with "remember me", else nothing. */
  readonly place: '' | 'remembered.'
}

/** A length for people: as they write it, and in seconds, by which systems count. */
export function length(ms: number): string {
  const written = toDuration(ms)
  return written.endsWith('s') ? `${ms / 1000} s` : `${written} (${ms / 1000} s)`
}
