import { act, render, screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { SessionGate, SessionProvider } from '../../index.ts'
import { createSessionDouble, ended, signedIn, START_AT, warningOf } from '../session-double.ts'
import { buttonNames, type DialogSubject, open, press, saidOutside, settle, theDialog } from './subject.tsx'

export function describeEnd(subject: DialogSubject): void {
  const { Dialog } = subject

  test('R-18 P-31 after the end it says why, after how long, and offers one action', () => {
    const { double } = open(subject, ended())
    expect(theDialog().textContent).toContain('15 minutes')
    expect(theDialog().querySelector('time')).toBeNull()
    expect(buttonNames()).toEqual(['Sign in again'])
    act(() => within(theDialog()).getByRole('button').click())
    expect(double.calls).toEqual(['signIn'])
  })

  test('the end by the user’s own hand in this tab is not explained; in another tab it is', () => {
    const { double } = open(subject, ended({ reason: 'signed-out', here: true, limitMs: null }))
    expect(screen.queryByRole('alertdialog')).toBeNull()
    act(() => double.set(ended({ reason: 'signed-out', here: false, limitMs: null })))
    expect(theDialog().textContent).toContain('You signed out in another window.')
  })

  test('signedOutFace none leaves the explaining to the page', () => {
    open(subject, ended(), { signedOutFace: 'none' })
    expect(screen.queryByRole('alertdialog')).toBeNull()
  })

  test('R-27 after signing out from the dialog nothing claims that the user is still signed in', () => {
    const { double } = open(subject, signedIn({ warning: warningOf('inactive') }))
    act(() => double.set(ended({ reason: 'signed-out', limitMs: null })))
    expect(screen.queryByRole('alertdialog')).toBeNull()
    expect(saidOutside()).toEqual([])
  })

  test('inside the gate it opens for a warning, and while the gate covers somebody can sign out', async () => {
    const double = createSessionDouble()
    const { container } = render(
      <SessionProvider session={double.session}>
        <SessionGate>
          <p>private</p>
          <Dialog />
        </SessionGate>
      </SessionProvider>,
    )
    act(() => double.set(signedIn({ warning: warningOf('inactive') })))
    expect(theDialog().checkVisibility()).toBe(true)
    act(() => double.set(signedIn()))
    act(() => double.set(signedIn({ checking: { sinceAt: START_AT, cause: 'woke', error: null } })))
    act(() => double.advance(3_000))
    await settle()
    const out = screen.getAllByRole('button', { name: 'Sign out now' }).at(-1)
    out?.focus()
    expect([document.activeElement === out, out?.checkVisibility({ visibilityProperty: true })]).toEqual([true, true])
    expect(within(container).getByText('private').checkVisibility()).toBe(false)
  })

  test('R-1 after an end over a tree that is kept, putting the face away goes to the heading, since what had the focus is out of reach', async () => {
    const double = createSessionDouble()
    render(
      <SessionProvider session={double.session}>
        <SessionGate whenEnded="hide" signedOut={<h1>Welcome</h1>}>
          <textarea aria-label="note" />
        </SessionGate>
        <Dialog />
      </SessionProvider>,
    )
    screen.getByLabelText('note').focus()
    act(() => double.set(signedIn({ warning: warningOf('inactive') })))
    act(() => double.set(ended()))
    await press('{Escape}')
    await settle()
    expect(screen.queryByRole('alertdialog')).toBeNull()
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Welcome' }))
  })
}
