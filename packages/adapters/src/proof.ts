import type { SignInCall } from '@stillhere/core'

/** What a provider is asked for, so that somebody proves that they are there (OpenID Connect Core 1.0 §3.1.2.1, RFC 9470). */
export interface Proof {
  readonly prompt?: 'login'
  /** Seconds. */
  readonly maxAge?: number
  readonly acrValues?: string
}

export function proofOf(reauthenticate: SignInCall['reauthenticate']): Proof {
  const { maxAgeMs = null, acrValues = [] } = reauthenticate ?? {}
  return {
    ...(maxAgeMs !== null && { prompt: 'login', maxAge: Math.floor(maxAgeMs / 1000) }),
    ...(acrValues.length > 0 && { acrValues: acrValues.join(' ') }),
  }
}
