import type { BackendAnswer } from '@stillhere/core'

/** What an HTTP status of better-auth's means for the session. Only its own 401 ends one. */
export function betterAuthFailure(status: number, headers: Headers | null): Exclude<BackendAnswer<never>, { status: 'live' }> {
  switch (status) {
    case 401:
      return { status: 'rejected' }
    case 403:
      return { status: 'misconfigured', message: 'better-auth refused this page (403): is its origin in trustedOrigins?' }
    case 404:
      return { status: 'misconfigured', message: 'Nothing answers at /get-session (404): do baseURL and basePath fit the server?' }
    case 405:
      return { status: 'misconfigured', message: 'The server refuses POST /get-session (405): is deferSessionRefresh the same everywhere?' }
    default: {
      const seconds = Number(headers?.get('x-retry-after') ?? headers?.get('retry-after'))
      return { status: 'unavailable', ...(seconds > 0 && { retryAfter: `${seconds}s` }) }
    }
  }
}
