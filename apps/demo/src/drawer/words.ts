import type { EndReason, LimitReason } from '@stillhere/core'

/** What runs out, in the words of the documentation. */
export const LIMIT_NAMES: Readonly<Record<LimitReason, string>> = {
  'token-expired': 'Access token',
  'refresh-expired': 'Renewable until',
  inactive: 'Inactivity',
  'server-idle': 'Server idle',
  'max-lifetime': 'Maximum lifetime',
}

/** Why a session ended, as the second half of “Ended: …”. */
export const END_NAMES: Readonly<Record<EndReason, string>> = {
  'token-expired': 'the access token ran out before it could be refreshed',
  'refresh-expired': 'no way of renewing was left and the access token ran out',
  'refresh-rejected': 'the provider rejected the refresh',
  inactive: 'nobody was active in any tab',
  'server-idle': 'the server saw nobody for too long',
  'max-lifetime': 'the maximum lifetime was over',
  'signed-out': 'the user signed out',
  revoked: 'the server ended it',
  replaced: 'somebody else signed in',
}

const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' })

/** An instant of the session's clock as a time of day: “14:35:10”. */
export function timeOfDay(at: number): string {
  return TIME.format(at)
}

/** A duration as a stopwatch shows it: “4:05”, “1:02:03”. Never negative. */
export function stopwatch(durationMs: number): string {
  const seconds = Math.max(0, Math.round(durationMs / 1000))
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  const tail = String(seconds % 60).padStart(2, '0')
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${tail}` : `${minutes}:${tail}`
}
