import type { SignInCall } from '@stillhere/core'
import type { Auth0SignInOptions } from './client.ts'
import { errorCode } from './failures.ts'

/** What Auth0 is asked for, so that the user proves that they are there (OpenID Connect Core 1.0 §3.1.2.1, RFC 9470). */
export function proofOf(reauthenticate: SignInCall['reauthenticate']): Auth0SignInOptions['authorizationParams'] {
  if (reauthenticate === null) return {}
  const { maxAgeMs, acrValues } = reauthenticate
  return {
    prompt: 'login',
    // With it Auth0 puts auth_time into the ID token.
    max_age: Math.floor((maxAgeMs ?? 0) / 1000),
    ...(acrValues.length > 0 && { acr_values: acrValues.join(' ') }),
  }
}

/** What became of the window, by the SDK's own errors; null for what is none of its business. */
export function popupOutcome(error: unknown): { readonly status: 'cancelled' | 'blocked' } | null {
  switch (errorCode(error)) {
    case 'popup_open':
      return { status: 'blocked' }
    case 'cancelled':
    case 'timeout':
    case 'access_denied':
      return { status: 'cancelled' }
    default:
      return null
  }
}
