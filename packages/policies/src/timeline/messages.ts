import type { EndReason, Limits } from '@stillhere/core'
import type { Situation } from '../explain-policy.ts'
import type { Finding } from '../finding.ts'

/** Every word of `<PolicyTimeline>`, complete by type. Durations come in the words of its `locale`: "2 minutes". */
export interface TimelineMessages {
  /** Names the table. */
  readonly caption: string
  readonly columns: Readonly<Record<'situation' | 'signedOut' | 'how', string>>
  readonly situations: Readonly<Record<Situation, { readonly name: string; readonly description: string }>>
  /** The end of a row. `duration` counts from the sign-in. */
  readonly endsAfter: (parts: { readonly duration: string }) => string
  /** The same where it was the absence that was measured: so long, or longer. */
  readonly endsAfterAbsence: (parts: { readonly duration: string }) => string
  /** Nothing ended within what was looked at. */
  readonly staysFor: (parts: { readonly duration: string }) => string
  readonly staysForAbsence: (parts: { readonly duration: string }) => string
  /** After `staysFor`: one sign-in ends later than was played. */
  readonly endsLater: (parts: { readonly duration: string }) => string
  readonly reasons: Readonly<Record<EndReason, string>>
  /** The dialog before an end, and whether it offered to stay. */
  readonly warned: (parts: { readonly lead: string; readonly extendable: boolean }) => string
  readonly notWarned: string
  /** `from`: when private content was covered; `until`: when it was shown again, '' for not before the end. */
  readonly covered: (parts: { readonly from: string; readonly until: string }) => string
  /** `first` and `last` count from the sign-in; `figure` is `count` in figures of the locale. */
  readonly refreshes: (parts: { readonly count: number; readonly figure: string; readonly first: string; readonly last: string }) => string
  /** At the beginning of the axis. */
  readonly signIn: string
  /** The axis gives short times more room. */
  readonly notToScale: string
  readonly legend: Readonly<Record<'signedIn' | 'away' | 'warning' | 'covered' | 'end' | 'refreshes' | 'goesOn', string>>
  readonly working: string
  readonly done: string
  /** Before what the error says. */
  readonly refused: string
  readonly limitsTitle: string
  readonly limits: Readonly<Record<keyof Limits, (parts: { readonly duration: string }) => string>>
  /** No limit at all. */
  readonly noLimits: string
  /** An access token's life that the policy does not name. */
  readonly assumedToken: (parts: { readonly duration: string }) => string
  readonly rememberedTitle: string
  /** What a norm asks of a limit: `strength` is its own word. */
  readonly clause: (parts: { readonly clause: string; readonly atMost: string; readonly strength: 'SHALL' | 'SHOULD' | 'none' }) => string
  readonly findingsTitle: string
  readonly noFindings: string
  readonly severities: Readonly<Record<Finding['severity'], string>>
}
