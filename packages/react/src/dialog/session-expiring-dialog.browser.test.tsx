import { act, render, screen, within } from '@testing-library/react'
import { expect, onTestFinished, test } from 'vitest'
import { page } from 'vitest/browser'
import { SessionGate, SessionProvider } from '../index.ts'
import { nextFrame, openDialog, theDialog } from '../test-support/open-dialog.tsx'
import { expectQuietConsole } from '../test-support/quiet-console.ts'
import { createSessionDouble, ended, signedIn, START_AT, warningOf } from '../test-support/session-double.ts'
import { SessionExpiringDialog } from './index.ts'

// What everybody can rely on, whoever draws the dialog, stands in dialog-behaviour.browser.test.tsx.
const CHECKING = { sinceAt: START_AT, cause: 'woke', error: null } as const

expectQuietConsole()

test('R-11 a dialog that the browser closed opens again while time is running out', async () => {
  openDialog(signedIn({ warning: warningOf('inactive') }))
  const dialog = theDialog()
  dialog.close()
  await nextFrame()
  expect([dialog.open, dialog.matches(':modal')]).toEqual([true, true])
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Stay signed in' }))
})

test('the button keeps its width while busy, and says so to style sheets', () => {
  const warning = warningOf('inactive')
  const { double } = openDialog(signedIn({ warning }))
  const width = () => document.activeElement?.getBoundingClientRect().width
  const before = width()
  act(() => double.set(signedIn({ warning: { ...warning, extend: { status: 'running' } } })))
  expect(width()).toBe(before)
  expect(screen.getByRole('button', { name: 'One moment…' }).dataset['busy']).toBe('')
})

test('R-18 P-31 after the end it says what became of the work', () => {
  openDialog(ended(), { unsavedWork: 'saved' })
  expect(theDialog().textContent).toContain('What you were working on has been saved.')
})

test('R-15 sign-out is not in the dialog where the page says that it has its own', () => {
  openDialog(signedIn({ warning: warningOf('inactive') }), { hideSignOut: true })
  expect(
    within(theDialog())
      .getAllByRole('button')
      .map((button) => button.textContent?.slice(0, 14)),
  ).toEqual(['Stay signed in'])
})

test('a check that goes on is named in an attribute, and the cover that says the same is out of sight', async () => {
  const { double } = openDialog(signedIn({ checking: CHECKING }))
  act(() => double.advance(2_000))
  await nextFrame()
  expect(theDialog().dataset['face']).toBe('checking')
  expect(document.querySelector('[data-stillhere="cover"]')?.checkVisibility({ visibilityProperty: true })).toBe(false)
})

test('a class of the app that sets `display` shows no empty box while it is closed', () => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync('.house { display: flex }')
  document.adoptedStyleSheets = [sheet]
  onTestFinished(() => {
    document.adoptedStyleSheets = []
  })
  const { container } = openDialog(signedIn(), { className: 'house', id: 'mine' })
  expect(container.querySelector('#mine')?.checkVisibility()).toBe(false)
})

test('inside the gate it opens for a warning, and leaves the page alone while the gate covers', () => {
  const double = createSessionDouble()
  render(
    <SessionProvider session={double.session}>
      <SessionGate>
        <SessionExpiringDialog />
      </SessionGate>
    </SessionProvider>,
  )
  act(() => double.set(signedIn({ warning: warningOf('inactive') })))
  expect(theDialog().matches(':modal')).toBe(true)
  act(() => double.set(signedIn()))
  act(() => double.set(signedIn({ checking: CHECKING })))
  act(() => double.advance(3_000))
  expect(document.querySelector(':modal')).toBeNull()
  const out = screen.getByRole('button', { name: 'Sign out now' })
  out.focus()
  expect([document.activeElement === out, out.checkVisibility({ visibilityProperty: true })]).toEqual([true, true])
})

test('R-29 at 320 by 256 the dialog does not scroll sideways and its first button is in view', async () => {
  onTestFinished(() => page.viewport(900, 680))
  await page.viewport(320, 256)
  openDialog(signedIn({ warning: warningOf('inactive') }))
  const dialog = theDialog()
  for (const animation of dialog.getAnimations()) animation.finish()
  const stay = screen.getByRole('button', { name: 'Stay signed in' }).getBoundingClientRect()
  expect(dialog.scrollTop).toBe(0)
  expect(dialog.scrollWidth).toBeLessThanOrEqual(dialog.clientWidth)
  expect([stay.top >= 0, stay.bottom <= window.innerHeight, stay.height >= 44]).toEqual([true, true, true])
})
