import type { EndReason, LimitReason, Limits, SessionEnd, SessionState } from '@stillhere/core'
import type { Standing } from '@stillhere/core/inspection'

export const LIMIT_NAMES: Readonly<Record<LimitReason, string>> = {
  'token-expired': 'Access token',
  'refresh-expired': 'Token, not renewable',
  inactive: 'Inactivity',
  'server-idle': 'Server idle',
  'max-lifetime': 'Maximum lifetime',
}

/** What each limit is called in the policy. */
export const LIMIT_KEYS_OF: Readonly<Record<LimitReason, keyof Limits>> = {
  'token-expired': 'accessTokenLifetime',
  'refresh-expired': 'refreshTokenLifetime',
  inactive: 'inactivity',
  'server-idle': 'serverIdle',
  'max-lifetime': 'maxLifetime',
}

/** Why a session ended, as the second half of a sentence. */
export const END_WORDS: Readonly<Record<EndReason, string>> = {
  'token-expired': 'the access token ran out before it was refreshed',
  'refresh-expired': 'no way of renewing was left, and the access token ran out',
  'refresh-rejected': 'the backend refused to renew it',
  inactive: 'nobody was active in any tab',
  'server-idle': 'the server saw neither activity nor refresh',
  'max-lifetime': 'the maximum lifetime was over',
  'signed-out': 'the user signed out',
  revoked: 'the backend ended it',
  replaced: 'somebody else signed in in this browser',
}

export const CHECKING_WORDS: Readonly<Record<NonNullable<Standing['checking']>['cause'], string>> = {
  woke: 'the page stood still for a while (sleep, or a frozen tab)',
  'page-restored': 'the page came back from the back/forward cache',
  'clock-jumped': 'the clock jumped',
  'token-expired': 'the access token is over and may still be renewed',
}

export const STATUS_WORDS: Readonly<Record<SessionState['status'], string>> = {
  restoring: 'Restoring',
  'signed-in': 'Signed in',
  'signed-out': 'Signed out',
  ended: 'Ended',
}

export function endWords({ reason, here, limitMs }: SessionEnd): string {
  const limit = limitMs === null ? '' : `, limit ${durationText(limitMs)}`
  return `${END_WORDS[reason]} (${reason}${limit}${here ? '' : ', learnt from another tab or the backend'})`
}

const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' })
const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', second: '2-digit' })
const LONG_MS = 18 * 3_600_000

/** An instant as a time of day; with its day where that is far from `now`. */
export function timeText(at: number, now: number = at): string {
  return Math.abs(at - now) > LONG_MS ? DAY.format(at) : TIME.format(at)
}

const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1000],
] as const

/** A length in its two largest units: "1 h 20 min". Under ten seconds with a tenth, under one in ms. */
export function durationText(ms: number): string {
  if (ms < 0) return `−${durationText(-ms)}`
  if (ms < 1000) return `${Math.round(ms)} ms`
  if (ms < 10_000 && ms % 1000 !== 0) return `${(ms / 1000).toFixed(1)} s`
  let left = Math.round(ms / 1000) * 1000
  const parts: string[] = []
  for (const [unit, length] of UNITS) {
    const count = Math.floor(left / length)
    left -= count * length
    if (count > 0 && parts.length < 2) parts.push(`${count} ${unit}`)
    else if (parts.length > 0) break
  }
  return parts.join(' ')
}

/** A length as a stopwatch shows it: "4:05", "1:02:03". Never negative. */
export function stopwatch(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000))
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  const tail = String(seconds % 60).padStart(2, '0')
  if (hours >= 48) return `${Math.floor(hours / 24)} d ${hours % 24} h`
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${tail}` : `${minutes}:${tail}`
}
