import { act, cleanup, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { SessionGate, type SessionGateProps, SessionProvider, useSession, useSessionUser } from './index.ts'
import { ADA, createSessionDouble, ended, RESTORING, SIGNED_OUT, signedIn, START_AT } from './test-support/session-double.ts'

const CHECKING = { sinceAt: START_AT, cause: 'woke', error: null } as const

afterEach(cleanup)

function Gated({ double, ...gate }: { readonly double: ReturnType<typeof createSessionDouble> } & Partial<SessionGateProps>) {
  return (
    <SessionProvider session={double.session}>
      <SessionGate restoring={<p>one moment</p>} signedOut={(end) => <p>{`out: ${end?.reason ?? 'never in'}`}</p>} {...gate}>
        {gate.children ?? <Private />}
      </SessionGate>
    </SessionProvider>
  )
}

function Private() {
  const [mountedAs] = useState(() => `mounted`)
  return (
    <section>
      <h1>Cases of {useSessionUser().name}</h1>
      <input aria-label="note" />
      <i>{mountedAs}</i>
    </section>
  )
}

test('the gate shows one thing per status', () => {
  const double = createSessionDouble(RESTORING)
  const { container } = render(<Gated double={double} />)
  expect(container.textContent).toBe('one moment')
  act(() => double.set(SIGNED_OUT))
  expect(container.textContent).toBe('out: never in')
  act(() => double.set(signedIn()))
  expect(container.textContent).toBe('Cases of Adamounted')
  act(() => double.set(ended({ reason: 'max-lifetime' })))
  expect(container.textContent).toBe('out: max-lifetime')
})

test('R-79 P-19 private content is out of the DOM in the task that ends the session', async () => {
  const double = createSessionDouble()
  const container = document.body.appendChild(document.createElement('div'))
  const acting = Reflect.get(globalThis, 'IS_REACT_ACT_ENVIRONMENT')
  Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', false)
  const errors = vi.spyOn(console, 'error')
  const root = createRoot(container)
  root.render(<Gated double={double} />)
  await vi.waitFor(() => expect(container.textContent).toContain('Cases of Ada'))

  const channel = new MessageChannel()
  let nextTask = false
  channel.port1.onmessage = () => {
    nextTask = true
  }
  channel.port2.postMessage(null)
  double.set(ended())
  for (let microtask = 0; microtask < 5; microtask++) await Promise.resolve()

  expect(nextTask).toBe(false)
  expect(container.textContent).toBe('out: inactive')
  expect(errors).not.toHaveBeenCalled()
  root.unmount()
  container.remove()
  channel.port1.close()
  Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', acting)
})

test('P-19 while checking the children are hidden and inert but stay mounted, with what was typed', () => {
  const double = createSessionDouble()
  const { container } = render(<Gated double={double} />)
  const note = screen.getByLabelText('note')
  if (note instanceof HTMLInputElement) note.value = 'half a sentence'
  note.focus()

  act(() => double.set(signedIn({ checking: CHECKING })))
  expect(note.isConnected).toBe(true)
  expect(note.checkVisibility()).toBe(false)
  expect(note.closest('[inert]')).not.toBeNull()
  expect(container.innerText).toContain('Reconnecting')
  expect(container.innerText).not.toContain('Cases')

  act(() => screen.getByRole('button', { name: 'Sign out now' }).click())
  expect(double.calls).toEqual(['signOut'])

  act(() => double.set(signedIn()))
  expect(screen.getByLabelText('note')).toBe(note)
  expect(note).toHaveProperty('value', 'half a sentence')
  expect(note.checkVisibility()).toBe(true)
  expect(note.closest('[inert]')).toBeNull()
})

test('the focus returns to where it was when the cover goes', async () => {
  const double = createSessionDouble()
  render(<Gated double={double} />)
  const note = screen.getByLabelText('note')
  note.focus()
  act(() => double.set(signedIn({ checking: CHECKING })))
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  expect(document.activeElement).toBe(document.body)

  await act(async () => double.set(signedIn()))
  expect(document.activeElement).toBe(note)
})

test('an own cover replaces the words of the default one', () => {
  const { container } = render(<Gated double={createSessionDouble(signedIn({ checking: CHECKING }))} checking={<p>hold on</p>} />)
  expect(container.innerText).toBe('hold on')
})

test('P-28 whenEnded hide keeps the tree for the same user and gives another user a new one', () => {
  const double = createSessionDouble()
  render(<Gated double={double} whenEnded="hide" />)
  const note = screen.getByLabelText('note')

  act(() => double.set(ended()))
  expect(note.isConnected).toBe(true)
  expect(note.checkVisibility()).toBe(false)
  expect(screen.getByText('out: inactive').checkVisibility()).toBe(true)

  act(() => {
    double.set(signedIn())
    double.emit('signed-in', { user: ADA, sameUser: true })
  })
  expect(screen.getByLabelText('note')).toBe(note)
  expect(note.checkVisibility()).toBe(true)

  act(() => double.set(ended()))
  act(() => {
    double.set(signedIn({ user: { sub: 'grace', name: 'Grace' } }))
    double.emit('signed-in', { user: { sub: 'grace', name: 'Grace' }, sameUser: false })
  })
  expect(note.isConnected).toBe(false)
  expect(screen.getByRole('heading').textContent).toBe('Cases of Grace')
})

test.each(['signed-out', 'revoked', 'replaced'] as const)('whenEnded hide keeps nothing after the end %s', (reason) => {
  const double = createSessionDouble()
  const { container } = render(<Gated double={double} whenEnded="hide" />)
  act(() => double.set(ended({ reason })))
  expect(container.querySelector('input')).toBeNull()
})

test('a refresh renders nothing below the gate', () => {
  const double = createSessionDouble()
  let renders = 0
  function Counted() {
    renders += 1
    return null
  }
  render(
    <Gated double={double}>
      <Counted />
    </Gated>,
  )
  const before = renders
  act(() => double.set(signedIn({ refresh: { status: 'running', startedAt: 1 } })))
  expect(renders).toBe(before)
})

test('useSessionUser throws not-signed-in where nobody is', () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  const double = createSessionDouble(SIGNED_OUT)
  expect(() =>
    render(
      <SessionProvider session={double.session}>
        <Private />
      </SessionProvider>,
    ),
  ).toThrow(expect.objectContaining({ code: 'not-signed-in' }))
  vi.restoreAllMocks()
})

test('a component that asks for the user outside any selector sees none after the end', () => {
  const double = createSessionDouble()
  function Header() {
    return <p>{useSession().user?.name ?? 'nobody'}</p>
  }
  const { container } = render(
    <SessionProvider session={double.session}>
      <Header />
    </SessionProvider>,
  )
  act(() => double.set(ended()))
  expect(container.textContent).toBe('nobody')
})

test('R-79 P-19 an app’s own `display` does not bring back what is out of reach', () => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync('div > * { display: flex }')
  document.adoptedStyleSheets = [sheet]
  onTestFinished(() => {
    document.adoptedStyleSheets = []
  })
  const double = createSessionDouble()
  render(<Gated double={double} whenEnded="hide" />)
  const note = screen.getByLabelText('note')
  act(() => double.set(signedIn({ checking: CHECKING })))
  expect(note.checkVisibility()).toBe(false)
  act(() => double.set(signedIn()))
  expect(note.checkVisibility()).toBe(true)
  act(() => double.set(ended()))
  expect(note.checkVisibility()).toBe(false)
})

test('a modal dialog of the app does not make the page dead while it is out of reach, and is there again afterwards', async () => {
  const double = createSessionDouble()
  const closed = vi.fn()
  render(
    <Gated double={double} whenEnded="hide" signedOut={<button type="button">enter</button>}>
      <dialog aria-label="of the app" onClose={closed}>
        <input aria-label="inside" />
      </dialog>
    </Gated>,
  )
  const own = screen.getByLabelText<HTMLDialogElement>('of the app')
  own.showModal()
  act(() => double.set(ended()))
  const enter = screen.getByRole('button', { name: 'enter' })
  enter.focus()
  expect([document.activeElement, document.querySelector(':modal')]).toEqual([enter, null])
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
  await act(async () => {
    double.emit('signed-in', { user: ADA, sameUser: true })
    double.set(signedIn())
  })
  expect([own.matches(':modal'), closed.mock.calls.length]).toEqual([true, 0])
})

test('R-27 when the tree goes with the focus in it, the page that follows begins at its heading', () => {
  const double = createSessionDouble()
  render(<Gated double={double} signedOut={<h1>Welcome</h1>} />)
  screen.getByLabelText('note').focus()
  act(() => double.set(ended({ reason: 'signed-out' })))
  expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Welcome' }))
})

test('R-27 signing in again in place gives the focus back to where it was', async () => {
  const double = createSessionDouble()
  render(<Gated double={double} whenEnded="hide" />)
  const note = screen.getByLabelText('note')
  note.focus()
  act(() => double.set(ended()))
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  expect(document.activeElement).toBe(document.body)
  await act(async () => {
    double.emit('signed-in', { user: ADA, sameUser: true })
    double.set(signedIn())
  })
  expect(document.activeElement).toBe(note)
})

test('R-23 the cover is spoken by a region that was there, empty, before', () => {
  const double = createSessionDouble()
  render(<Gated double={double} />)
  const region = screen.getByRole('status')
  expect(region.textContent).toBe('')
  act(() => double.set(signedIn({ checking: CHECKING })))
  expect(region.textContent).toContain('We’re checking that you’re still signed in.')
  expect(region.querySelector('button')).toBeNull()
  act(() => double.set(signedIn()))
  expect(region.textContent).toBe('')
})
