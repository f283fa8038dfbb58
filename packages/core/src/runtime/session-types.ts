import type { BackendAnswer } from '../engine/answer.ts'
import type { Deadline } from '../engine/deadline.ts'
import type { Duration } from '../engine/duration.ts'
import type { StillhereError } from '../engine/errors.ts'
import type { ResolvedPolicy, SessionPolicy } from '../engine/policy-types.ts'
import type { ExtendResult, ReauthenticateResult, RefreshResult, RestoreResult, SignInResult, SignOutResult } from '../engine/results.ts'
import type { SessionEnd, SessionState, SettledState, Warning } from '../engine/state.ts'
import type { EndReason, User } from '../engine/words.ts'
import type { Backend, ReturnTo } from '../ports/backend.ts'
import type { CancelSignal } from '../ports/cancel-signal.ts'

/** What is read of a response. */
export interface UnauthorizedAnswer {
  readonly headers: { get(name: string): string | null }
}

export interface SessionEvents<U = User> {
  readonly 'signed-in': { readonly user: U; readonly sameUser: boolean | null }
  readonly warning: Warning
  /** In every tab. The synchronous part runs before the state changes, form state still there; a returned promise only holds navigation back, until `waitUntilAt` (2 s). */
  readonly 'before-end': { readonly reason: EndReason; readonly waitUntilAt: number; readonly signal: CancelSignal }
  readonly ended: SessionEnd
  /** An API's 401 goes to the app: it was sent again and refused again, asks for step-up, or nothing was left to try. `createSessionFetch` reports them. */
  readonly unauthorized: UnauthorizedAnswer
  /** Something a developer should know; nothing that an app has to handle. */
  readonly problem: StillhereError
}

/** `max_age` and `acr_values` of OpenID Connect and RFC 9470; answers at once when fresh enough. */
export type ReauthenticateOptions =
  | { readonly maxAge: Duration; readonly acrValues?: readonly string[] }
  | { readonly maxAge?: Duration; readonly acrValues: readonly string[] }

/** What the platform gave and what it lacks; each lack has a tested fallback. */
export interface Capabilities {
  readonly lock: 'web-locks' | 'none'
  readonly channel: 'broadcast-channel' | 'storage-event' | 'none'
  /** `memory`: no coherent store, the backend is asked under the lock instead. */
  readonly facts: 'indexeddb' | 'memory'
  readonly peek: boolean
  readonly signIn: boolean
}

/** One per app (or per `name`). All methods are bound and keep their identity. Actions never reject. Inert until `start`. */
export interface Session<out U = User> {
  readonly name: string
  readonly policy: ResolvedPolicy
  readonly capabilities: Capabilities
  getState(): SessionState<U>
  /** Called after the state changed; returns its undo. */
  subscribe(listener: () => void): () => void
  /** Returns its undo. */
  on<Event extends keyof SessionEvents>(event: Event, listener: (detail: SessionEvents<U>[Event]) => void | Promise<void>): () => void
  /** Derived at the moment of asking; sorted, the first one binds. */
  deadlines(): readonly Deadline[]
  /**
   * The backend's name for who is signed in, null when nobody is. For telling people apart in memory: it is not to be stored or logged,
   * what tabs share is a hash of it.
   */
  userId(): string | null
  /** Now, on the session's own clock: what countdowns and token ages are measured against. Epoch milliseconds. */
  now(): number
  /** Calls back once after about `delayMs` on the session's own clock; for countdowns. Returns its undo. */
  after(delayMs: number, wake: () => void): () => void
  /** Resolves when nothing is being restored and no needed refresh is running. For loaders and clients. */
  settled(): Promise<SettledState<U>>
  /** Counted: the platform is attached by the first and released by the last undo. */
  start(): () => void
  /** Asks the backend whether there is a session: after your own sign-in form, for example. */
  restore(): Promise<RestoreResult>
  signIn(options?: { readonly returnTo?: ReturnTo }): Promise<SignInResult>
  reauthenticate(options: ReauthenticateOptions): Promise<ReauthenticateResult>
  /** The user's wish to stay. */
  extend(): Promise<ExtendResult>
  refreshNow(): Promise<RefreshResult>
  /**
   * An API said 401. Twenty of them make one refresh; a 401 that asks for step-up (RFC 9470) makes none. `handedOn: true`: the answer goes
   * to the app, nothing is refreshed, and the event `unauthorized` tells of it, so that nobody above tries once more.
   */
  reportUnauthorized(response?: UnauthorizedAnswer, options?: { readonly handedOn?: boolean }): Promise<RefreshResult>
  /**
   * An answer of the app's own server, with the header `stillhere-ends` if it tells how long the session lasts. When that is less than
   * this tab knows, or another session, the backend is asked; the header itself ends nothing. `sentAt`: `now()` when the request was
   * sent. `createSessionFetch` does this by itself.
   */
  reportAnswer(response: { readonly headers: { get(name: string): string | null } }, sentAt: number): void
  /** User input the kit cannot see (iframe, canvas, native shell). */
  reportActivity(): void
  /** Stands for presence during an upload, playback or a long job; expires by itself, dies with its tab. Returns its release. */
  holdActivity(label: string, options: { readonly max: Duration }): () => void
  signOut(options?: { readonly returnTo?: ReturnTo }): Promise<SignOutResult>
}

export interface SessionOptions<U = User> {
  readonly backend: Backend<U>
  readonly policy?: SessionPolicy
  /** Sessions of one name are one session over all tabs. Needed for a second session on an origin. Default `'session'`. */
  readonly name?: string
  /** What `restore` would answer, known earlier (server rendering). */
  readonly initial?: BackendAnswer<U>
}
