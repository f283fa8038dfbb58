import type { SessionState } from '@stillhere/core'
import { act, render, screen, within } from '@testing-library/react'
import { type ComponentType, type ReactNode, StrictMode } from 'react'
import { userEvent } from 'vitest/browser'
import { type SessionDialogOptions, type SessionMessages, SessionGate, SessionProvider } from '../../index.ts'
import { nextFrame } from '../open-dialog.tsx'
import { createSessionDouble } from '../session-double.ts'

export interface OwnModalProps {
  readonly onClose: () => void
  readonly children: ReactNode
  /** Where its portal leads; by default where the library puts it. */
  readonly container?: HTMLElement
}

/** A dialog of the session, and an open modal dialog of the app's own from the same library. */
export interface DialogSubject {
  readonly Dialog: ComponentType<SessionDialogOptions>
  readonly OwnModal: ComponentType<OwnModalProps>
  /** The browser's own dialog: on opening it passes the focus over the heading, which a screen reader hears. */
  readonly native?: true
}

interface Scene extends SessionDialogOptions {
  readonly words?: SessionMessages
  /** Inside the gate, beside the note. */
  readonly inside?: ReactNode
}

/** A page with a note that has the focus, and then the state. */
export function open({ Dialog }: DialogSubject, state: SessionState, { words, inside, ...options }: Scene = {}) {
  const double = createSessionDouble()
  const { container, unmount } = render(
    <StrictMode>
      <SessionProvider session={double.session} {...(words && { messages: words })}>
        <SessionGate>
          <textarea aria-label="note" defaultValue="typed" />
          {inside}
        </SessionGate>
        <Dialog {...options} />
      </SessionProvider>
    </StrictMode>,
  )
  const note = screen.getByLabelText('note')
  note.focus()
  act(() => double.set(state))
  return { container, unmount, double, note }
}

export function theDialog(): HTMLElement {
  return screen.getByRole('alertdialog')
}

/** One that people see and reach, above everything else: the browser's own modality, or the rest of the page out of reach. */
export function isOpenAsModal(dialog: HTMLElement, page: Element): boolean {
  if (!dialog.isConnected || !dialog.checkVisibility({ visibilityProperty: true })) return false
  return dialog.matches(':modal') || page.closest('[inert], [aria-hidden="true"]') !== null
}

export async function press(key: string): Promise<void> {
  await userEvent.keyboard(key)
  await nextFrame()
}

/** Whatever libraries do a little later, in a timer or a frame, is done. */
export async function settle(): Promise<void> {
  await act(async () => {
    await nextFrame()
    await nextFrame()
  })
}

export function region(): HTMLElement {
  return within(theDialog()).getByRole('status')
}

/** The live regions that are not the dialog's own, with what they say. */
export function regionsOutside(): readonly Element[] {
  return [...document.querySelectorAll('[role="status"]')].filter((element) => !element.closest('[role="alertdialog"]'))
}

export function saidOutside(): readonly string[] {
  return regionsOutside().flatMap(({ textContent }) => textContent || [])
}

export function buttonNames(): readonly (string | null)[] {
  return within(theDialog())
    .getAllByRole('button')
    .map((button) => button.textContent)
}
