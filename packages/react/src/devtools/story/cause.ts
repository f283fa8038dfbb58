import type { Step } from '@stillhere/core/inspection'
import { shortDuration } from './words.ts'

/** What happened, as the beginning of a line. */
export function causeOf({ event, presence, times }: Step): string {
  switch (event.type) {
    case 'started':
      return 'The session was started'
    case 'timer-fired':
      return times > 1 ? `The timer woke ${times} times` : 'The timer woke'
    case 'activity-seen': {
      const what = presence === null ? 'There was input that counts for nothing now' : 'Somebody was active'
      return times > 1 ? `${what} (${times} times)` : what
    }
    case 'lease-taken':
      return `The app holds activity${event.label === null ? '' : ` for “${event.label}”`}`
    case 'lease-released':
      return 'The app let go of an activity lease'
    case 'page-shown':
      return 'The page was shown'
    case 'page-hidden':
      return 'The page was hidden'
    case 'page-left':
      return 'The page was left'
    case 'page-restored':
      return 'The page came back from the back/forward cache'
    case 'page-resumed':
      return 'The page resumed after standing still'
    case 'came-online':
      return 'The network is back'
    case 'facts-heard':
      return presence === null ? 'Another tab spoke' : 'Somebody was active in another tab'
    case 'facts-read':
      return presence === null ? 'The shared facts were read' : 'Somebody was active in another tab, as the shared facts say'
    case 'restore-answered':
    case 'peek-answered':
    case 'refresh-answered':
      return answered(event.type, event)
    case 'refresh-held-back':
      return 'Another tab has just failed to refresh; this one waits as well'
    case 'refresh-joined':
      return 'Another tab has refreshed already'
    case 'refresh-requested':
      return event.because === 'unauthorized' ? 'An API answered 401' : 'The app asked for a refresh'
    case 'extend-requested':
      return 'The user wants to stay'
    case 'sign-out-requested':
      return 'The user signed out'
    case 'sign-out-confirmed':
      return 'The backend confirmed the end'
    case 'backend-changed':
      return 'The backend has news'
    case 'state-changed':
      return 'The state changed'
    default:
      return event.type satisfies never
  }
}

const ASKED = {
  'restore-answered': 'whether there is a session',
  'peek-answered': 'how the session stands',
  'refresh-answered': 'for new tokens',
} as const

const ANSWERS = {
  live: 'it lives',
  rejected: 'no',
  unavailable: 'no answer that helps',
  misconfigured: 'it is set up wrongly',
} as const

function answered(type: keyof typeof ASKED, { answer, tookMs }: Step['event']): string {
  const took = tookMs === null || tookMs < 1 ? '' : ` after ${shortDuration(tookMs)}`
  const said = answer === null ? '' : `: ${ANSWERS[answer.status]}${answer.reason === null ? '' : ` (${answer.reason})`}`
  return `The backend, asked ${ASKED[type]}, answered${took}${said}`
}
