import type { Duration } from '../engine/duration.ts'
import type { Limits, SessionPolicy } from '../engine/policy-types.ts'
import type { EndReason, User } from '../engine/words.ts'
import type { Backend } from '../ports/backend.ts'
import type { Session } from '../runtime/session-types.ts'
import type { AdvanceToOptions, Moment } from './advance-to.ts'
import type { Fault, FaultDetails, RequestKind } from './faults.ts'
import type { PlatformOptions } from './virtual-machine.ts'

/** What a world starts with. */
export interface WorldOptions<U = User> {
  readonly user: U
  /** Default: the user's `sub`, else `'user-1'`. */
  readonly userId?: string
  readonly policy?: SessionPolicy
  /**
   * What the server enforces. Default: the policy's limits but for inactivity, tokens of `'1h'`. A server that is to enforce
   * inactivity has to be named here with it, because presence must then be reported to it.
   */
  readonly serverLimits?: Limits & { readonly remembered?: Limits }
  /** Epoch milliseconds at which the world begins. Default: 2026-01-01T00:00:00Z. */
  readonly startAt?: number
  /** Same seed, same world. Default 1. */
  readonly seed?: number
  /** false: the world starts signed out. Default true. `'remembered'`: signed in with "remember me". */
  readonly signedIn?: boolean | 'remembered'
  /** What the browser has and lacks. Default: everything. */
  readonly platform?: PlatformOptions
  /** Longest time that a request is under way; how long exactly is drawn from the seed. Default: none, answers come in the same instant. */
  readonly latency?: Duration
  /** `'per-tab'`: each tab has tokens of its own, from the sign-on session. Default `'shared'`. */
  readonly credentials?: 'shared' | 'per-tab'
  /**
   * `'provider'` (default): tabs spend single-use refresh tokens themselves. `'handler'`: a cookie session stands before the provider and
   * spends them for all tabs, so that an answer lost on the way to the browser costs nothing.
   */
  readonly serverKind?: 'provider' | 'handler'
  /**
   * Your own backend instead of the test server's: an SDK's adapter, or `cookieBackend` over a mock of `fetch`. The world's faults lie
   * between the two. Time stands still until an answer is there, or has taken some fifty turns of the real event loop: then it is under way.
   */
  readonly backend?: Backend<U>
}

/** N tabs of one browser on one machine, one strict server, clocks. Time moves only when told; nothing sleeps for real. */
export interface World<U = User> {
  readonly server: TestServer<U>
  /** The machine's wall clock, epoch milliseconds. */
  readonly now: number
  /** What happened so far, a line each: time since the beginning, who, what. For failing tests and curious people. */
  readonly trace: readonly string[]
  /** What goes wrong between the tabs. */
  readonly messages: WorldMessages
  /** Where the tabs keep what they share. */
  readonly storage: WorldStorage
  /** A started session in a visible tab. */
  tab(options?: TabOptions<U>): Tab<U>
  /** Everybody awake: timers run in due order. Timers of hidden tabs are late as in browsers: on whole seconds, after five minutes on whole minutes. */
  advance(duration: Duration): Promise<void>
  /**
   * As {@link World.advance}, to what comes next in whichever tab comes first: a refresh being sent, a warning, the end. Where a tab is
   * there already nothing moves. `{ before: '1s' }` stops short of it.
   *
   * @throws StillhereError `world-moment-unreachable` when nothing of the kind is ahead.
   * @example
   * await world.advanceTo('warning', { before: '1s' })
   */
  advanceTo(moment: Moment, options?: AdvanceToOptions): Promise<void>
  /** The machine sleeps: the wall clock goes on; timers, requests and monotonic clocks stand still and go on afterwards where they were. No event tells of it. */
  sleep(duration: Duration): Promise<void>
  /** Sets the wall clock forward or back by `offset` from what it shows. Timers and the server do not notice. */
  setClock(change: { readonly offset: Duration | `-${Duration}` }): void
  /** Closes all tabs without a word to the server. Nothing runs afterwards. A world that is forgotten instead leaves nothing running either. */
  dispose(): Promise<void>
}

/** What may differ from tab to tab. */
export interface TabOptions<U = User> {
  /** Another build's policy. Default: the world's. */
  readonly policy?: SessionPolicy
  /** A backend that keeps something in its page, as SDKs do, so that each tab needs its own; pages reloaded in this tab get it too. Default: the world's. */
  readonly backend?: Backend<U>
  /** Opened in the background. Default false. */
  readonly hidden?: boolean
}

/** The channel between the tabs. It never tells anybody that a message went astray. */
export interface WorldMessages {
  /** The next `times` deliveries (default: all until {@link WorldMessages.recover}) never arrive, come late, or come twice; `delay` defaults to `'5s'`. */
  fail(fault: 'lost' | 'late' | 'doubled', times?: number, delay?: Duration): void
  recover(): void
  /** A message that none of your tabs has written: forged, garbled, or of another version. */
  forge(message: unknown): Promise<void>
  /** Everything that was posted so far. */
  readonly posted: readonly unknown[]
}

export interface WorldStorage {
  /** A copy of what stands there, null when nothing does. */
  read(): unknown
  /** Puts something else there: null clears it. */
  plant(value: unknown): void
}

/** One page of the app, as its user and the browser treat it. What a closed or crashed tab is asked to do rejects. */
export interface Tab<U = User> {
  readonly session: Session<U>
  /**
   * Trusted user input. (A click made by testing tools is synthetic and counts for nothing, as in a browser.) `doing` is what the user does,
   * by such a tool: it runs right after, and what it sets off in this instant is over when the promise resolves.
   *
   * @throws StillhereError `world-call-impossible` for a hidden, frozen or closed tab.
   * @example
   * await tab.input(() => user.type(note, 'Called back'))
   */
  input(doing?: () => unknown): Promise<void>
  hide(): Promise<void>
  /** Thaws a frozen tab, too. */
  show(): Promise<void>
  /** Timers, answers and messages wait; requests under way go on. */
  freeze(): Promise<void>
  thaw(): Promise<void>
  /** The tab's process stands still (SIGSTOP, a debugger): as frozen, but no event tells when it goes on. */
  suspend(): Promise<void>
  resume(): Promise<void>
  /** The user follows a link: the page goes into the back/forward cache, where messages miss it. */
  leave(): Promise<void>
  /** Back again: use what it resolves to. A page that held the lock or waited for it was not kept, and is loaded anew. */
  back(): Promise<Tab<U>>
  /** Gone without a word: no event, requests and locks dropped. */
  crash(): void
  /** `pagehide`, then gone. */
  close(): Promise<void>
  /** Closes this tab and opens a new page in its place: use what it resolves to. */
  reload(): Promise<Tab<U>>
}

/** The world's one server: single-use refresh tokens, reuse detection, limits kept to the millisecond by a clock that nobody sets. */
export interface TestServer<U = User> {
  /** The next `times` refreshes meet this fault (default: all until {@link TestServer.recover}); `details.hits` widens it to all requests. Faults queue up. */
  fail(fault: Fault, times?: number, details?: FaultDetails): void
  /** No faults any more. */
  recover(): void
  /** Ends the session at the server (default `'revoked'`); open tabs learn of it as from a back-channel logout. */
  end(reason?: EndReason): Promise<void>
  /** The next refresh is refused as by `invalid_grant`, and the session is over with it. */
  rejectRefresh(): void
  /** Somebody (default: the world's user) signs in on another page of this browser. Open tabs are not told: reload one or call `session.restore()`. */
  signIn(user?: U, options?: { readonly remembered?: boolean }): Promise<void>
  /**
   * What a tab's `signIn()` and `reauthenticate()` come to from now on. Default `'leaving'`: the page is left for the sign-in page. With a
   * user it is a form in place, as in a pop-up, that this user has filled in.
   */
  answerSignIn(answer: SignInAnswer<U>): void
  /** The next exchange between handler and provider loses its answer, and with it the token; means nothing without a handler. */
  loseExchange(): void
  /** Everything that tabs asked, lost requests included, in order. */
  readonly requests: readonly ServerRequest[]
  /** Refreshes that the server judged, granted or refused; what a fault kept away is not counted. */
  readonly refreshes: number
  /** Refresh tokens that were sent again after they had been used. */
  readonly reuses: number
  readonly signOuts: number
}

/** @see TestServer.answerSignIn */
export type SignInAnswer<U = User> = 'leaving' | 'cancelled' | 'blocked' | { readonly user: U }

/** A request of a tab's, without what it carried. */
export interface ServerRequest {
  readonly kind: RequestKind
  /** Epoch milliseconds by the server's clock, which nobody sets. */
  readonly sentAt: number
  /** A refresh that told that somebody was there. */
  readonly presence: boolean
  /** What the tab was answered; `'lost'` for a network error, null while the request is under way. */
  readonly answer: 'live' | 'rejected' | 'unavailable' | 'misconfigured' | 'lost' | 'cancelled' | null
}
