import { type SessionState, StillhereError } from '@stillhere/core'
import { expect, it } from 'vitest'
import { statusSentence } from './status-sentence.ts'
import { timeOfDay } from './words.ts'

const at = Date.UTC(2026, 0, 5, 9, 30, 0)
const unavailable = new StillhereError('backend-unavailable', 'No answer.')
const signedIn: Extract<SessionState, { status: 'signed-in' }> = {
  status: 'signed-in',
  user: { sub: 'ada' },
  signedInAt: at,
  warning: null,
  checking: null,
  end: null,
  refresh: { status: 'idle' },
}

it('says that all is well while nothing is due', () => {
  expect(statusSentence(signedIn)).toEqual({ tone: 'fine', text: 'All is well. The next refresh happens by itself.' })
})

it('says until when the token is valid while a refresh is being retried', () => {
  const refresh = { status: 'retrying', attempt: 2, sinceAt: at, nextAt: at + 4000, validUntilAt: at + 60_000, error: unavailable } as const
  const { tone, text } = statusSentence({ ...signedIn, refresh })
  expect(tone).toBe('notice')
  expect(text).toContain('failed 2 times')
  expect(text).toContain(`valid until ${timeOfDay(at + 60_000)}`)
})

it('tells a warning that can be moved from one that cannot', () => {
  const base = { cause: 'inactive', openedAt: at, endsAt: at + 120_000 } as const
  expect(statusSentence({ ...signedIn, warning: { ...base, extendable: true, extend: { status: 'idle' } } }).text).toContain(
    'unless the user stays',
  )
  expect(statusSentence({ ...signedIn, warning: { ...base, extendable: false, extend: null } }).text).toContain('Only a new sign-in')
})

it('puts checking before everything else', () => {
  const text = statusSentence({
    ...signedIn,
    refresh: { status: 'running', startedAt: at },
    checking: { sinceAt: at, cause: 'woke', error: unavailable },
  }).text
  expect(text).toBe('The machine slept, so this tab asks first; private content is covered. No answer so far; trying again.')
})

it('names the limit that ran out and where the end was learnt', () => {
  const end = { reason: 'inactive', here: false, endedAt: at, limitMs: 900_000 } as const
  const ended: SessionState = {
    status: 'ended',
    user: null,
    signedInAt: null,
    warning: null,
    checking: null,
    end,
    refresh: { status: 'idle' },
  }
  expect(statusSentence(ended).text).toBe('Ended: nobody was active in any tab (limit: 15 minutes). Another tab or the server said so.')
})
