import { act, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openDialog, theDialog } from '../test-support/open-dialog.tsx'
import { expectQuietConsole } from '../test-support/quiet-console.ts'
import { signedIn, warningOf } from '../test-support/session-double.ts'

expectQuietConsole()

const region = () => within(theDialog()).getByRole('status')

test('R-20 R-22 R-23 R-24 P-30 the time left is spoken at one minute, forty and twenty seconds, and no more', () => {
  const { double } = openDialog(signedIn({ warning: warningOf('inactive') }))
  const spoken: string[] = []
  const observer = new MutationObserver(() => {})
  observer.observe(region(), { childList: true, characterData: true, subtree: true })
  expect(region().textContent).toBe('')
  expect([region().getAttribute('aria-atomic'), region().getAttribute('aria-live')]).toEqual(['true', 'polite'])

  for (let second = 0; second < 120; second++) {
    act(() => double.advance(1_000))
    if (observer.takeRecords().length > 0) spoken.push(`${120 - second - 1} ${region().getAttribute('aria-live')} ${region().textContent}`)
  }
  expect(spoken).toEqual([
    '60 polite You’ll be signed out in 1 minute.',
    '40 polite You’ll be signed out in 40 seconds.',
    '20 assertive You’ll be signed out in 20 seconds.',
  ])
})

test('R-22 what would be spoken within 15 s of opening is dropped', () => {
  const { double } = openDialog(signedIn({ warning: warningOf('token-expired', 60_000) }))
  act(() => double.advance(1_000))
  expect(region().textContent).toBe('')
  act(() => double.advance(19_000))
  expect(region().textContent).toBe('You’ll be signed out in 40 seconds.')
})

test('R-22 the schedule is the app’s to choose', () => {
  const { double } = openDialog(signedIn({ warning: warningOf('inactive') }), { announceAt: ['90s'] })
  act(() => double.advance(30_000))
  expect(region().textContent).toBe('You’ll be signed out in 1 minute, 30 seconds.')
  act(() => double.advance(60_000))
  expect(region().textContent).toBe('You’ll be signed out in 1 minute, 30 seconds.')
})

test('R-21 R-26 the figure is silent and everything else that is seen is heard', () => {
  openDialog(signedIn({ warning: warningOf('inactive') }))
  const hidden = [...theDialog().querySelectorAll('[aria-hidden]')].map((element) => element.textContent)
  expect(hidden.filter(Boolean)).toEqual(['2:00', 'Stay signed in', 'One moment…'])
})

test('R-22 R-23 an end that moves by a little takes back nothing that was spoken, and no announcement is lost', () => {
  const warning = warningOf('inactive')
  const { double } = openDialog(signedIn({ warning }))
  act(() => double.advance(85_000))
  expect(region().textContent).toBe('You’ll be signed out in 40 seconds.')
  act(() => double.set(signedIn({ warning: { ...warning, endsAt: warning.endsAt - 40 } })))
  expect(region().textContent).toBe('You’ll be signed out in 40 seconds.')
  act(() => double.set(signedIn({ warning: { ...warning, endsAt: warning.endsAt + 8_000 } })))
  expect(region().textContent).toBe('You’ll be signed out in 40 seconds.')
  act(() => double.advance(23_000))
  expect(region().textContent).toBe('You’ll be signed out in 20 seconds.')
})
