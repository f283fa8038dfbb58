import type { Duration } from './duration.ts'
import type { EndReason, LimitReason, User } from './words.ts'

/** What a backend says of the session. Only `rejected` ends one. Whatever a backend throws means `unavailable`. */
export type BackendAnswer<U = User> =
  | {
      readonly status: 'live'
      readonly userId: string
      readonly user: U
      /** From now, per limit; `{}` when the backend knows of none. It may shorten the policy, never loosen it. `refresh-expired` is the time until renewing stops. */
      readonly endsIn: Readonly<Partial<Record<LimitReason, Duration>>>
      /** false: the nearest end cannot be moved by `refresh`. Default: by reason. */
      readonly extendable?: boolean
      /** Time since the user authenticated (`auth_time`, OpenID Connect Core 1.0 §2). */
      readonly authAge?: Duration
      /** Time since this session began, so that a tab without facts knows where it stands. */
      readonly sessionAge?: Duration
      /** An opaque, non-secret name for this session. */
      readonly sessionKey?: string
      /** The user asked to be remembered at sign-in. */
      readonly remembered?: boolean
    }
  | { readonly status: 'rejected'; readonly reason?: EndReason }
  /** `message`: something did answer, but not as it should; told to the developer. */
  | { readonly status: 'unavailable'; readonly retryAfter?: Duration; readonly message?: string }
  | { readonly status: 'misconfigured'; readonly message: string }
