import { act, screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { nextFrame, openDialog, theDialog } from '../test-support/open-dialog.tsx'
import { expectQuietConsole } from '../test-support/quiet-console.ts'
import { ended, finalWarning, signedIn, warningOf } from '../test-support/session-double.ts'

expectQuietConsole()

async function press(key: string) {
  await userEvent.keyboard(key)
  await nextFrame()
}

test('R-13 keys meant for the page neither sign out nor stay', async () => {
  const { double, note } = openDialog(signedIn())
  await userEvent.keyboard('abc')
  act(() => double.set(signedIn({ warning: finalWarning() })))
  await press(' ')
  await press('{Enter}')
  expect(double.calls).toEqual([])
  expect(theDialog().open).toBe(true)
  expect(note).toHaveProperty('value', 'abctyped')
})

test('R-10 R-11 Escape stays; pressed twice while the backend is silent the dialog is still open', async () => {
  const warning = warningOf('inactive')
  const { double } = openDialog(signedIn({ warning }))
  const closed = vi.fn()
  theDialog().addEventListener('close', closed)
  await press('{Escape}')
  act(() => double.set(signedIn({ warning: { ...warning, extend: { status: 'running' } } })))
  await press('{Escape}')
  await press('{Escape}')
  expect(double.calls).toEqual(['extend'])
  expect([theDialog().open, theDialog().matches(':modal'), closed.mock.calls.length]).toEqual([true, true, 0])
  expect(theDialog().contains(document.activeElement)).toBe(true)
})

test('R-11 a dialog that the browser closed opens again while time is running out', async () => {
  openDialog(signedIn({ warning: warningOf('inactive') }))
  const dialog = theDialog()
  dialog.close()
  await nextFrame()
  expect([dialog.open, dialog.matches(':modal')]).toEqual([true, true])
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Stay signed in' }))
})

test('R-10 a close request of the platform stays, too', () => {
  const { double } = openDialog(signedIn({ warning: warningOf('inactive') }))
  const request = new Event('cancel', { cancelable: true })
  act(() => void theDialog().dispatchEvent(request))
  expect([request.defaultPrevented, double.calls]).toEqual([true, ['extend']])
})

test('R-12 a click on the backdrop does nothing', async () => {
  const { double } = openDialog(signedIn({ warning: warningOf('inactive') }))
  await userEvent.click(document.body, { position: { x: 2, y: 2 }, force: true })
  await nextFrame()
  expect([theDialog().open, double.calls]).toEqual([true, []])
})

test('R-1 Tab never reaches the page behind', async () => {
  const { note } = openDialog(signedIn({ warning: warningOf('inactive') }))
  const reached = new Set<Element | null>()
  for (let step = 0; step < 8; step++) {
    await press(step < 4 ? '{Tab}' : '{Shift>}{Tab}{/Shift}')
    reached.add(document.activeElement)
  }
  expect(reached.has(note)).toBe(false)
})

test('R-1 R-27 after staying the focus is back where it was and a region outside the dialog says so', () => {
  const { double, note, container } = openDialog(signedIn({ warning: warningOf('inactive') }))
  const outside = container.querySelector('dialog')?.nextElementSibling
  expect([outside?.getAttribute('role'), outside?.textContent]).toEqual(['status', ''])
  act(() => double.set(signedIn()))
  expect(screen.queryByRole('alertdialog')).toBeNull()
  expect(document.activeElement).toBe(note)
  expect(outside?.textContent).toBe('You are still signed in.')

  act(() => double.set(signedIn({ warning: warningOf('inactive') })))
  expect(outside?.textContent).toBe('')
  act(() => double.set(ended()))
  expect(outside?.textContent).toBe('')
})

test('a face that changes while open neither closes nor leaves the focus behind', () => {
  const { double } = openDialog(signedIn({ warning: warningOf('inactive') }))
  const dialog = theDialog()
  const closed = vi.fn()
  dialog.addEventListener('close', closed)
  act(() => double.set(signedIn({ warning: finalWarning() })))
  expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Time is nearly up' }))
  act(() => double.set(ended({ reason: 'max-lifetime' })))
  expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'You’ve been signed out' }))
  expect([dialog.open, closed.mock.calls.length]).toEqual([true, 0])
})

test('R-27 after signing out from the dialog nothing claims that the user is still signed in', () => {
  const { double, container } = openDialog(signedIn({ warning: warningOf('inactive') }))
  act(() => double.set(ended({ reason: 'signed-out', limitMs: null })))
  expect(screen.queryByRole('alertdialog')).toBeNull()
  expect(container.querySelector('dialog')?.nextElementSibling?.textContent).toBe('')
})

test('R-11 Escape is taken before the browser sees a close request, once per press', () => {
  const { double } = openDialog(signedIn({ warning: warningOf('inactive') }))
  const keydown = (repeat: boolean) => new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true, repeat })
  const events = [keydown(false), keydown(true)]
  act(() => events.forEach((event) => void document.activeElement?.dispatchEvent(event)))
  expect(events.map(({ defaultPrevented }) => defaultPrevented)).toEqual([true, true])
  expect(double.calls).toEqual(['extend'])
})

test('R-1 when what had the focus is gone, closing gives it to the main heading', () => {
  const { double, note, container } = openDialog(signedIn({ warning: warningOf('inactive') }))
  const heading = document.createElement('h1')
  container.prepend(heading)
  note.remove()
  act(() => double.set(signedIn()))
  expect(screen.queryByRole('alertdialog')).toBeNull()
  expect(document.activeElement).toBe(heading)
})

test('R-13 a focused button that goes with its face leaves the focus inside the dialog', () => {
  const { double } = openDialog(signedIn({ warning: finalWarning() }))
  screen.getByRole('button', { name: 'Sign out now' }).focus()
  act(() => double.set(ended({ reason: 'max-lifetime' })))
  expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'You’ve been signed out' }))
})

test('R-13 Space and Enter that were being typed when an extendable warning opens extend at most, and never sign out', async () => {
  const { double, note } = openDialog(signedIn())
  await userEvent.keyboard('abc')
  act(() => double.set(signedIn({ warning: warningOf('inactive') })))
  await press(' ')
  await press('{Enter}')
  expect(new Set(double.calls)).toEqual(new Set(['extend']))
  expect(note).toHaveProperty('value', 'abctyped')
})
