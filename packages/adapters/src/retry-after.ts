import type { Duration } from '@stillhere/core'

/** What a busy server asks for (RFC 9110 §10.2.3), in seconds; `{}` where it says nothing, or a date, which is by its own clock. */
export function retryAfter({ headers }: Pick<Response, 'headers'>): { readonly retryAfter?: Duration } {
  const seconds = headers.get('retry-after') ?? ''
  return /^\d{1,9}$/.test(seconds) ? { retryAfter: `${Number(seconds)}s` } : {}
}
