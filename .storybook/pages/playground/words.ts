import { type Deadline, durationText, type EndReason, type LimitReason, type SessionState } from '../../product.ts'
import type { Happening, Span } from './chronicle.ts'
import type { Deed } from './deeds.ts'

export const LIMIT_NAMES: Readonly<Record<LimitReason, string>> = {
  'token-expired': 'Token',
  'refresh-expired': 'Renewing',
  inactive: 'Nobody active',
  'server-idle': 'Server hears nothing',
  'max-lifetime': 'One sign-in',
}

const END_NAMES: Readonly<Record<EndReason, string>> = {
  'token-expired': 'the token could not be renewed in time',
  'refresh-expired': 'nothing was left to renew with',
  'refresh-rejected': 'the server refused to renew',
  inactive: 'nobody was there for too long',
  'server-idle': 'the server heard nothing for too long',
  'max-lifetime': 'one sign-in lasts no longer',
  'signed-out': 'somebody signed out',
  revoked: 'the server ended it',
  replaced: 'somebody else signed in',
}

const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' })
const SHORT_TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const DAY_AND_TIME = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' })

/** “09:14:58” */
export function timeOfDay(at: number): string {
  return TIME.format(at)
}

/** “09:15”, to the nearest minute, with the day where it is another one than that of `from`. */
export function shortTime(at: number, from: number): string {
  const minute = Math.round(at / 60_000) * 60_000
  const sameDay = new Date(minute).toDateString() === new Date(from).toDateString()
  return sameDay ? SHORT_TIME.format(minute) : DAY_AND_TIME.format(minute)
}

/** “1:02:03”, always with hours, so that it keeps its width. */
export function stopwatch(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const two = (value: number) => String(value).padStart(2, '0')
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}

/** “13 minutes”; the two largest units. */
export function inWords(ms: number): string {
  return durationText(ms, { locale: 'en' })
}

export function whatHappened(happening: Happening): string {
  switch (happening.kind) {
    case 'activity':
      return 'Somebody was active'
    case 'signed-in':
      return 'Signed in'
    case 'refreshed':
      return 'Renewed in the background'
    case 'refresh-failed':
      return 'Renewing failed'
    case 'refresh-refused':
      return 'Renewing was refused'
    case 'ended':
      return `Signed out: ${END_NAMES[happening.reason]}`
    case 'deed':
      return deedText(happening.deed)
  }
}

function deedText(deed: Deed): string {
  switch (deed.type) {
    case 'activity':
      return 'Somebody was active'
    case 'stay':
      return 'Pressed “Stay signed in”'
    case 'sign-out':
      return 'Pressed “Sign out”'
    case 'sign-in':
      return 'Signed in again'
    case 'open-tab':
      return 'Opened another tab'
    case 'close-tab':
      return `Closed tab ${deed.tab}`
    case 'fail':
      return 'The server stops renewing'
    case 'offline':
      return 'The network goes away'
    case 'heal':
      return 'Everything works again'
    case 'reject':
      return 'The server will refuse to renew'
    case 'revoke':
      return 'Ended at the server'
    case 'sleep':
      return `The machine sleeps for ${inWords(deed.ms)}`
  }
}

export function spanText(span: Span): string {
  switch (span.kind) {
    case 'warning':
      return `Dialog: ${WARNING_NAMES[span.cause]}`
    case 'signed-in':
      return 'Signed in'
    case 'reconnecting':
      return 'Covered, reconnecting'
    case 'failing':
      return 'Renewing fails'
    case 'offline':
      return 'Offline'
    case 'asleep':
      return 'Machine asleep'
    case 'tab':
      return `Tab ${span.tab}`
  }
}

const WARNING_NAMES: Readonly<Record<LimitReason, string>> = {
  'token-expired': 'about to be signed out',
  'refresh-expired': 'about to be signed out',
  inactive: 'are you still here',
  'server-idle': 'are you still here',
  'max-lifetime': 'time is nearly up',
}

/** How one tab stands, in a few words. */
export function standing(state: SessionState<unknown>): string {
  switch (state.status) {
    case 'restoring':
      return 'Asking whether somebody is signed in'
    case 'signed-out':
      return 'Nobody is signed in'
    case 'ended':
      return `Signed out: ${END_NAMES[state.end.reason]}`
    case 'signed-in':
      if (state.checking !== null) return 'Covered, reconnecting'
      if (state.warning !== null) return `Dialog open: ${WARNING_NAMES[state.warning.cause]}`
      return state.refresh.status === 'retrying' ? 'Signed in, renewing fails so far' : 'Signed in'
  }
}

/** Why this deadline is where it is. */
export function whyThen({ reason, sinceAt, refreshAt, extendable }: Deadline, failing: boolean): string {
  const since = timeOfDay(sinceAt)
  switch (reason) {
    case 'token-expired':
      if (failing) return `It dates from ${since}, and renewing fails.`
      return refreshAt === null ? `It dates from ${since} and is not renewed any more.` : `It dates from ${since} and is renewed before.`
    case 'refresh-expired':
      return 'Nothing is left to renew the token with.'
    case 'inactive':
      return `Nobody has been active since ${since}.${extendable ? '' : ' Staying would gain too little.'}`
    case 'server-idle':
      return `The server last heard something at ${since}.`
    case 'max-lifetime':
      return `Signed in at ${since}. Nothing moves this one.`
  }
}
