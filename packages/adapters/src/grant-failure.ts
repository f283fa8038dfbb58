import type { BackendAnswer } from '@stillhere/core'
import { fieldOf } from './user.ts'

/** The grant is over (RFC 6749 §5.2), or the provider gives no other one without a form (OpenID Connect Core 1.0 §3.1.2.6). */
const OVER = ['invalid_grant', 'login_required', 'interaction_required', 'consent_required', 'account_selection_required']
const SET_UP = ['invalid_client', 'unauthorized_client', 'unsupported_grant_type']

/** An answer that brings no tokens. */
export type GrantFailure = Exclude<BackendAnswer<never>, { readonly status: 'live' }>

/**
 * What a thrown error with an OAuth error code means for the session; null for one without. The error itself is not handed on: SDKs
 * keep the request in it, and with it the refresh token.
 */
export function grantFailure(thrown: unknown): GrantFailure | null {
  const code = errorCode(thrown)
  if (code === null) return null
  if (OVER.includes(code)) return { status: 'rejected' }
  return SET_UP.includes(code) ? { status: 'misconfigured', message: `the provider answers ${code}` } : { status: 'unavailable' }
}

/** `error` of RFC 6749 §5.2, wherever it stands; null for none. */
export function errorCode(thrown: unknown): string | null {
  const code = fieldOf(thrown, 'error')
  return typeof code === 'string' ? code : null
}
