import { act, screen } from '@testing-library/react'
import { expect, onTestFinished, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { nextFrame } from '../open-dialog.tsx'
import { finalWarning, signedIn, warningOf } from '../session-double.ts'
import { type DialogSubject, isOpenAsModal, open, press, theDialog } from './subject.tsx'

export function describeKeyboard(subject: DialogSubject): void {
  test('R-13 keys meant for the page neither sign out nor stay', async () => {
    const { double, note } = open(subject, signedIn())
    await userEvent.keyboard('abc')
    act(() => double.set(signedIn({ warning: finalWarning() })))
    await press(' ')
    await press('{Enter}')
    expect(double.calls).toEqual([])
    expect(isOpenAsModal(theDialog(), note)).toBe(true)
    expect(note).toHaveProperty('value', 'abctyped')
  })

  test('R-13 Space and Enter that were being typed when an extendable warning opens extend at most, and never sign out', async () => {
    const { double, note } = open(subject, signedIn())
    await userEvent.keyboard('abc')
    act(() => double.set(signedIn({ warning: warningOf('inactive') })))
    await press(' ')
    await press('{Enter}')
    expect(new Set(double.calls)).toEqual(new Set(['extend']))
    expect(note).toHaveProperty('value', 'abctyped')
  })

  test('R-10 R-11 Escape stays; pressed twice while the backend is silent the dialog is still open', async () => {
    const warning = warningOf('inactive')
    const { double, note } = open(subject, signedIn({ warning }))
    const dialog = theDialog()
    const closed = vi.fn()
    dialog.addEventListener('close', closed)
    await press('{Escape}')
    act(() => double.set(signedIn({ warning: { ...warning, extend: { status: 'running' } } })))
    await press('{Escape}')
    await press('{Escape}')
    expect(double.calls).toEqual(['extend'])
    expect([theDialog(), isOpenAsModal(dialog, note), closed.mock.calls.length]).toEqual([dialog, true, 0])
    expect(dialog.contains(document.activeElement)).toBe(true)
  })

  test('R-11 Escape is taken before the browser sees a close request, once per press', () => {
    const { double } = open(subject, signedIn({ warning: warningOf('inactive') }))
    const keydown = (repeat: boolean) => new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true, repeat })
    const events = [keydown(false), keydown(true)]
    act(() => events.forEach((event) => void document.activeElement?.dispatchEvent(event)))
    expect(events.map(({ defaultPrevented }) => defaultPrevented)).toEqual([true, true])
    expect(double.calls).toEqual(['extend'])
  })

  test('R-10 a close request of the platform stays, too, as often as it comes', () => {
    const platform = stubClosing()
    const { double, note } = open(subject, signedIn({ warning: warningOf('inactive') }))
    const dialog = theDialog()
    const taken: boolean[] = []
    for (const _ of [1, 2]) act(() => void taken.push(platform.requestClose(dialog)))
    expect([theDialog(), isOpenAsModal(dialog, note), double.calls, taken]).toEqual([dialog, true, ['extend', 'extend'], [true, true]])
    act(() => double.set(signedIn()))
    expect(platform.watching()).toBe(0)
  })

  test('R-12 a click on the backdrop does nothing', async () => {
    const { double, note } = open(subject, signedIn({ warning: warningOf('inactive') }))
    const dialog = theDialog()
    await userEvent.click(document.body, { position: { x: 2, y: 2 }, force: true })
    await nextFrame()
    expect([theDialog(), isOpenAsModal(dialog, note), double.calls]).toEqual([dialog, true, []])
  })

  test('R-10 after a click on the backdrop Escape still stays', async () => {
    const { double } = open(subject, signedIn({ warning: warningOf('inactive') }))
    await userEvent.click(document.body, { position: { x: 2, y: 2 }, force: true })
    await press('{Escape}')
    expect(double.calls).toEqual(['extend'])
    expect(screen.getByRole('button', { name: 'Stay signed in' })).toBeTruthy()
  })

  test('R-1 Tab never reaches the page behind', async () => {
    const { note } = open(subject, signedIn({ warning: warningOf('inactive') }))
    const reached = new Set<Element | null>()
    for (let step = 0; step < 8; step++) {
      await press(step < 4 ? '{Tab}' : '{Shift>}{Tab}{/Shift}')
      reached.add(document.activeElement)
    }
    expect(reached.has(note)).toBe(false)
    expect(reached).toContain(screen.getByRole('button', { name: 'Sign out now' }))
  })
}

/** The platform asks to close, as Android's back does: of the native dialog directly, of others through the watcher they set up. */
function stubClosing() {
  const watchers = new Set<EventTarget>()
  class Watcher extends EventTarget {
    constructor() {
      super()
      watchers.add(this)
    }
    destroy() {
      watchers.delete(this)
    }
  }
  vi.stubGlobal('CloseWatcher', Watcher)
  onTestFinished(() => void vi.unstubAllGlobals())
  return {
    watching: () => watchers.size,
    /** Whether it was taken, so that nothing closes by itself. */
    requestClose(dialog: HTMLElement): boolean {
      const [watcher] = watchers
      const request = new Event(watcher ? 'close' : 'cancel', { cancelable: true })
      if (watcher) watchers.delete(watcher)
      ;(watcher ?? dialog).dispatchEvent(request)
      return watcher !== undefined || request.defaultPrevented
    },
  }
}
