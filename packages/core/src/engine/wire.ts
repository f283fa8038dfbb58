import type { EndReason, LimitReason } from './words.ts'

/**
 * What the cookie session's server says on the wire, as JSON. Durations are whole or fractional seconds from now, so that no
 * clock of the browser has to agree with the server's.
 *
 * | asked | answers |
 * |---|---|
 * | `GET  <base>/peek` never extends | 200 `live` or `rejected` (nobody is signed in) |
 * | `POST <base>/refresh` machine work, `POST <base>/extend` the user was there | 200 `live`, 401 `rejected` |
 * | `POST <base>/logout` body `{ reason, returnTo }` | 200 `{ redirectTo }` |
 * | any of them, when the cookie is another session's than the one named | 409 `rejected`, reason `replaced` |
 * | any of them, when the provider cannot be reached | 503 `unavailable` with `Retry-After` |
 * | any of them, when the set-up is wrong | 500 `misconfigured` |
 * | `GET  <base>/login?return_to=/path`, `GET <base>/callback` | redirects |
 *
 * Every POST carries {@link REQUEST_HEADER}; every request names the session it means in {@link SESSION_HEADER} once it knows it.
 */
export type WireAnswer =
  | {
      readonly status: 'live'
      readonly userId: string
      readonly user: unknown
      readonly endsInSeconds: Readonly<Partial<Record<LimitReason, number>>>
      readonly extendable?: boolean
      readonly authAgeSeconds?: number
      readonly sessionAgeSeconds?: number
      readonly sessionKey: string
      readonly remembered?: boolean
    }
  | { readonly status: 'rejected'; readonly reason?: EndReason }
  | { readonly status: 'unavailable'; readonly retryAfterSeconds?: number }
  | { readonly status: 'misconfigured'; readonly message: string }

/** A custom header makes a cross-site form or image unable to send the request (ASVS 5.0 3.5; RFC 10017 §6.1). Value: `1`. */
export const REQUEST_HEADER = 'stillhere-request'

/** Names the session that the client means, by its opaque key, so that nobody is shown another user's data under the old name. */
export const SESSION_HEADER = 'stillhere-session'

/** Marks a request as machine work, which a server must not count as the user's presence. Value: `1`. */
export const BACKGROUND_HEADER = 'stillhere-background'

/**
 * How long the session still lasts, on every answer of the server and of the app's own API: a dictionary (RFC 9651) of the session's
 * opaque key and of seconds from now. `session="b0e2f6", token-expired=288, inactive=840.5`
 */
export const ENDS_HEADER = 'stillhere-ends'

/** Body of `refresh` and `extend`. */
export interface WireRefresh {
  /** A token that is good for longer than this is answered as it is. */
  readonly minValiditySeconds: number
}

/** Body of `logout`. */
export interface WireLogout {
  readonly reason: EndReason
  /** A path of this origin, or null. */
  readonly returnTo: string | null
}

/** Answer of `logout`: where the browser goes next, at the provider (RP-initiated logout) or here. */
export interface WireLogoutAnswer {
  readonly redirectTo: string | null
  /** false: the provider has not confirmed that the session's refresh token is revoked (RFC 7009). Over here it is in any case. */
  readonly revoked?: boolean
}
