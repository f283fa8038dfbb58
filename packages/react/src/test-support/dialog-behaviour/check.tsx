import { StillhereError } from '@stillhere/core'
import { act, screen, within } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { nextFrame } from '../open-dialog.tsx'
import { ended, signedIn, START_AT, warningOf } from '../session-double.ts'
import { buttonNames, type DialogSubject, isOpenAsModal, open, press, region, saidOutside, settle, theDialog } from './subject.tsx'

const CHECKING = { sinceAt: START_AT, cause: 'woke', error: null } as const

export function describeCheck(subject: DialogSubject): void {
  test('a check that is answered soon opens no dialog: the gate covers', () => {
    const { double } = open(subject, signedIn({ checking: CHECKING }))
    act(() => double.advance(1_900))
    expect(screen.queryByRole('alertdialog')).toBeNull()
    act(() => double.set(signedIn()))
    act(() => double.advance(10_000))
    expect(screen.queryByRole('alertdialog')).toBeNull()
  })

  test('P-19 R-13 a check that goes on says so, with the focus on the heading and only the way out to press', async () => {
    const { double, container } = open(subject, signedIn({ checking: CHECKING }))
    act(() => double.advance(2_000))
    await settle()
    expect(screen.getByRole('heading', { name: 'Reconnecting' })).toBe(document.activeElement)
    expect(buttonNames()).toEqual(['Sign out now'])
    expect(theDialog().querySelector('time')).toBeNull()
    expect(isOpenAsModal(theDialog(), container)).toBe(true)
    // Nothing of the gate reaches what is drawn elsewhere.
    expect(theDialog().closest('[inert], [hidden], [aria-hidden="true"]')).toBeNull()
    act(() => within(theDialog()).getByRole('button', { name: 'Sign out now' }).click())
    expect(double.calls).toEqual(['signOut'])
  })

  test('P-3 P-32 a check that gets no answer says that it keeps trying, in the dialog and on the cover', () => {
    const { double, container } = open(subject, signedIn({ checking: CHECKING }))
    act(() => double.advance(2_000))
    expect(within(theDialog()).queryByRole('alert')).toBeNull()
    const error = new StillhereError('backend-unavailable', 'No answer.')
    act(() => double.set(signedIn({ checking: { ...CHECKING, error } })))
    expect(within(theDialog()).getByRole('alert').textContent).toBe('We can’t reach the server. We keep trying.')
    expect(container.querySelector('[data-stillhere="cover"]')?.textContent).toContain('We can’t reach the server.')
  })

  test('R-1 after a check long enough for the dialog to open, the focus is back where it was before the cover', async () => {
    const { double, note } = open(subject, signedIn())
    act(() => double.set(signedIn({ checking: CHECKING })))
    // The browser takes the focus from what is hidden when it next draws.
    await nextFrame()
    expect(document.activeElement).toBe(document.body)
    act(() => double.advance(2_000))
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Reconnecting' }))
    await act(async () => double.set(signedIn()))
    await settle()
    expect(screen.queryByRole('alertdialog')).toBeNull()
    expect(document.activeElement).toBe(note)
  })

  test('R-10 Escape cannot put a check away, because nothing may be shown behind it', async () => {
    const { double, container } = open(subject, signedIn({ checking: CHECKING }))
    act(() => double.advance(2_000))
    const dialog = theDialog()
    await press('{Escape}')
    await press('{Escape}')
    expect([theDialog(), isOpenAsModal(dialog, container), double.calls]).toEqual([dialog, true, []])
  })

  test('a check takes over an open dialog at once and gives it back; it never closes, and each change is said once', async () => {
    const { double, note } = open(subject, signedIn({ warning: warningOf('inactive') }))
    const dialog = theDialog()
    const closed = vi.fn()
    dialog.addEventListener('close', closed)
    const said: (string | null)[] = []
    const observer = new MutationObserver(() => {})
    observer.observe(region(), { childList: true, characterData: true, subtree: true })
    const listen = () => {
      if (observer.takeRecords().length > 0) said.push(region().textContent)
    }

    act(() => double.set(signedIn({ warning: warningOf('inactive'), checking: CHECKING })))
    listen()
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Reconnecting' }))
    act(() => double.set(signedIn({ warning: warningOf('token-expired') })))
    listen()
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Stay signed in' }))
    act(() => double.advance(1_000))
    listen()
    act(() => double.set(ended()))
    listen()
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'You’ve been signed out' }))

    expect(said.map((text) => text?.slice(0, 26))).toEqual([
      'We’re checking that you’re',
      'We can’t reach the server.',
      'We hadn’t seen you for 15 ',
    ])
    await settle()
    expect([theDialog(), closed.mock.calls.length, note.isConnected]).toEqual([dialog, 0, false])
  })

  test('R-27 after a check that ended well the focus is back and a region outside the dialog says so', async () => {
    const { double, note } = open(subject, signedIn({ warning: warningOf('inactive') }))
    act(() => double.set(signedIn({ warning: warningOf('inactive'), checking: CHECKING })))
    act(() => double.set(signedIn()))
    expect(screen.queryByRole('alertdialog')).toBeNull()
    await settle()
    expect(document.activeElement).toBe(note)
    expect(saidOutside()).toEqual(['You are still signed in.'])
  })
}
