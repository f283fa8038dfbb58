import type { BackendAnswer } from '@stillhere/core'

type EndsIn = Extract<BackendAnswer<unknown>, { status: 'live' }>['endsIn']

/** The server's clock as it answered (RFC 9110 §6.6.1), epoch milliseconds; null when the header is missing or kept from scripts. */
export function serverNow(headers: Headers | null): number | null {
  const at = Date.parse(headers?.get('date') ?? '')
  return Number.isNaN(at) ? null : at
}

/** How long until an instant of the server's, by the server's own clock. Nothing when that is not known: this device's may be wrong by a day. */
export function lifetimeUntil(expiresAt: number, now: number | null): EndsIn {
  return now === null ? {} : { 'token-expired': `${Math.max(0, expiresAt - now)}ms` }
}
