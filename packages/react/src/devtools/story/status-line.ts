import type { Session } from '@stillhere/core'
import type { Tone } from './effects.ts'
import { CHECKING_WORDS, endWords, LIMIT_NAMES, timeText } from './words.ts'

/** How the session stands, in a sentence; changes with the state, not with the time. */
export function statusLine(session: Pick<Session<unknown>, 'getState'>): { readonly tone: Tone; readonly text: string } {
  const { status, checking, warning, refresh, end } = session.getState()
  if (status === 'restoring') return { tone: 'quiet', text: 'Asking whether somebody is signed in' }
  if (end !== null) return { tone: 'ended', text: `Ended: ${endWords(end)}` }
  if (status !== 'signed-in') return { tone: 'quiet', text: 'Nobody is signed in' }
  if (checking !== null) return { tone: 'notice', text: `Covered: ${CHECKING_WORDS[checking.cause]}` }
  if (warning !== null) return { tone: 'notice', text: `Warning: ${LIMIT_NAMES[warning.cause]} is over at ${timeText(warning.endsAt)}` }
  switch (refresh.status) {
    // Every few minutes, and no news.
    case 'idle':
    case 'running':
      return { tone: 'fine', text: 'Signed in' }
    case 'retrying':
      return {
        tone: 'notice',
        text: `Signed in; the refresh failed ${refresh.attempt === 1 ? 'once' : `${refresh.attempt} times`}, next try at ${timeText(refresh.nextAt)}`,
      }
    case 'failed':
      return { tone: 'notice', text: `Signed in; refreshing is given up (${refresh.error.code})` }
    default:
      return refresh satisfies never
  }
}
