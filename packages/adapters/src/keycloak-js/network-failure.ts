import { type GrantFailure, grantFailure } from '../grant-failure.ts'
import { retryAfter } from '../retry-after.ts'
import { fieldOf } from '../user.ts'

/** What went wrong, by the provider's own word; null where it has said nothing. The SDK hands over the response, its body unread. */
export async function networkFailure(thrown: unknown): Promise<GrantFailure | null> {
  const response = fieldOf(thrown, 'response')
  if (!(response instanceof Response)) return grantFailure(thrown)
  if (response.status === 429 || response.status >= 500) return { status: 'unavailable', ...retryAfter(response) }
  return grantFailure(await response.json().catch(() => null))
}
