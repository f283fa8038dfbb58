import { StillhereError } from '@stillhere/core'
import { act, screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { ended, finalWarning, signedIn, warningOf } from '../session-double.ts'
import { buttonNames, type DialogSubject, isOpenAsModal, open, saidOutside, settle, theDialog } from './subject.tsx'

const UNREACHABLE = new StillhereError('backend-unavailable', 'No answer.')

export function describePessimism(subject: DialogSubject): void {
  test('R-2 R-25 it is a labelled modal alertdialog whose description stands still', () => {
    const { double, note } = open(subject, signedIn({ warning: warningOf('inactive') }))
    const dialog = screen.getByRole('alertdialog', { name: 'Are you still here?' })
    expect(isOpenAsModal(dialog, note)).toBe(true)
    const description = document.getElementById(dialog.getAttribute('aria-describedby') ?? '')
    const before = description?.textContent
    expect(before).toContain('you’ll be signed out at')
    act(() => double.advance(90_000))
    expect(description?.textContent).toBe(before)
  })

  test('R-6 staying is pessimistic: the dialog stays and counts on until the backend has answered', async () => {
    const warning = warningOf('inactive')
    const { double, note } = open(subject, signedIn({ warning }))
    const stay = screen.getByRole('button', { name: 'Stay signed in' })
    await userEvent.click(stay)
    expect(double.calls).toEqual(['extend'])
    act(() => double.set(signedIn({ warning: { ...warning, extend: { status: 'running' } } })))

    expect(screen.getByRole('button', { name: 'One moment…' })).toBe(stay)
    expect([stay.getAttribute('aria-disabled'), stay.hasAttribute('disabled')]).toEqual(['true', false])
    expect(document.activeElement).toBe(stay)
    act(() => stay.click())
    expect(double.calls).toEqual(['extend'])

    act(() => double.advance(75_000))
    expect(isOpenAsModal(theDialog(), note)).toBe(true)
    expect(theDialog().textContent).toContain('0:45')
    expect(saidOutside()).toEqual([])
  })

  test('R-7 a failed stay says so in an alert, keeps the focus and can be pressed again', async () => {
    const warning = warningOf('inactive')
    const { double } = open(subject, signedIn({ warning }))
    const stay = document.activeElement
    act(() => double.set(signedIn({ warning: { ...warning, extend: { status: 'running' } } })))
    expect(screen.queryByRole('alert')).toBeNull()
    act(() => double.set(signedIn({ warning: { ...warning, extend: { status: 'failed', error: UNREACHABLE } } })))

    expect(within(theDialog()).getByRole('alert').textContent).toContain('That didn’t work')
    await settle()
    expect(document.activeElement).toBe(stay)
    act(() => screen.getByRole('button', { name: 'Stay signed in' }).click())
    expect(double.calls).toEqual(['extend'])
  })

  test('R-60 a warning that another tab answered closes here', () => {
    const { double } = open(subject, signedIn({ warning: warningOf('inactive') }))
    act(() => double.set(signedIn()))
    expect(screen.queryByRole('alertdialog')).toBeNull()
    expect(document.querySelector('[role="alertdialog"]')?.checkVisibility() ?? false).toBe(false)
  })

  test.each([finalWarning(), null])(
    'R-7 a sign-in that cannot begin says so and can be tried again; meanwhile it is busy %#',
    async (warning) => {
      const { double } = open(subject, warning ? signedIn({ warning }) : ended())
      const button = () => screen.getByRole('button', { name: /Sign in again|One moment/ })
      const press = () => button().click()
      double.answerSignIn({ ok: false, reason: 'blocked', error: null })
      act(press)
      expect([button().textContent, button().getAttribute('aria-disabled')]).toEqual(['One moment…', 'true'])
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
    const { double } = open(subject, ended())
    double.answerSignIn({ ok: false, reason: 'cancelled', error: null })
    await act(async () => screen.getByRole('button', { name: 'Sign in again' }).click())
    expect(screen.queryByRole('alert')).toBeNull()
    double.answerSignIn({ ok: false, reason: 'leaving', error: null })
    await act(async () => screen.getByRole('button', { name: 'Sign in again' }).click())
    expect(screen.getByRole('button', { name: 'One moment…' }).getAttribute('aria-disabled')).toBe('true')
  })

  test('R-15 sign-out is in the dialog, and signs out at once', () => {
    const { double } = open(subject, signedIn({ warning: warningOf('inactive') }))
    act(() => screen.getByRole('button', { name: 'Sign out now' }).click())
    expect(double.calls).toEqual(['signOut'])
  })

  test('R-17 at zero the dialog stays and the figure does not go below', () => {
    const { double, note } = open(subject, signedIn({ warning: warningOf('inactive') }))
    act(() => double.advance(150_000))
    expect(theDialog().textContent).toContain('0:00')
    expect(isOpenAsModal(theDialog(), note)).toBe(true)
  })

  test.each([
    ['still here', signedIn({ warning: warningOf('inactive') }), ['Stay signed in', 'Sign out now']],
    ['refresh failed', signedIn({ warning: warningOf('token-expired') }), ['Stay signed in', 'Sign out now']],
    ['time up', signedIn({ warning: finalWarning() }), ['Sign in again', 'Go back and save', 'Sign out now']],
    ['signed out', ended(), ['Sign in again']],
  ] as const)('R-14 P-17 on the face %s a button that could not work is not there', (_, state, names) => {
    open(subject, state)
    expect(new Set(buttonNames().map((name) => name?.slice(0, 14)))).toEqual(new Set(names.map((name) => name.slice(0, 14))))
  })
}
