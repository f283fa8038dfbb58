import { act, cleanup } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openDialog } from '../test-support/open-dialog.tsx'
import { ended, signedIn, warningOf } from '../test-support/session-double.ts'

beforeEach(() => {
  document.title = 'Case 2041'
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

function setHidden(hidden: boolean) {
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(hidden)
  act(() => void document.dispatchEvent(new Event('visibilitychange')))
}

test('R-35 while the page is hidden the tab’s title says what the dialog says, changing only when something is announced', () => {
  const { double } = openDialog(signedIn({ warning: warningOf('inactive') }), { titleWhileHidden: true })
  expect(document.title).toBe('Case 2041')
  setHidden(true)
  const titles = new Set([document.title])
  for (let second = 0; second < 119; second++) {
    act(() => double.advance(1_000))
    titles.add(document.title)
  }
  act(() => double.set(ended()))
  titles.add(document.title.slice(0, 10))
  expect([...titles]).toEqual([
    'Are you still here?',
    'You’ll be signed out in 1 minute.',
    'You’ll be signed out in 40 seconds.',
    'You’ll be signed out in 20 seconds.',
    'We hadn’t ',
  ])
})

test('R-35 the title comes back when the page is seen, and when the dialog closes while it is hidden', () => {
  const { double } = openDialog(signedIn({ warning: warningOf('inactive') }), { titleWhileHidden: true })
  setHidden(true)
  setHidden(false)
  expect(document.title).toBe('Case 2041')
  setHidden(true)
  expect(document.title).toBe('Are you still here?')
  act(() => double.set(signedIn()))
  expect(document.title).toBe('Case 2041')
})

test('R-35 what the app set meanwhile is what comes back', () => {
  const { double } = openDialog(signedIn({ warning: warningOf('inactive') }), { titleWhileHidden: true })
  setHidden(true)
  document.title = '(1) Case 2041'
  act(() => double.advance(60_000))
  expect(document.title).toBe('You’ll be signed out in 1 minute.')
  document.title = '(2) Case 2041'
  act(() => double.set(signedIn()))
  expect(document.title).toBe('(2) Case 2041')
})

test('R-35 the title is left alone unless it was asked for', () => {
  openDialog(signedIn({ warning: warningOf('inactive') }))
  setHidden(true)
  expect(document.title).toBe('Case 2041')
})
