import { type GrantFailure, grantFailure } from '../grant-failure.ts'
import { retryAfter } from '../retry-after.ts'

/**
 * What an answer other than 2xx of the refresh endpoint means. An end only by the server's own word: an error code of OAuth, or a 401 in
 * JSON. A 401 with a page comes from something in between.
 */
export async function refusal(response: Response): Promise<GrantFailure> {
  const failure = grantFailure(await response.json().catch(() => null))
  if (failure !== null && failure.status !== 'unavailable') return failure
  if (response.status === 401 && /\bjson\b/.test(response.headers.get('content-type') ?? '')) return { status: 'rejected' }
  return { status: 'unavailable', ...retryAfter(response) }
}
