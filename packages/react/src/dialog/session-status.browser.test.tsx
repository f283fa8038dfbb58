import { type RefreshState, StillhereError } from '@stillhere/core'
import { act, cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { SessionProvider } from '../index.ts'
import { english } from '../messages/english.ts'
import { createSessionDouble, ended, finalWarning, RESTORING, SIGNED_OUT, signedIn, START_AT } from '../test-support/session-double.ts'
import { SessionStatus } from './index.ts'

const UNREACHABLE = new StillhereError('backend-unavailable', 'No answer.')
const TOKEN = {
  reason: 'token-expired',
  sinceAt: START_AT,
  endsAt: START_AT + 300_000,
  extendable: true,
  warnAt: null,
  refreshAt: null,
  from: 'backend',
} as const

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

function show(state = signedIn()) {
  const double = createSessionDouble(state)
  double.setDeadlines([TOKEN])
  const { container } = render(
    <SessionProvider session={double.session}>
      <SessionStatus />
    </SessionProvider>,
  )
  const line = container.querySelector<HTMLElement>('.stillhere-status')
  return { double, seen: () => [line?.dataset['status'], line?.textContent], heard: () => screen.getByRole('status').textContent }
}

function retrying(attempt: number): RefreshState {
  return { status: 'retrying', attempt, sinceAt: START_AT, nextAt: START_AT + 4_000, validUntilAt: START_AT + 300_000, error: UNREACHABLE }
}

test('while all is well it says so to the eye and nothing to the ear', () => {
  const { seen, heard } = show()
  expect([seen(), heard()]).toEqual([['fine', 'You’re signed in'], ''])
})

test('a refresh is mentioned only when it takes longer than a second', () => {
  const { double, seen, heard } = show()
  act(() => double.set(signedIn({ refresh: { status: 'running', startedAt: START_AT } })))
  act(() => double.advance(900))
  expect(seen()[0]).toBe('fine')
  act(() => double.advance(100))
  expect([seen(), heard()]).toEqual([['refreshing', 'Checking in with the server…'], ''])
  act(() => double.set(signedIn()))
  expect(seen()[0]).toBe('fine')
})

test('P-32 one failure is a blip; from the second one on it says until when the user stays signed in, aloud', () => {
  const { double, seen, heard } = show()
  act(() => double.set(signedIn({ refresh: retrying(1) })))
  expect(seen()[0]).toBe('fine')
  act(() => double.set(signedIn({ refresh: retrying(2) })))
  expect(seen()[0]).toBe('failing')
  expect(heard()).toMatch(/We can’t reach the server. You’re signed in until \d/)
  act(() => double.set(signedIn()))
  expect([seen()[0], heard()]).toEqual(['fine', ''])
})

test('R-7 being offline is a hint that the line shows, whatever the refresh is at', () => {
  const online = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
  const { seen, heard } = show(signedIn({ refresh: retrying(3) }))
  expect(seen()[0]).toBe('offline')
  expect(heard()).toMatch(/You’re offline. You stay signed in until \d/)
  online.mockReturnValue(true)
  act(() => void window.dispatchEvent(new Event('online')))
  expect(seen()[0]).toBe('failing')
})

test('a time of day that brings a full stop along ends the sentence with that one', () => {
  vi.spyOn(Navigator.prototype, 'languages', 'get').mockReturnValue(['en-CA'])
  const { double, heard } = show()
  act(() => double.set(signedIn({ refresh: retrying(2) })))
  expect(heard()).toMatch(/ [ap]\.m\.$/)
})

test('R-10 a warning that was put away keeps its time in sight', () => {
  const { double, seen, heard } = show()
  act(() => double.set(signedIn({ warning: finalWarning() })))
  expect(seen()[0]).toBe('warning')
  expect(heard()).toMatch(/You’ll be signed out at \d/)
})

test.each([
  [RESTORING, 'restoring', 'One moment…'],
  [SIGNED_OUT, 'signed-out', 'You’re signed out'],
  [ended(), 'signed-out', 'You’re signed out'],
  [signedIn({ checking: { sinceAt: START_AT, cause: 'woke', error: null } }), 'checking', 'Checking that you’re still signed in…'],
] as const)('the line of a state says %#', (state, status, text) => {
  expect(show(state).seen()).toEqual([status, text])
})

test('R-43 the words are the provider’s or its own', () => {
  const double = createSessionDouble(signedIn())
  onTestFinished(cleanup)
  render(
    <SessionProvider session={double.session} messages={{ ...english, status: { ...english.status, fine: () => 'From the provider' } }}>
      <SessionStatus />
      <SessionStatus data-testid="own" messages={{ ...english, status: { ...english.status, fine: () => 'Of its own' } }} />
    </SessionProvider>,
  )
  expect(screen.getByText('From the provider').textContent).toBeTruthy()
  expect(screen.getByTestId('own').textContent).toBe('Of its own')
})
