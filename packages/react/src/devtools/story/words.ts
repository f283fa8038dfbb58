import type { EndReason, LimitReason, Limits, SessionEnd, SessionState } from '@stillhere/core'
import type { Standing } from '@stillhere/core/inspection'
import { figureText, largestUnits } from '../../messages/format.ts'
import type { DurationUnit } from '../../messages/messages.ts'

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
  const limit = limitMs === null ? '' : `, limit ${shortDuration(limitMs)}`
  return `${END_WORDS[reason]} (${reason}${limit}${here ? '' : ', learnt from another tab or the backend'})`
}

const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' })
const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', second: '2-digit' })
const LONG_MS = 18 * 3_600_000

/** An instant as a time of day; with its day where that is far from `now`. */
export function timeText(at: number, now: number = at): string {
  return Math.abs(at - now) > LONG_MS ? DAY.format(at) : TIME.format(at)
}

const UNITS = { days: 'd', hours: 'h', minutes: 'min', seconds: 's' } as const satisfies Readonly<Record<DurationUnit, string>>

/** A length in its two largest units: "1 h 20 min". Under ten seconds with a tenth, under one in ms. */
export function shortDuration(ms: number): string {
  if (ms < 0) return `−${shortDuration(-ms)}`
  if (ms < 1000) return `${Math.round(ms)} ms`
  if (ms < 10_000 && ms % 1000 !== 0) return `${(ms / 1000).toFixed(1)} s`
  return largestUnits(Math.round(ms / 1000) * 1000)
    .map(({ unit, count }) => `${count} ${UNITS[unit]}`)
    .join(' ')
}

/** A length as a stopwatch shows it: "4:05", "1:02:03"; from two days on in days and hours. Never negative. */
export function stopwatch(ms: number): string {
  const hours = Math.floor(Math.ceil(ms / 1000) / 3600)
  return hours >= 48 ? `${Math.floor(hours / 24)} d ${hours % 24} h` : figureText(ms, 'en')
}
