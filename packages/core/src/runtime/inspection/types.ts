import type { EventBody } from '../../engine/events.ts'
import type { Asking, Extending } from '../../engine/engine-state.ts'
import type { Command } from '../../engine/commands.ts'
import type { ErrorCode } from '../../engine/errors.ts'
import type { Checking, SessionEnd, SessionState } from '../../engine/state.ts'
import type { EndReason, LimitReason } from '../../engine/words.ts'
import type { Session } from '../session-types.ts'

/** How a session stands after a step: what a developer may see of it. Nothing of the user, no credential, no text of an error. Instants are epoch milliseconds. */
export interface Standing {
  readonly status: SessionState['status']
  readonly warning: { readonly cause: LimitReason; readonly endsAt: number; readonly extendable: boolean } | null
  readonly checking: { readonly cause: Checking['cause']; readonly failing: boolean } | null
  readonly refresh: {
    readonly status: Asking['status']
    /** Failures since the last success. */
    readonly failures: number
    readonly nextAt: number | null
    readonly code: ErrorCode | null
  }
  readonly extending: Extending['status']
  readonly end: SessionEnd | null
  /** Moves by one with every refresh, whichever tab has made it. */
  readonly revision: number | null
  /** When somebody was last there, in any tab. */
  readonly activityAt: number | null
  readonly leases: number
  readonly visible: boolean
}

/** What happened, without what it carried. */
export interface StepEvent {
  /** `'state-changed'`: what happened is not known, because the session was not made for development. */
  readonly type: EventBody<unknown>['type'] | 'state-changed'
  readonly answer: { readonly status: 'live' | 'rejected' | 'unavailable' | 'misconfigured'; readonly reason: EndReason | null } | null
  /** How long the answer took, on the session's clock. */
  readonly tookMs: number | null
  readonly because: 'unauthorized' | 'asked' | null
  /** Of an activity lease, as the app named it. */
  readonly label: string | null
}

/** One thing that happened and what followed from it. Several of the same kind that changed nothing are one step. */
export interface Step {
  /** Counts from 1. */
  readonly n: number
  readonly at: number
  /** The last of several; `at` for one. */
  readonly untilAt: number
  readonly times: number
  readonly event: StepEvent
  /** Whose presence it showed and counted; null for nobody's. */
  readonly presence: 'here' | 'elsewhere' | null
  readonly before: Standing
  readonly after: Standing
  /** What the session did about it. */
  readonly commands: readonly Command['type'][]
  /** What was reported to the developer. */
  readonly problem: ErrorCode | null
}

/** What the tools of {@link Inspection} are doing at the moment. */
export interface ToolsState {
  /** Refreshes that will fail, and how; null for none. */
  readonly failing: { readonly how: 'unavailable' | 'rejected'; readonly times: number } | null
  /** The backend cannot be reached, as far as this tab can tell. */
  readonly cutOff: boolean
  /** No input is counted. */
  readonly idle: boolean
  /** How far this tab's clock was moved ahead. */
  readonly aheadMs: number
  readonly skipping: boolean
}

/** Brings about in a tab what would take hours, a failing server or a second person. For development only. */
export interface InspectionTools {
  getState(): ToolsState
  /** The access token is over at once. false where no token runs out. */
  expireToken(): boolean
  /** The next `times` refreshes get no answer, or the backend's refusal, without the backend being asked. 0 for none. */
  failRefreshes(how: 'unavailable' | 'rejected', times: number): void
  /** Nothing reaches the backend until it is switched off again. */
  setCutOff(cutOff: boolean): void
  /** Input counts for nothing until it is switched off again. */
  setIdle(idle: boolean): void
  /** Input for which this says true counts for nothing. Returns its undo. */
  ignoreInput(isIgnored: () => boolean): () => void
  /** As if the machine had been asleep: the wall clock is further on, the monotonic clock and timers stood still. */
  sleep(durationMs: number): void
  /** Lets time pass at once, timer by timer, up to this instant. The backend's clock goes as ever. */
  skipTo(at: number): Promise<void>
  /** As another tab would tell it; the backend is not asked. */
  signOutElsewhere(): void
  /** As the backend would tell it; the backend is not asked. */
  revoke(): void
}

/** What a session that was made by a development build tells of itself. Internal to `@stillhere/react/devtools`: it may change with any version. */
export interface Inspection {
  /** Oldest first, a bounded number. The same array until something happens. */
  steps(): readonly Step[]
  /** How many older steps were forgotten. */
  forgotten(): number
  /** Called after something happened. Returns its undo. */
  subscribe(listener: () => void): () => void
  /** Milliseconds of the session's clock in a real one. */
  readonly clockRate: number
  readonly credentials: 'shared' | 'per-tab'
  /** Limits that the backend keeps. */
  readonly enforces: readonly LimitReason[]
  readonly tools: InspectionTools
}

/** A session that may have an inspection. */
export type Inspectable = Pick<Session<unknown>, 'getState'>
