import type { Checking, SessionState, Warning } from '@stillhere/core'
import { inWords } from '../frame/end-words.ts'
import { END_NAMES, LIMIT_NAMES, timeOfDay } from './words.ts'

/** How much it matters: `fine` and `busy` need nobody, `notice` may need somebody, `ended` is over. */
export type Tone = 'fine' | 'busy' | 'notice' | 'ended'

/** One sentence (two at most) that says what is going on; changes with the state, not with the time. */
export function statusSentence(state: SessionState<unknown>): { readonly tone: Tone; readonly text: string } {
  switch (state.status) {
    case 'restoring':
      return { tone: 'busy', text: 'Asking the server whether somebody is signed in.' }
    case 'signed-out':
      return state.end === null ? { tone: 'fine', text: 'Nobody is signed in.' } : { tone: 'ended', text: endSentence(state.end) }
    case 'ended':
      return { tone: 'ended', text: endSentence(state.end) }
    case 'signed-in':
      if (state.checking !== null) return { tone: 'notice', text: checkingSentence(state.checking) }
      if (state.warning !== null) return { tone: 'notice', text: warningSentence(state.warning) }
      return refreshSentence(state.refresh)
    default:
      return state satisfies never
  }
}

function refreshSentence(refresh: SessionState['refresh']): { readonly tone: Tone; readonly text: string } {
  switch (refresh.status) {
    case 'idle':
      return { tone: 'fine', text: 'All is well. The next refresh happens by itself.' }
    case 'running':
      return { tone: 'busy', text: 'Refreshing in the background. Nobody needs to notice.' }
    case 'retrying': {
      const until = refresh.validUntilAt === null ? '' : ` The token is valid until ${timeOfDay(refresh.validUntilAt)}.`
      return {
        tone: 'notice',
        text: `The refresh failed ${times(refresh.attempt)}; the next try is at ${timeOfDay(refresh.nextAt)}.${until}`,
      }
    }
    case 'failed':
      return { tone: 'notice', text: `Refreshing doesn’t work: ${refresh.error.message}` }
    default:
      return refresh satisfies never
  }
}

function warningSentence(warning: Warning): string {
  const what = `${LIMIT_NAMES[warning.cause]} runs out at ${timeOfDay(warning.endsAt)}`
  if (!warning.extendable) return `Warning: ${what}. Only a new sign-in can move that.`
  switch (warning.extend.status) {
    case 'idle':
      return `Warning: ${what}, unless the user stays.`
    case 'running':
      return `Asking the server for more time; ${what} otherwise.`
    case 'failed':
      return `The server has not given more time yet; ${what}.`
    default:
      return warning.extend satisfies never
  }
}

function checkingSentence({ cause, error }: Checking): string {
  const why = {
    woke: 'The machine slept',
    'page-restored': 'The page came back from the browser’s cache',
    'clock-jumped': 'The clock jumped',
    'token-expired': 'The token ran out and may still be renewed',
  }[cause]
  return `${why}, so this tab asks first; private content is covered.${error === null ? '' : ' No answer so far; trying again.'}`
}

function endSentence({ reason, here, limitMs }: Extract<SessionState, { status: 'ended' }>['end']): string {
  const limit = limitMs === null ? '' : ` (limit: ${inWords(limitMs)})`
  return `Ended: ${END_NAMES[reason]}${limit}.${here ? '' : ' Another tab or the server said so.'}`
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`
}
