import type { SessionState } from '@stillhere/core'
import { act, cleanup, render, screen, within } from '@testing-library/react'
import { createElement, createRef, StrictMode, useState } from 'react'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { english } from '../../messages/english.ts'
import { SessionProvider } from '../../session-provider.tsx'
import { createSessionDouble, ended, finalWarning, signedIn, START_AT, warningOf } from '../../test-support/session-double.ts'
import { SessionDialog } from '../index.ts'

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

function open(state: SessionState, children: React.ReactNode, root: object = {}) {
  const double = createSessionDouble()
  render(
    <StrictMode>
      <SessionProvider session={double.session}>
        <SessionDialog.Root {...root}>{children}</SessionDialog.Root>
      </SessionProvider>
    </StrictMode>,
  )
  act(() => double.set(state))
  return double
}

const dialog = () => screen.getByRole<HTMLDialogElement>('alertdialog')

function datasetOf(element: HTMLElement): object {
  return Object.fromEntries(Object.entries(element.dataset))
}

const ALL = (
  <>
    <SessionDialog.Title />
    <SessionDialog.Description />
    <SessionDialog.Countdown />
    <SessionDialog.Problem />
    <SessionDialog.Stay />
    <SessionDialog.SignIn />
    <SessionDialog.Dismiss />
    <SessionDialog.SignOut />
  </>
)

test.each([
  ['still-here', signedIn({ warning: warningOf('inactive') }), ['Stay signed in', 'Sign out now']],
  ['refresh-failed', signedIn({ warning: warningOf('token-expired') }), ['Stay signed in', 'Sign out now']],
  ['time-up', signedIn({ warning: finalWarning() }), ['Sign in again', 'Go back and save', 'Sign out now']],
  ['signed-out', ended(), ['Sign in again']],
] as const)('R-14 P-17 the same parts serve the face %s: a button that could not work is not there', (face, state, buttons) => {
  open(state, ALL)
  expect(dialog().dataset['face']).toBe(face)
  expect(
    within(dialog())
      .getAllByRole('button')
      .map(({ textContent }) => textContent),
  ).toEqual(buttons)
  expect(console.error).not.toHaveBeenCalled()
})

test('the root’s states stand in attributes, and the share of the time left in a variable that steps', () => {
  const double = open(signedIn({ warning: warningOf('inactive') }), ALL)
  const left = () => [dialog().style.getPropertyValue('--stillhere-left'), dialog().style.getPropertyValue('--stillhere-left-slow')]
  expect(datasetOf(dialog())).toEqual({ reactAriaTopLayer: '', open: '', face: 'still-here', cause: 'inactive', extend: 'idle' })
  expect(left()).toEqual(['1', '1'])
  act(() => double.advance(30_000))
  expect(left()).toEqual(['0.75', String(100 / 120)])
  act(() => double.advance(70_000))
  expect(dialog().dataset['lastSeconds']).toBe('')
  act(() => double.set(ended()))
  expect(datasetOf(dialog())).toEqual({ reactAriaTopLayer: '', open: '', face: 'signed-out', cause: 'inactive' })
})

test('R-20 R-23 the root adds a live region where none was placed, and only there', () => {
  open(signedIn({ warning: warningOf('inactive') }), <SessionDialog.Title />)
  expect(within(dialog()).getAllByRole('status')).toHaveLength(1)
  cleanup()
  open(signedIn({ warning: warningOf('inactive') }), <SessionDialog.Announcer data-own="" />)
  const regions = within(dialog()).getAllByRole('status')
  expect(regions.map(({ dataset }) => dataset['own'])).toEqual([''])
})

test('the region is out of sight without a style sheet', () => {
  open(signedIn({ warning: warningOf('inactive') }), ALL)
  const { width, height } = within(dialog()).getByRole('status').getBoundingClientRect()
  expect([width, height]).toEqual([1, 1])
})

test('an app’s handler runs first, and what it prevents does not happen', () => {
  const seen = vi.fn()
  const double = open(
    signedIn({ warning: warningOf('inactive') }),
    <>
      <SessionDialog.Stay onClick={seen} />
      <SessionDialog.SignOut onClick={(event) => event.preventDefault()} />
    </>,
  )
  act(() => screen.getByRole('button', { name: 'Stay signed in' }).click())
  act(() => screen.getByRole('button', { name: 'Sign out now' }).click())
  expect([seen.mock.calls.length, double.calls]).toEqual([1, ['extend']])
})

test('render puts an element of the app in its place, with the part’s props, words, state and focus', () => {
  const place = createRef<HTMLButtonElement>()
  const double = open(
    signedIn({ warning: warningOf('inactive') }),
    <>
      <SessionDialog.Title render={createElement('h3', { className: 'mine' })} />
      <SessionDialog.Stay
        ref={place}
        render={(props, { lastSeconds, extend }) => <button {...props} data-urgent={lastSeconds} data-how={extend} />}
      />
    </>,
  )
  expect(screen.getByRole('heading', { level: 3, name: 'Are you still here?' }).className).toBe('mine')
  expect(dialog().getAttribute('aria-labelledby')).toBe(screen.getByRole('heading').id)
  const stay = screen.getByRole('button', { name: 'Stay signed in' })
  expect([place.current, document.activeElement]).toEqual([stay, stay])
  expect(datasetOf(stay)).toEqual({ urgent: 'false', how: 'idle' })
  act(() => double.advance(100_000))
  expect(stay.dataset['urgent']).toBe('true')
  act(() => stay.click())
  expect(double.calls).toEqual(['extend'])
})

test('a component with hooks of its own can be a `render`', () => {
  function HouseButton(props: React.ComponentPropsWithRef<'button'>) {
    const [presses, setPresses] = useState(0)
    return (
      <button
        {...props}
        data-presses={presses}
        onClick={(event) => {
          setPresses(presses + 1)
          props.onClick?.(event)
        }}
      />
    )
  }
  const double = open(signedIn({ warning: warningOf('inactive') }), <SessionDialog.Stay render={HouseButton} />)
  const stay = screen.getByRole('button', { name: 'Stay signed in' })
  expect(document.activeElement).toBe(stay)
  act(() => stay.click())
  expect([stay.dataset['presses'], double.calls]).toEqual(['1', ['extend']])
  act(() => double.set(signedIn()))
  expect(screen.queryByRole('button')).toBeNull()
  expect(console.error).not.toHaveBeenCalled()
})

test('an element given to `render` keeps its own ref and class, and the part’s', () => {
  const mine = createRef<HTMLDialogElement>()
  const button = createRef<HTMLButtonElement>()
  open(
    signedIn({ warning: warningOf('inactive') }),
    <SessionDialog.Stay className="of-part" render={createElement('button', { ref: button, className: 'of-element' })} />,
    { render: createElement('dialog', { ref: mine }) },
  )
  expect([mine.current, mine.current?.matches(':modal')]).toEqual([dialog(), true])
  const stay = screen.getByRole('button', { name: 'Stay signed in' })
  expect([button.current, document.activeElement, stay.className]).toEqual([stay, stay, 'of-part of-element'])
  expect(console.error).not.toHaveBeenCalled()
})

test('a ref that returns its own way of letting go is let go of, and never called with null', () => {
  const letGo = vi.fn()
  const place = vi.fn(() => letGo)
  const double = open(signedIn({ warning: warningOf('inactive') }), <SessionDialog.Title ref={place} />)
  const taken = place.mock.calls.length
  act(() => double.set(signedIn()))
  expect(place.mock.calls.flat()).not.toContain(null)
  expect(letGo.mock.calls.length).toBe(taken)
})

test('R-2 the heading and the sentence keep the ids that name and describe the dialog', () => {
  open(signedIn({ warning: warningOf('inactive') }), <SessionDialog.Title {...{ id: 'house-title' }} />)
  expect(screen.getByRole('alertdialog', { name: 'Are you still here?' })).toBe(dialog())
})

test('R-13 without a heading or a button to stay the focus is on the dialog itself, not on signing out', () => {
  open(signedIn({ warning: finalWarning() }), <SessionDialog.SignOut />, { 'aria-label': 'house' })
  expect(document.activeElement).toBe(dialog())
})

test('R-10 an Escape that something inside the dialog has stopped does nothing else', () => {
  const double = open(signedIn({ warning: warningOf('inactive') }), <SessionDialog.Stay onKeyDown={(event) => event.stopPropagation()} />)
  const escape = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true })
  act(() => void document.activeElement?.dispatchEvent(escape))
  expect([double.calls, escape.defaultPrevented]).toEqual([[], true])
})

test('R-10 Escape is taken before the page hears of it, and left alone when the dialog is closed', () => {
  const heard: string[] = []
  const early = ({ defaultPrevented }: KeyboardEvent) => void heard.push(defaultPrevented ? 'taken' : 'free')
  const late = () => void heard.push('late')
  document.addEventListener('keydown', early, true)
  document.addEventListener('keydown', late)
  onTestFinished(() => {
    document.removeEventListener('keydown', early, true)
    document.removeEventListener('keydown', late)
  })
  const press = () => new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true })
  const double = open(signedIn({ warning: warningOf('inactive') }), <SessionDialog.Stay />)
  act(() => void document.activeElement?.dispatchEvent(press()))
  act(() => double.set(signedIn()))
  act(() => void document.body.dispatchEvent(press()))
  expect([double.calls, heard]).toEqual([['extend'], ['taken', 'free', 'late']])
})

test('the dialog can be pressed while another library has switched the pointer off for the page', () => {
  document.body.style.pointerEvents = 'none'
  onTestFinished(() => document.body.removeAttribute('style'))
  open(signedIn({ warning: warningOf('inactive') }), <SessionDialog.Stay />)
  const stay = screen.getByRole('button', { name: 'Stay signed in' })
  const { left, top } = stay.getBoundingClientRect()
  expect(document.elementFromPoint(left + 3, top + 3)).toBe(stay)
})

test('R-43 words come from the part, else the root, else the provider', () => {
  const double = createSessionDouble(signedIn({ warning: warningOf('inactive') }))
  const ofProvider = { ...english, stay: 'Provider stay', signOut: 'Provider out' }
  render(
    <SessionProvider session={double.session} messages={ofProvider}>
      <SessionDialog.Root>
        <SessionDialog.Title>Own title</SessionDialog.Title>
        <SessionDialog.Stay />
      </SessionDialog.Root>
      <SessionDialog.Root messages={{ ...english, signOut: 'Root out' }}>
        <SessionDialog.SignOut />
      </SessionDialog.Root>
    </SessionProvider>,
  )
  const texts = screen.getAllByRole('alertdialog', { hidden: true }).map(({ textContent }) => textContent)
  expect(texts).toEqual(['Own titleProvider stay', 'Root out'])
})

test('R-43 a provider inside another one speaks its language unless it is given one', () => {
  const double = createSessionDouble(signedIn({ warning: warningOf('inactive') }))
  render(
    <SessionProvider session={double.session} messages={{ ...english, stay: 'Outer' }}>
      <SessionProvider session={double.session}>
        <SessionDialog.Root>
          <SessionDialog.Stay />
        </SessionDialog.Root>
      </SessionProvider>
    </SessionProvider>,
  )
  expect(screen.getByRole('button').textContent).toBe('Outer')
})

test('a part outside of the root says where it belongs', () => {
  expect(() => render(<SessionDialog.Title />)).toThrow('<SessionDialog.Root>')
})

test('a check shows no figure, and the figure is back with the next warning', () => {
  const double = open(signedIn({ warning: warningOf('inactive') }), ALL)
  expect(dialog().querySelector('time')?.textContent).toBe('2:00')
  act(() => double.set(signedIn({ checking: { sinceAt: START_AT, cause: 'woke', error: null } })))
  expect(dialog().querySelector('time')).toBeNull()
  act(() => double.set(signedIn({ warning: warningOf('token-expired', 60_000) })))
  expect(dialog().querySelector('time')?.textContent).toBe('1:00')
})
