import type { BackendAnswer } from '@stillhere/core'
import { retryAfter } from '../retry-after.ts'
import { textOf } from '../user.ts'

/**
 * What an answer of `/session` means when it is not a session; null when it may be one. Nobody is signed in where next-auth itself says so
 * with 200: `{}` in version 4, `null` in version 5. `said` is undefined for what is no JSON.
 */
export function nextAuthFailure(response: Response, said: unknown): Exclude<BackendAnswer<never>, { status: 'live' }> | null {
  const { status, type } = response
  if (type === 'opaqueredirect')
    return { status: 'unavailable', message: 'The question was sent elsewhere by a redirect: exclude the route from middleware.' }
  switch (status) {
    case 200:
      if (said === null || (typeof said === 'object' && Object.keys(said).length === 0)) return { status: 'rejected' }
      return said === undefined ? { status: 'unavailable', message: 'Something answers for next-auth that does not speak JSON.' } : null
    case 400:
    case 404:
      return {
        status: 'misconfigured',
        message: `No session of next-auth at this address (${status}): does basePath fit the server's route?`,
      }
    case 500:
      // It names itself: https://next-auth.js.org/errors
      if (textOf(said, 'message')?.includes('server configuration'))
        return { status: 'misconfigured', message: "next-auth refuses its own configuration (500). The server's log says why." }
      return { status: 'unavailable' }
    default:
      return { status: 'unavailable', ...retryAfter(response) }
  }
}
