import * as texts from '#texts'
import { type BackendAnswer, StillhereError } from '@stillhere/core'
import * as oauth from 'oauth4webapi'

const SET_UP_ERRORS: readonly string[] = ['invalid_client', 'unauthorized_client', 'unsupported_grant_type']

/**
 * What a failed request to the provider means. Only `invalid_grant` ends a session (RFC 6749 §5.2), and an error of the set-up is the
 * developer's; everything else may be over in a moment. Nothing that the provider sent is repeated but the names of known errors.
 *
 * @throws StillhereError for a token that does not pass the checks: `oidc-…`
 */
export function answerOf(error: unknown): Exclude<BackendAnswer, { status: 'live' }> {
  if (error instanceof StillhereError) {
    if (error.code === 'backend-misconfigured') return { status: 'misconfigured', message: error.message }
    throw error
  }
  if (error instanceof oauth.ResponseBodyError) {
    if (error.error === 'invalid_grant') return { status: 'rejected' }
    if (SET_UP_ERRORS.includes(error.error)) return { status: 'misconfigured', message: texts.clientRefused(error.error) }
    return unavailable(error.response)
  }
  // A challenge at the token endpoint answers a client that could not authenticate (RFC 6749 §5.2).
  if (error instanceof oauth.WWWAuthenticateChallengeError)
    return error.status === 401 ? { status: 'misconfigured', message: texts.clientRefused('invalid_client') } : unavailable(error.response)
  if (error instanceof oauth.OperationProcessingError) {
    if (error.cause instanceof Response && error.cause.status >= 400) return unavailable(error.cause)
    const named = namedError(error)
    if (named !== null) throw named
    return { status: 'unavailable', message: texts.answerUnreadable(error.code ?? '') }
  }
  if (error instanceof oauth.UnsupportedOperationError) throw new StillhereError('oidc-token-invalid', texts.tokenInvalid(error.code))
  return { status: 'unavailable' }
}

/** Whether the provider's answer was that it does not sign the user in. */
export function isRefused(error: unknown): boolean {
  return error instanceof StillhereError && error.code === 'oidc-sign-in-refused'
}

/** An answer to something that was not asked here, or that is over. */
export function unknownAnswer(): StillhereError {
  return new StillhereError('oidc-answer-unknown', texts.answerUnknown())
}

/** By the claim or the field that does not fit; null when it is no mismatch. */
function namedError({ code = '', cause }: oauth.OperationProcessingError): StillhereError | null {
  if (code === oauth.JSON_ATTRIBUTE_COMPARISON) return new StillhereError('oidc-issuer-mismatch', texts.issuerMismatch())
  const claim: unknown = typeof cause === 'object' && cause !== null && 'claim' in cause ? cause.claim : null
  const isToken = claim !== null || code === oauth.KEY_SELECTION || code === oauth.JWT_TIMESTAMP_CHECK
  if (claim === 'iss') return new StillhereError('oidc-issuer-mismatch', texts.issuerMismatch())
  if (claim === 'nonce') return new StillhereError('oidc-nonce-mismatch', texts.nonceMismatch())
  if (claim === 'aud' || claim === 'azp') return new StillhereError('oidc-audience-mismatch', texts.audienceMismatch())
  return isToken ? new StillhereError('oidc-token-invalid', texts.tokenInvalid(code)) : null
}

/** `Retry-After` in seconds or as a date (RFC 9110 §10.2.3). From another origin it is seen only where the provider exposes it. */
function unavailable(response: Response): BackendAnswer & { readonly status: 'unavailable' } {
  const text = response.headers.get('retry-after') ?? ''
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now()
  return ms > 0 ? { status: 'unavailable', retryAfter: `${ms}ms` } : { status: 'unavailable' }
}
