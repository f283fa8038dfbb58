import { StillhereError } from '@stillhere/core'
import { act, render, screen, within } from '@testing-library/react'
import { expect, onTestFinished, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { SessionGate, SessionProvider } from '../index.ts'
import { nextFrame, openDialog, theDialog } from '../test-support/open-dialog.tsx'
import { expectQuietConsole } from '../test-support/quiet-console.ts'
import { createSessionDouble, ended, finalWarning, signedIn, START_AT, warningOf } from '../test-support/session-double.ts'
import { SessionExpiringDialog } from './index.ts'

const UNREACHABLE = new StillhereError('backend-unavailable', 'No answer.')

expectQuietConsole()

test('R-2 R-25 it is a labelled modal alertdialog whose description stands still', () => {
  const { double } = openDialog(signedIn({ warning: warningOf('inactive') }))
  const dialog = screen.getByRole('alertdialog', { name: 'Are you still here?' })
  expect(dialog.matches(':modal')).toBe(true)
  const description = document.getElementById(dialog.getAttribute('aria-describedby') ?? '')
  const before = description?.textContent
  expect(before).toContain('you’ll be signed out at')
  act(() => double.advance(90_000))
  expect(description?.textContent).toBe(before)
})

test.each([
  ['inactive', 'Are you still here?'],
  ['server-idle', 'Are you still here?'],
  ['token-expired', 'You’re about to be signed out'],
  ['refresh-expired', 'You’re about to be signed out'],
] as const)('an extendable warning of %s has the heading %s', (cause, name) => {
  openDialog(signedIn({ warning: warningOf(cause) }))
  expect(screen.getByRole('alertdialog', { name })).toBe(theDialog())
  expect(screen.getByRole('button', { name: 'Stay signed in' })).toBe(document.activeElement)
})

test('R-14 R-13 what cannot be extended offers no stay, and the focus is on the heading', async () => {
  const { double, note } = openDialog(signedIn({ warning: finalWarning() }))
  expect(screen.getByRole('heading', { name: 'Time is nearly up' })).toBe(document.activeElement)
  expect(screen.queryByRole('button', { name: 'Stay signed in' })).toBeNull()
  act(() => screen.getByRole('button', { name: 'Sign in again' }).click())
  expect(double.calls).toEqual(['signIn'])

  await userEvent.keyboard('{Escape}')
  await nextFrame()
  expect(screen.queryByRole('alertdialog')).toBeNull()
  expect(document.activeElement).toBe(note)
  expect(double.calls).toEqual(['signIn'])

  act(() => double.set(ended({ reason: 'max-lifetime', limitMs: 28_800_000 })))
  expect(theDialog().textContent).toContain('8 hours')
})

test('R-6 staying is pessimistic: the dialog stays and counts on until the backend has answered', () => {
  const warning = warningOf('inactive')
  const { double } = openDialog(signedIn({ warning }))
  const stay = screen.getByRole('button', { name: 'Stay signed in' })
  act(() => stay.click())
  act(() => double.set(signedIn({ warning: { ...warning, extend: { status: 'running' } } })))

  expect(screen.getByRole('button', { name: 'One moment…' })).toBe(stay)
  expect([stay.getAttribute('aria-disabled'), stay.hasAttribute('disabled')]).toEqual(['true', false])
  expect(document.activeElement).toBe(stay)
  act(() => stay.click())
  expect(double.calls).toEqual(['extend'])

  act(() => double.advance(75_000))
  expect(theDialog().open).toBe(true)
  expect(theDialog().textContent).toContain('0:45')
})

test('R-7 a failed stay says so in an alert, keeps the focus and can be pressed again', () => {
  const warning = warningOf('inactive')
  const { double } = openDialog(signedIn({ warning }))
  const stay = document.activeElement
  act(() => double.set(signedIn({ warning: { ...warning, extend: { status: 'running' } } })))
  expect(screen.queryByRole('alert')).toBeNull()
  act(() => double.set(signedIn({ warning: { ...warning, extend: { status: 'failed', error: UNREACHABLE } } })))

  expect(within(theDialog()).getByRole('alert').textContent).toContain('That didn’t work')
  expect(document.activeElement).toBe(stay)
  act(() => screen.getByRole('button', { name: 'Stay signed in' }).click())
  expect(double.calls).toEqual(['extend'])
})

test('the button keeps its width while busy', () => {
  const warning = warningOf('inactive')
  const { double } = openDialog(signedIn({ warning }))
  const width = () => document.activeElement?.getBoundingClientRect().width
  const before = width()
  act(() => double.set(signedIn({ warning: { ...warning, extend: { status: 'running' } } })))
  expect(width()).toBe(before)
})

test('R-60 a warning that another tab answered closes here', () => {
  const { double } = openDialog(signedIn({ warning: warningOf('inactive') }))
  act(() => double.set(signedIn()))
  expect(screen.queryByRole('alertdialog')).toBeNull()
})

test('R-18 P-31 after the end it says why, after how long, what became of the work, and offers one action', () => {
  const { double } = openDialog(ended(), { unsavedWork: 'saved' })
  expect(theDialog().textContent).toContain('15 minutes')
  expect(theDialog().textContent).toContain('What you were working on has been saved.')
  const buttons = within(theDialog()).getAllByRole('button')
  expect(buttons.map((button) => button.textContent)).toEqual(['Sign in again'])
  act(() => buttons[0]?.click())
  expect(double.calls).toEqual(['signIn'])
})

test('the end by the user’s own hand in this tab is not explained; in another tab it is', () => {
  const { double } = openDialog(ended({ reason: 'signed-out', here: true, limitMs: null }))
  expect(screen.queryByRole('alertdialog')).toBeNull()
  act(() => double.set(ended({ reason: 'signed-out', here: false, limitMs: null })))
  expect(theDialog().textContent).toContain('You signed out in another window.')
})

test('signedOutFace none leaves the explaining to the page', () => {
  openDialog(ended(), { signedOutFace: 'none' })
  expect(screen.queryByRole('alertdialog')).toBeNull()
})

test('R-15 sign-out is in the dialog unless the page has its own', () => {
  const { double, unmount } = openDialog(signedIn({ warning: warningOf('inactive') }))
  act(() => screen.getByRole('button', { name: 'Sign out now' }).click())
  expect(double.calls).toEqual(['signOut'])
  unmount()
  openDialog(signedIn({ warning: warningOf('inactive') }), { hideSignOut: true })
  expect(screen.queryByRole('button', { name: 'Sign out now' })).toBeNull()
})

test.each([finalWarning(), null])(
  'R-7 a sign-in that cannot begin says so and can be tried again; meanwhile it is busy %#',
  async (warning) => {
    const { double } = openDialog(warning ? signedIn({ warning }) : ended())
    const press = () => within(theDialog()).getAllByRole('button')[0]?.click()
    double.answerSignIn({ ok: false, reason: 'blocked', error: null })
    act(press)
    const [button] = within(theDialog()).getAllByRole('button')
    expect([button?.textContent, button?.getAttribute('aria-disabled')]).toEqual(['One moment…', 'true'])
    act(press)
    await act(async () => {})
    expect(double.calls).toEqual(['signIn'])
    expect(within(theDialog()).getByRole('alert').textContent).toBe('That didn’t work. Please try again.')
    act(press)
    await act(async () => {})
    expect(double.calls).toEqual(['signIn', 'signIn'])
  },
)

test('a sign-in that leaves the page stays busy, and one that was called off is as it was', async () => {
  const { double } = openDialog(ended())
  double.answerSignIn({ ok: false, reason: 'cancelled', error: null })
  await act(async () => screen.getByRole('button', { name: 'Sign in again' }).click())
  expect(screen.queryByRole('alert')).toBeNull()
  double.answerSignIn({ ok: false, reason: 'leaving', error: null })
  await act(async () => screen.getByRole('button', { name: 'Sign in again' }).click())
  expect(screen.getByRole('button', { name: 'One moment…' }).dataset['busy']).toBe('')
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
  act(() => double.set(signedIn({ checking: { sinceAt: START_AT, cause: 'woke', error: null } })))
  act(() => double.advance(3_000))
  expect(document.querySelector(':modal')).toBeNull()
  const out = screen.getByRole('button', { name: 'Sign out now' })
  out.focus()
  expect([document.activeElement === out, out.checkVisibility({ visibilityProperty: true })]).toEqual([true, true])
})

test('R-1 after an end over a tree that is kept, putting the face away goes to the heading, since what had the focus is out of reach', async () => {
  const double = createSessionDouble()
  render(
    <SessionProvider session={double.session}>
      <SessionGate whenEnded="hide" signedOut={<h1>Welcome</h1>}>
        <textarea aria-label="note" />
      </SessionGate>
      <SessionExpiringDialog />
    </SessionProvider>,
  )
  screen.getByLabelText('note').focus()
  act(() => double.set(signedIn({ warning: warningOf('inactive') })))
  act(() => double.set(ended()))
  await userEvent.keyboard('{Escape}')
  expect(screen.queryByRole('alertdialog')).toBeNull()
  expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Welcome' }))
})

test('R-17 at zero the dialog stays and the figure does not go below', () => {
  const { double } = openDialog(signedIn({ warning: warningOf('inactive') }))
  act(() => double.advance(150_000))
  expect(theDialog().textContent).toContain('0:00')
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
