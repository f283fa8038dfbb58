import type { EndReason, WireAnswer, WireLogoutAnswer } from '@stillhere/core'

/** An answer of the wire protocol. Never cached. */
export function answer(
  status: number,
  body: WireAnswer | WireLogoutAnswer,
  cookies: readonly string[] = [],
  more: Readonly<Record<string, string>> = {},
): Response {
  const headers = plainHeaders('application/json; charset=utf-8', cookies)
  for (const [name, value] of Object.entries(more)) headers.set(name, value)
  if ('status' in body && body.status === 'unavailable' && body.retryAfterSeconds !== undefined)
    headers.set('retry-after', String(Math.ceil(body.retryAfterSeconds)))
  return new Response(JSON.stringify(body), { status, headers })
}

/** How soon to ask again after the store has failed. */
export const STORE_RETRY_SECONDS = 2

/** Nothing is known just now, and nobody is signed out by that. */
export function storeFailed(): Response {
  return answer(503, { status: 'unavailable', retryAfterSeconds: STORE_RETRY_SECONDS })
}

/** The session is over, or there is none (null). */
export function rejected(reason: EndReason | null): { readonly status: 'rejected'; readonly reason?: EndReason } {
  return reason === null ? { status: 'rejected' } : { status: 'rejected', reason }
}

/** The request is wrong, and the developer is told how. */
export function problem(status: number, message: string): Response {
  return answer(status, { status: 'misconfigured', message })
}

export function redirect(location: string, cookies: readonly string[] = []): Response {
  const headers = plainHeaders(null, cookies)
  headers.set('location', location)
  return new Response(null, { status: 303, headers })
}

/** The answer of an OAuth endpoint that is called by another server (RFC 6749 §5.2). */
export function oauthError(error: string, description: string): Response {
  const headers = plainHeaders('application/json; charset=utf-8', [])
  return new Response(JSON.stringify({ error, error_description: description }), { status: 400, headers })
}

export function empty(status: number): Response {
  return new Response(null, { status, headers: plainHeaders(null, []) })
}

/** Server-sent events. Not to be collected by proxies before they are passed on. */
export function eventStream(body: ReadableStream<Uint8Array>): Response {
  const headers = plainHeaders('text/event-stream; charset=utf-8', [])
  headers.set('x-accel-buffering', 'no')
  return new Response(body, { headers })
}

export function plainHeaders(type: string | null, cookies: readonly string[]): Headers {
  const headers = new Headers({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' })
  if (type !== null) headers.set('content-type', type)
  for (const cookie of cookies) headers.append('set-cookie', cookie)
  return headers
}
