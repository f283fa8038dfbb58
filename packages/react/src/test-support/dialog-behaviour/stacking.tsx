import { act, screen, within } from '@testing-library/react'
import { useState } from 'react'
import { expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { ended, signedIn, START_AT, warningOf } from '../session-double.ts'
import { type DialogSubject, isOpenAsModal, open, press, settle, theDialog } from './subject.tsx'

const CHECKING = { sinceAt: START_AT, cause: 'woke', error: null } as const

export function describeStacking(subject: DialogSubject): void {
  const { OwnModal } = subject

  /** The app's own dialog is open, with the focus in its field, and then comes the state. */
  async function openOver(inGate: boolean) {
    const onClose = vi.fn()
    function Own() {
      const [place, setPlace] = useState<HTMLElement | null>(null)
      return (
        <>
          <div ref={setPlace} />
          {(place || !inGate) && (
            <OwnModal onClose={onClose} {...(inGate && place && { container: place })}>
              <h2>Case 2041</h2>
              <input aria-label="amount" defaultValue="120" />
            </OwnModal>
          )}
        </>
      )
    }
    const scene = open(subject, signedIn(), { inside: <Own /> })
    await settle()
    const amount = screen.getByLabelText<HTMLInputElement>('amount')
    amount.focus()
    amount.setSelectionRange(3, 3)
    await settle()
    return { ...scene, amount, onClose }
  }

  test('above an open dialog of the app’s own it is the one that is seen, heard and pressed, and that one stays open', async () => {
    const { double, note, amount, onClose } = await openOver(false)
    const warning = warningOf('inactive')
    act(() => double.set(signedIn({ warning })))
    await settle()
    const stay = screen.getByRole('button', { name: 'Stay signed in' })
    expect(document.activeElement).toBe(stay)
    expect([isOpenAsModal(theDialog(), amount), theDialog().closest('[inert], [aria-hidden="true"]')]).toEqual([true, null])
    const { left, top } = stay.getBoundingClientRect()
    expect(stay.contains(document.elementFromPoint(left + 4, top + 4))).toBe(true)

    const reached = new Set<Element | null>()
    for (let step = 0; step < 4; step++) {
      await press('{Tab}')
      reached.add(document.activeElement)
    }
    // From the browser's own dialog Tab leads to the browser's own controls as well: then the body has the focus.
    expect([...reached].every((element) => theDialog().contains(element) || (subject.native && element === document.body))).toBe(true)
    await press('{Escape}')
    expect([double.calls, onClose.mock.calls.length]).toEqual([['extend'], 0])
    await userEvent.click(stay)
    expect([double.calls, onClose.mock.calls.length]).toEqual([['extend', 'extend'], 0])

    act(() => double.set(signedIn()))
    await settle()
    expect([document.activeElement, amount.checkVisibility(), onClose.mock.calls.length]).toEqual([amount, true, 0])
    // It is modal as before.
    expect(isOpenAsModal(amount.closest<HTMLElement>('dialog') ?? amount, note)).toBe(true)
    await userEvent.keyboard('5')
    expect(amount).toHaveProperty('value', '1205')
    await press('{Escape}')
    expect(onClose).toHaveBeenCalledTimes(1)
  })

  test('R-79 an end takes the app’s own dialog away, and the last face is seen, heard and pressed', async () => {
    const { double, container, amount } = await openOver(false)
    act(() => double.set(signedIn({ warning: warningOf('inactive') })))
    act(() => double.set(ended()))
    expect(amount.isConnected).toBe(false)
    await settle()
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'You’ve been signed out' }))
    expect(isOpenAsModal(theDialog(), container)).toBe(true)
    await userEvent.click(screen.getByRole('button', { name: 'Sign in again' }))
    expect(double.calls).toEqual(['signIn'])
    await press('{Escape}')
    await settle()
    expect(screen.queryByRole('alertdialog')).toBeNull()
    // Nothing of the two is left on the page.
    expect(container.closest('[inert], [aria-hidden]')).toBeNull()
    expect([document.body, document.documentElement].map((element) => getComputedStyle(element).pointerEvents)).toEqual(['auto', 'auto'])
    expect([document.body, document.documentElement].map((element) => getComputedStyle(element).overflowY)).toEqual(['visible', 'visible'])
  })

  test('a dialog of the app’s own whose portal leads into the gate is covered by a check, and open again afterwards', async () => {
    const { double, amount, onClose } = await openOver(true)
    act(() => double.set(signedIn({ checking: CHECKING })))
    await settle()
    expect(amount.checkVisibility()).toBe(false)
    act(() => double.advance(2_000))
    await settle()
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Reconnecting' }))
    await userEvent.click(within(theDialog()).getByRole('button', { name: 'Sign out now' }))
    expect(double.calls).toEqual(['signOut'])
    await act(async () => double.set(signedIn()))
    await settle()
    expect([document.activeElement, amount.checkVisibility(), onClose.mock.calls.length]).toEqual([amount, true, 0])
  })
}
