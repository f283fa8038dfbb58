import type { Duration } from '@stillhere/core'

/**
 * How long ago the user authenticated, by the claims of an ID token that the SDK has accepted; `{}` where it does not tell. Its own time
 * of issue bounds it from below, so that a clock that is behind makes no authentication fresher than the provider knows it to be.
 */
export function authAge(idToken: string | undefined): { readonly authAge?: Duration } {
  const { auth_time: authenticated, iat } = claimsOf(idToken)
  if (typeof authenticated !== 'number') return {}
  const latest = Math.max(typeof iat === 'number' ? iat : 0, Math.floor(Date.now() / 1000))
  return { authAge: `${Math.max(0, latest - authenticated)}s` }
}

/** Of numbers and plain letters only: nothing else is asked for. */
function claimsOf(token: string | undefined): { readonly auth_time?: unknown; readonly iat?: unknown } {
  try {
    return JSON.parse(atob((token ?? '').split('.')[1]?.replaceAll('-', '+').replaceAll('_', '/') ?? ''))
  } catch {
    return {}
  }
}
