import type { BackendAnswer } from '../engine/answer.ts'
import type { StillhereError } from '../engine/errors.ts'
import type { EndReason, LimitReason, User } from '../engine/words.ts'
import type { CancelSignal } from './cancel-signal.ts'

/** A path of this origin. `//host`, `/\host` and the like are refused at run time (`return-to-refused`). */
export type ReturnTo = `/${string}`

export interface BackendCall {
  readonly signal: CancelSignal
}

export interface RefreshCall extends BackendCall {
  /** true: the user was there (activity or "stay signed in"). Machine work must not renew inactivity. */
  readonly presence: boolean
  /** A backend that holds a token good for longer may answer with that one. */
  readonly minValidityMs: number
}

export interface SignInCall extends BackendCall {
  readonly returnTo: ReturnTo
  /** null: plain sign-in. Else the result is refused unless it is the same user and fresh. */
  readonly reauthenticate: { readonly maxAgeMs: number | null; readonly acrValues: readonly string[] } | null
}

export interface SignOutCall extends BackendCall {
  readonly reason: EndReason
  readonly returnTo: ReturnTo | null
}

/**
 * A sign-in that brought nothing. `different-user` and `not-fresh` answer a re-authentication whose result the backend has refused and
 * forgotten: the session goes on with the credential that it had.
 */
export interface SignInOutcome {
  readonly status: 'leaving' | 'cancelled' | 'blocked' | 'different-user' | 'not-fresh'
  /** Why, by name. */
  readonly error?: StillhereError
}

/** The thing behind the session: a cookie session, an OpenID Provider, the SDK a team already has. */
export interface Backend<out U = User> {
  /** `shared` (default): all tabs stand on one credential (a cookie, a common store). `per-tab`: each has its own grant. */
  readonly credentials?: 'shared' | 'per-tab'
  /** Limits that the backend itself keeps: their end moves only when it says so, and presence is reported to it. Default: none. */
  readonly enforces?: readonly LimitReason[]
  /** Is there a session? Asked when a page starts. `rejected` = signed out. */
  restore(call: BackendCall): Promise<BackendAnswer<U>>
  /** New tokens, or a longer cookie session. */
  refresh(call: RefreshCall): Promise<BackendAnswer<U>>
  /** Ends the session at the backend. `redirectTo` is where the browser goes then (RP-initiated logout). */
  signOut(call: SignOutCall): Promise<void | { readonly redirectTo: string }>
  /** How the session stands, without extending it. Left out: not asked. */
  peek?(call: BackendCall): Promise<BackendAnswer<U>>
  /** Redirect (`leaving`), popup (an answer) or the app's own page. Left out: "Sign in again" reloads the page. */
  signIn?(call: SignInCall): Promise<BackendAnswer<U> | SignInOutcome>
  /** The backend's own news (server-sent event, SDK event). The session then peeks or restores. */
  subscribe?(changed: () => void): () => void
}
