import type { SignInCall } from '@stillhere/core'
import { errorCode } from '../grant-failure.ts'
import { proofOf } from '../proof.ts'
import type { Auth0SignInOptions } from './client.ts'

/** What Auth0 is asked for, so that the user proves that they are there. With `max_age` it puts `auth_time` into the ID token. */
export function askedOf(reauthenticate: SignInCall['reauthenticate']): Auth0SignInOptions['authorizationParams'] {
  const { prompt, maxAge, acrValues } = proofOf(reauthenticate)
  return {
    ...(prompt !== undefined && { prompt }),
    ...(maxAge !== undefined && { max_age: maxAge }),
    ...(acrValues !== undefined && { acr_values: acrValues }),
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
