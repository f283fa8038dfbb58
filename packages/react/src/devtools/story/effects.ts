import type { Standing, Step } from '@stillhere/core/inspection'
import { CHECKING_WORDS, endWords, LIMIT_NAMES, timeText } from './words.ts'

/** What a line is about: what the log can be narrowed to. */
export type Subject = 'session' | 'warning' | 'cover' | 'refresh' | 'presence' | 'page' | 'problem'

export type Tone = 'quiet' | 'fine' | 'notice' | 'ended'

export interface Effect {
  readonly subject: Subject
  readonly tone: Tone
  readonly text: string
}

/** What followed from a step, what matters most first. */
export function effectsOf(step: Step): readonly Effect[] {
  const { before, after, problem, at } = step
  return [
    ...session(before, after),
    ...cover(before, after),
    ...warning(before, after, at),
    ...refresh(before, after, at),
    ...extending(before, after),
    ...presence(before, after),
    ...asked(step),
    ...(problem === null ? [] : [{ subject: 'problem', tone: 'notice', text: `A problem was reported: ${problem}.` } as const]),
  ]
}

function session(before: Standing, after: Standing): readonly Effect[] {
  if (before.status === after.status) return []
  switch (after.status) {
    case 'signed-in':
      return [{ subject: 'session', tone: 'fine', text: before.status === 'ended' ? 'Signed in again.' : 'Signed in.' }]
    case 'signed-out':
      return [{ subject: 'session', tone: 'quiet', text: 'Nobody is signed in.' }]
    case 'ended':
      return [
        {
          subject: 'session',
          tone: 'ended',
          text: `The session ended: ${after.end === null ? 'for no known reason' : endWords(after.end)}.`,
        },
      ]
    case 'restoring':
      return [{ subject: 'session', tone: 'quiet', text: 'It is being found out whether somebody is signed in.' }]
    default:
      return after.status satisfies never
  }
}

function cover(before: Standing, after: Standing): readonly Effect[] {
  if (after.status !== 'signed-in') return []
  if (before.checking === null && after.checking !== null)
    return [{ subject: 'cover', tone: 'notice', text: `The page is covered: ${CHECKING_WORDS[after.checking.cause]}.` }]
  if (before.checking !== null && after.checking === null)
    return [{ subject: 'cover', tone: 'fine', text: 'The cover is lifted: the session lives.' }]
  if (after.checking?.failing === true && before.checking?.failing !== true)
    return [{ subject: 'cover', tone: 'notice', text: 'Nobody can say so far whether the session lives; it stays covered.' }]
  return []
}

function warning(before: Standing, after: Standing, at: number): readonly Effect[] {
  const [was, is] = [before.warning, after.warning]
  if (is !== null && was?.cause !== is.cause) {
    const how = was === null ? 'The warning opened' : `The warning changed from ${LIMIT_NAMES[was.cause]}`
    const extend = is.extendable ? 'staying moves it' : 'nothing but a new sign-in moves it'
    return [
      { subject: 'warning', tone: 'notice', text: `${how}: ${LIMIT_NAMES[is.cause]} is over at ${timeText(is.endsAt, at)}; ${extend}.` },
    ]
  }
  if (was === null || is !== null || after.status !== 'signed-in') return []
  return [{ subject: 'warning', tone: 'fine', text: `The warning closed: ${whyClosed(before, after)}.` }]
}

function whyClosed(before: Standing, after: Standing): string {
  if (after.checking !== null) return 'the page is covered instead'
  if (before.revision !== after.revision) return 'the session was renewed'
  return before.activityAt === after.activityAt ? 'its end has moved' : 'somebody is there'
}

function refresh(before: Standing, after: Standing, at: number): readonly Effect[] {
  const [was, is] = [before.refresh, after.refresh]
  const renewed = after.status === 'signed-in' && before.status === 'signed-in' && before.revision !== after.revision
  if (renewed) {
    const whose = was.status === 'running' ? '' : ' by another tab'
    return [{ subject: 'refresh', tone: 'fine', text: `Renewed${whose}${was.failures > 0 ? `, after ${was.failures} failed` : ''}.` }]
  }
  if (after.status !== 'signed-in' || was.status === is.status) return []
  switch (is.status) {
    case 'running':
      return [
        {
          subject: 'refresh',
          tone: 'quiet',
          text: is.failures > 0 ? `Attempt ${is.failures + 1} to refresh begins.` : 'A refresh begins.',
        },
      ]
    case 'waiting': {
      const next = is.nextAt === null ? '' : ` Next try at ${timeText(is.nextAt, at)}.`
      return [{ subject: 'refresh', tone: 'notice', text: `The refresh failed (${nth(is.failures)}, ${is.code ?? 'unknown'}).${next}` }]
    }
    case 'failed':
      return [{ subject: 'refresh', tone: 'notice', text: `Refreshing is given up (${is.code ?? 'unknown'}).` }]
    case 'idle':
      return was.status === 'running' ? [{ subject: 'refresh', tone: 'quiet', text: 'The refresh is over; nothing new came of it.' }] : []
    default:
      return is.status satisfies never
  }
}

function extending(before: Standing, after: Standing): readonly Effect[] {
  if (before.extending === after.extending || after.status !== 'signed-in') return []
  if (after.extending === 'running') return [{ subject: 'warning', tone: 'quiet', text: 'The backend is asked for more time.' }]
  if (after.extending === 'failed') return [{ subject: 'warning', tone: 'notice', text: 'No more time was given so far.' }]
  return []
}

function presence(before: Standing, after: Standing): readonly Effect[] {
  if (after.leases > before.leases) return [{ subject: 'presence', tone: 'quiet', text: 'A lease stands for presence.' }]
  if (after.leases < before.leases && after.status === 'signed-in')
    return [
      {
        subject: 'presence',
        tone: 'quiet',
        text: after.leases === 0 ? 'No lease stands for presence any more.' : 'One lease less stands for presence.',
      },
    ]
  return []
}

function asked({ commands }: Step): readonly Effect[] {
  return [
    ...(commands.includes('restore')
      ? [{ subject: 'session', tone: 'quiet', text: 'The backend is asked whether there is a session.' } as const]
      : []),
    ...(commands.includes('peek')
      ? [{ subject: 'session', tone: 'quiet', text: 'The backend is asked how the session stands.' } as const]
      : []),
    ...(commands.includes('tell-backend') ? [{ subject: 'session', tone: 'quiet', text: 'The backend is told.' } as const] : []),
  ]
}

function nth(count: number): string {
  return count === 1 ? 'once' : `${count} times`
}
