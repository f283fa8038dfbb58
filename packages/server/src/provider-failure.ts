import { errors as joseErrors } from 'jose'
import { OperationProcessingError, ResponseBodyError, UnsupportedOperationError, WWWAuthenticateChallengeError } from 'oauth4webapi'

/** What a failed request to the provider means. */
export type ProviderFailure =
  /** The provider's own word: this grant is over. */
  | { readonly status: 'rejected' }
  /** The provider answered, but what it answered fails the checks of OpenID Connect. */
  | { readonly status: 'untrusted'; readonly message: string }
  /** Nothing can be said of the session: try again later. */
  | { readonly status: 'unavailable'; readonly retryAfterSeconds: number | null }
  /** The set-up is wrong; trying again will not help. */
  | { readonly status: 'misconfigured'; readonly message: string }

/** The provider sent the browser back without a code: `declined` by the user, or `refused` for another reason. */
export type AuthorizationRefused =
  | { readonly status: 'declined' }
  /** `passing`: it may work in a moment. `error` is one of the codes that the specifications know. */
  | { readonly status: 'refused'; readonly error: string; readonly passing: boolean }

// RFC 6749 §4.1.2.1 and OpenID Connect Core 1.0 §3.1.2.6. The code comes through the browser: no other text is repeated.
const AUTHORIZATION_ERRORS = [
  'invalid_request',
  'unauthorized_client',
  'unsupported_response_type',
  'invalid_scope',
  'interaction_required',
  'login_required',
  'account_selection_required',
  'consent_required',
]
const PASSING_ERRORS = ['server_error', 'temporarily_unavailable']

const SET_UP_ERRORS = ['invalid_client', 'unauthorized_client', 'unsupported_grant_type']

/** The provider's set-up, or what it says of itself, cannot be used; the message tells the developer what, and repeats no secret. */
export class ProviderSetUpError extends Error {
  override readonly name = 'ProviderSetUpError'
}

/**
 * Only `invalid_grant` ends a session (RFC 6749 §5.2); an error of the set-up is the developer's; whatever else can go wrong
 * may be over in a moment. Messages name the kind of failure and never repeat what the provider sent.
 */
export function providerFailure(error: unknown, now: number): ProviderFailure {
  if (error instanceof ResponseBodyError) {
    if (error.error === 'invalid_grant') return { status: 'rejected' }
    if (SET_UP_ERRORS.includes(error.error)) return setUp(error.error)
    return unavailable(error.response, now)
  }
  // A challenge at the token endpoint answers a client that could not authenticate (RFC 6749 §5.2).
  if (error instanceof WWWAuthenticateChallengeError)
    return error.status === 401 ? setUp('invalid_client') : unavailable(error.response, now)
  if (error instanceof ProviderSetUpError) return { status: 'misconfigured', message: error.message }
  if (error instanceof UnsupportedOperationError)
    return { status: 'misconfigured', message: `The provider asks for something unsupported: ${error.message}.` }
  if (error instanceof OperationProcessingError)
    return error.cause instanceof Response ? unavailable(error.cause, now) : { status: 'untrusted', message: error.message }
  if (isRefusedSignature(error)) return { status: 'untrusted', message: error.message }
  return { status: 'unavailable', retryAfterSeconds: null }
}

/** Whether the provider has answered, whatever; else it could not be reached. */
export function isAnswer(error: unknown): boolean {
  const answers = [
    ProviderSetUpError,
    ResponseBodyError,
    WWWAuthenticateChallengeError,
    UnsupportedOperationError,
    OperationProcessingError,
  ]
  return answers.some((kind) => error instanceof kind)
}

/** Only `access_denied` is the user's own "cancel". */
export function authorizationRefused(error: string): AuthorizationRefused {
  if (error === 'access_denied') return { status: 'declined' }
  const passing = PASSING_ERRORS.includes(error)
  return { status: 'refused', error: passing || AUTHORIZATION_ERRORS.includes(error) ? error : 'an unknown code', passing }
}

/** `Retry-After` of an answer in seconds: a number, or a date (RFC 9110 §10.2.3). */
export function retryAfterSeconds(response: Response, now: number): number | null {
  const text = response.headers.get('retry-after')?.trim() ?? ''
  if (/^\d+$/.test(text)) return Number(text)
  const at = Date.parse(text)
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - now) / 1000))
}

function unavailable(response: Response, now: number): ProviderFailure {
  return { status: 'unavailable', retryAfterSeconds: retryAfterSeconds(response, now) }
}

function setUp(code: string): ProviderFailure {
  return {
    status: 'misconfigured',
    message: `The provider refused this client with "${code}". Compare client id, client secret and grant types with the registration at the provider.`,
  }
}

/** jose throws its plain base class when the keys could not be fetched: that says nothing of the token. */
function isRefusedSignature(error: unknown): error is joseErrors.JOSEError {
  return error instanceof joseErrors.JOSEError && error.code !== joseErrors.JOSEError.code && !(error instanceof joseErrors.JWKSTimeout)
}
