import { act, screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { ended, finalWarning, signedIn, warningOf } from '../session-double.ts'
import { type DialogSubject, open, press, regionsOutside, saidOutside, settle, theDialog } from './subject.tsx'

export function describeFocus(subject: DialogSubject): void {
  test.each([
    ['inactive', 'Are you still here?'],
    ['server-idle', 'Are you still here?'],
    ['token-expired', 'You’re about to be signed out'],
    ['refresh-expired', 'You’re about to be signed out'],
  ] as const)('R-13 an extendable warning of %s has the heading %s and the focus on staying', async (cause, name) => {
    open(subject, signedIn({ warning: warningOf(cause) }))
    expect(screen.getByRole('alertdialog', { name })).toBe(theDialog())
    expect(screen.getByRole('button', { name: 'Stay signed in' })).toBe(document.activeElement)
    await settle()
    expect(screen.getByRole('button', { name: 'Stay signed in' })).toBe(document.activeElement)
  })

  test('R-1 R-27 after staying the focus is back where it was and a region outside the dialog says so', async () => {
    const { double, note } = open(subject, signedIn({ warning: warningOf('inactive') }))
    const regions = regionsOutside()
    expect(saidOutside()).toEqual([])
    act(() => double.set(signedIn()))
    expect(screen.queryByRole('alertdialog')).toBeNull()
    expect(document.activeElement).toBe(note)
    await settle()
    expect(document.activeElement).toBe(note)
    expect(saidOutside()).toEqual(['You are still signed in.'])
    expect(regionsOutside()).toEqual(regions)
    expect(regions.some((region) => region.closest('[aria-hidden="true"], [inert]'))).toBe(false)

    act(() => double.set(signedIn({ warning: warningOf('inactive') })))
    expect(saidOutside()).toEqual([])
    act(() => double.set(ended()))
    expect(saidOutside()).toEqual([])
  })

  test('R-13 a face that changes while open neither closes nor leaves the focus behind', async () => {
    const { double } = open(subject, signedIn({ warning: warningOf('inactive') }))
    const dialog = theDialog()
    const closed = vi.fn()
    dialog.addEventListener('close', closed)
    act(() => double.set(signedIn({ warning: finalWarning() })))
    await settle()
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Time is nearly up' }))
    act(() => double.set(ended({ reason: 'max-lifetime' })))
    await settle()
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'You’ve been signed out' }))
    expect([theDialog(), dialog.isConnected, closed.mock.calls.length]).toEqual([dialog, true, 0])
  })

  test('R-13 a focused button that goes with its face leaves the focus inside the dialog', async () => {
    const { double } = open(subject, signedIn({ warning: finalWarning() }))
    screen.getByRole('button', { name: 'Sign out now' }).focus()
    act(() => double.set(ended({ reason: 'max-lifetime' })))
    await settle()
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'You’ve been signed out' }))
  })

  test('R-13 where the next face can be stayed on as well, the focus is not moved', async () => {
    const { double } = open(subject, signedIn({ warning: warningOf('inactive') }))
    const signOut = screen.getByRole('button', { name: 'Sign out now' })
    signOut.focus()
    act(() => double.set(signedIn({ warning: warningOf('token-expired') })))
    await settle()
    expect(theDialog().textContent).toContain('You’re about to be signed out')
    expect(document.activeElement).toBe(signOut)
  })

  test('R-1 when what had the focus is gone, closing gives it to the main heading', async () => {
    const { double, note, container } = open(subject, signedIn({ warning: warningOf('inactive') }))
    const heading = document.createElement('h1')
    container.prepend(heading)
    note.remove()
    act(() => double.set(signedIn()))
    expect(screen.queryByRole('alertdialog')).toBeNull()
    await settle()
    expect(document.activeElement).toBe(heading)
  })

  test('R-14 R-13 what cannot be extended offers no stay, and is put away by Escape', async () => {
    const { double, note } = open(subject, signedIn({ warning: finalWarning() }))
    expect(screen.getByRole('heading', { name: 'Time is nearly up' })).toBe(document.activeElement)
    expect(screen.queryByRole('button', { name: 'Stay signed in' })).toBeNull()
    act(() => screen.getByRole('button', { name: 'Sign in again' }).click())
    expect(double.calls).toEqual(['signIn'])

    await press('{Escape}')
    await settle()
    expect(screen.queryByRole('alertdialog')).toBeNull()
    expect(document.activeElement).toBe(note)
    expect(double.calls).toEqual(['signIn'])

    act(() => double.set(ended({ reason: 'max-lifetime', limitMs: 28_800_000 })))
    expect(theDialog().textContent).toContain('8 hours')
  })
}
