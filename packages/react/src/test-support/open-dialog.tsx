import type { SessionState } from '@stillhere/core'
import { act, render, screen } from '@testing-library/react'
import { StrictMode } from 'react'
import { SessionExpiringDialog, type SessionExpiringDialogProps } from '../dialog/index.ts'
import { SessionGate, SessionProvider } from '../index.ts'
import { createSessionDouble } from './session-double.ts'
import '../dialog/dialog.css'

/** A page with a note that has the focus, and then the state. */
export function openDialog(state: SessionState, props: SessionExpiringDialogProps = {}) {
  const double = createSessionDouble()
  const withProps = (given: SessionExpiringDialogProps) => (
    <StrictMode>
      <SessionProvider session={double.session}>
        <SessionGate>
          <textarea aria-label="note" defaultValue="typed" />
        </SessionGate>
        <SessionExpiringDialog {...given} />
      </SessionProvider>
    </StrictMode>
  )
  const { container, rerender, unmount } = render(withProps(props))
  const note = screen.getByLabelText('note')
  note.focus()
  act(() => double.set(state))
  return { container, unmount, double, note, change: (changed: SessionExpiringDialogProps) => rerender(withProps(changed)) }
}

export function theDialog(): HTMLDialogElement {
  return screen.getByRole<HTMLDialogElement>('alertdialog')
}

/** A frame and the task after it: what the browser does by itself is done. */
export function nextFrame(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
}

/** What observes the document has seen what changed, and said what it says of it. */
export function nextTask(): Promise<void> {
  const { port1, port2 } = new MessageChannel()
  return new Promise((resolve) => {
    port1.addEventListener('message', () => resolve(), { once: true })
    port1.start()
    port2.postMessage(null)
  })
}
