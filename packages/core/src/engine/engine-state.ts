import type { StillhereError } from './errors.ts'
import type { Facts } from './facts.ts'
import type { Checking, SessionEnd, Warning } from './state.ts'

/** How asking for new tokens stands. */
export type Asking =
  | { readonly status: 'idle' }
  /** `about`: key of the session whose credential it is to renew. `needed`: work waits for it. */
  | {
      readonly status: 'running'
      readonly about: string
      readonly startedAt: number
      readonly needed: boolean
      readonly presence: Presence
      readonly failures: Failures | null
    }
  | {
      readonly status: 'waiting'
      readonly needed: boolean
      readonly nextAt: number
      readonly notBeforeAt: number
      readonly presence: Presence
      readonly failures: Failures
    }
  | { readonly status: 'failed'; readonly error: StillhereError }

/** Whether the backend is told with it that the user was there: `owed` when that was wished too late for the running attempt. */
export type Presence = 'none' | 'reported' | 'owed'

/** Failures since the last success. */
export interface Failures {
  readonly count: number
  readonly sinceAt: number
  readonly error: StillhereError
}

export type Extending =
  | { readonly status: 'idle' }
  | { readonly status: 'running' }
  | { readonly status: 'failed'; readonly error: StillhereError }

/** Where the judgment of a covered tab stands: reading the facts, asking the backend, or waiting to ask again. */
export interface Judgment extends Checking {
  /** The last reason for doubt: what is to prove that the session lives has to be from after it. */
  readonly doubtAt: number
  readonly step: 'reading' | 'asking' | 'waiting'
  readonly attempts: number
  readonly nextAt: number | null
  /** The backend wants to be left alone until then. */
  readonly notBeforeAt: number
  /** Somebody is at the page: their input, or the page being shown. */
  readonly wanted: boolean
}

/** The look at fresh facts before a warning or an end. */
export interface Look {
  readonly startedAt: number
  readonly answered: boolean
}

/** A lease that stands for presence. */
export interface Lease {
  readonly id: number
  readonly label: string
  readonly untilAt: number
}

export type Status = 'new' | 'restoring' | 'signed-out' | 'signed-in' | 'ended'

/** Everything the engine remembers. Instants are on the session's own clock, which never runs backwards. */
export interface EngineState<U> {
  readonly status: Status
  readonly user: U | null
  /** Whom the backend last said was signed in, in its own words. Of this page's memory alone: what is shared and stored is the subject key. */
  readonly userId: string | null
  readonly facts: Facts | null
  readonly end: SessionEnd | null
  /** Key of the session that this tab has last seen end, whatever is known of newer ones. */
  readonly overKey: string | null
  readonly checking: Judgment | null
  readonly warning: Warning | null
  readonly extending: Extending
  readonly asking: Asking
  /** A newer session that was heard of as ended already. The backend has to say whether ours is another one. */
  readonly rival: Facts | null
  readonly look: Look | null
  /** When the shared facts were last read. */
  readonly readAt: number
  readonly leases: readonly Lease[]
  /** While restoring: when the backend is asked again. */
  readonly restoreAt: number | null
  readonly restoreNotBeforeAt: number
  readonly restoreAttempts: number
  /** When somebody last wished for an answer: a press, an API's 401, the page being shown, the network being back. */
  readonly wishedAt: number
  readonly presenceAt: number
  /** When this tab's own user was last there. */
  readonly activeAt: number
  readonly sharedAt: number
  /** Activity that the other tabs do not know of. */
  readonly unshared: boolean
  /** Another tab showed that it knows less: it is told as soon as {@link sharedAt} allows. */
  readonly owed: boolean
  readonly visible: boolean
  /** The last instant that was judged. */
  readonly at: number
  readonly clock: ClockAnchor
}

/** What both clocks said together, and how much the wall clock was set back since. */
export interface ClockAnchor {
  readonly at: number
  readonly monotonicMs: number
  readonly offsetMs: number
  /** How much of it was not seen here but learnt from others: by so much every instant from before has moved. */
  readonly learntMs: number
}

/** A session of which nothing is asked, warned or judged: before it began, and after its end. */
export const NOTHING_UNDER_WAY = {
  checking: null,
  warning: null,
  extending: { status: 'idle' },
  asking: { status: 'idle' },
  rival: null,
  look: null,
  leases: [],
} as const

export function initialState<U>(): EngineState<U> {
  return {
    status: 'new',
    userId: null,
    user: null,
    facts: null,
    end: null,
    overKey: null,
    ...NOTHING_UNDER_WAY,
    readAt: 0,
    restoreAt: null,
    restoreNotBeforeAt: 0,
    restoreAttempts: 0,
    wishedAt: 0,
    presenceAt: 0,
    activeAt: 0,
    sharedAt: 0,
    unshared: false,
    owed: false,
    visible: true,
    at: 0,
    clock: { at: 0, monotonicMs: 0, offsetMs: 0, learntMs: 0 },
  }
}
