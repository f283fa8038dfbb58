import { act, cleanup, render, waitFor } from '@testing-library/react'
import { Component, type ReactNode, StrictMode } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { type Backend, SessionProvider, useSession, useSessionEvent } from './index.ts'
import { ADA, createSessionDouble, ended, finalWarning, signedIn } from './test-support/session-double.ts'

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

test('P-37 StrictMode attaches the platform once and lets go of everything on unmount', async () => {
  const { session, started, listeners, timers } = createSessionDouble()
  const { unmount } = render(
    <StrictMode>
      <SessionProvider session={session}>
        <Status />
      </SessionProvider>
    </StrictMode>,
  )
  await Promise.resolve()
  expect(started).toEqual({ now: 1, attached: 1 })

  unmount()
  await Promise.resolve()
  expect([started.now, listeners(), timers()]).toEqual([0, 0, 0])
})

test('P-37 StrictMode makes two sessions from options and restores one', async () => {
  let restores = 0
  const backend: Backend = {
    restore: async () => {
      restores += 1
      return { status: 'rejected' }
    },
    refresh: unavailable,
    signOut: async () => {},
  }
  const { container } = render(
    <StrictMode>
      <SessionProvider backend={backend} name="strict">
        <Status />
      </SessionProvider>
    </StrictMode>,
  )
  await waitFor(() => expect(container.textContent).toBe('signed-out'))
  expect(restores).toBe(1)
})

test('two providers of one session attach it once', async () => {
  const { session, started } = createSessionDouble()
  const { unmount } = render(
    <>
      <SessionProvider session={session} />
      <SessionProvider session={session} />
    </>,
  )
  expect(started).toEqual({ now: 2, attached: 1 })
  unmount()
  await Promise.resolve()
  expect(started.now).toBe(0)
})

test('useSession outside a provider throws provider-missing', () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  const caught: unknown[] = []
  render(
    <Boundary onError={(error) => caught.push(error)}>
      <Status />
    </Boundary>,
  )
  expect(caught).toEqual([expect.objectContaining({ name: 'StillhereError', code: 'provider-missing' })])
})

test('useSession takes a session of its own without a provider', () => {
  const { session } = createSessionDouble()
  function Name() {
    return <p>{useSession((view) => view.user?.name, session)}</p>
  }
  expect(render(<Name />).container.textContent).toBe('Ada')
})

test('the latest listener is called, and changing it costs no subscription', () => {
  const double = createSessionDouble()
  const heard: string[] = []
  function Listener({ name }: { readonly name: string }) {
    useSessionEvent('ended', ({ reason }) => void heard.push(`${name} ${reason}`))
    return null
  }
  const tree = (name: string) => (
    <SessionProvider session={double.session} onWarning={({ cause }) => void heard.push(`${name} warns ${cause}`)}>
      <Listener name={name} />
    </SessionProvider>
  )
  const { rerender } = render(tree('first'))
  rerender(tree('second'))

  double.emit('warning', finalWarning())
  double.emit('ended', { reason: 'inactive', here: true, endedAt: 0, limitMs: null })
  expect(heard).toEqual(['second warns max-lifetime', 'second inactive'])
})

test('onBeforeEnd runs while what was typed is still in the page', () => {
  const double = createSessionDouble()
  const seen: string[] = []
  const { container } = render(
    <SessionProvider session={double.session} onBeforeEnd={() => void seen.push(container.querySelector('input')?.value ?? 'gone')}>
      <input defaultValue="half a sentence" />
    </SessionProvider>,
  )
  double.emit('before-end', { reason: 'inactive', waitUntilAt: 0, signal: new AbortController().signal })
  expect(seen).toEqual(['half a sentence'])
})

test('a session that replaces another takes over', () => {
  const first = createSessionDouble()
  const second = createSessionDouble(signedIn({ user: { ...ADA, name: 'Grace' } }))
  const { container, rerender } = render(
    <SessionProvider session={first.session}>
      <Name />
    </SessionProvider>,
  )
  rerender(
    <SessionProvider session={second.session}>
      <Name />
    </SessionProvider>,
  )
  expect(container.textContent).toBe('Grace')
})

test('P-29 100 components that read status render 0 times more in 60 refreshes and 10,000 inputs', () => {
  const double = createSessionDouble()
  let renders = 0
  function Reader() {
    renders += 1
    return <i>{useSession((view) => view.status)}</i>
  }
  render(
    <SessionProvider session={double.session}>
      {Array.from({ length: 100 }, (_, index) => (
        <Reader key={index} />
      ))}
    </SessionProvider>,
  )
  const before = renders
  act(() => {
    for (let minute = 0; minute < 60; minute++) {
      double.set(signedIn({ refresh: { status: 'running', startedAt: minute } }))
      double.set(signedIn())
    }
    for (let input = 0; input < 10_000; input++) double.set(double.session.getState())
  })
  expect(renders - before).toBe(0)
})

test('fresh objects and arrays from a selector are compared shallowly', () => {
  const double = createSessionDouble()
  let renders = 0
  function Reader() {
    renders += 1
    const { name } = useSession((view) => ({ name: view.user?.name, list: null }))
    const [status] = useSession((view) => [view.status])
    return <i>{`${name} ${status}`}</i>
  }
  const { container } = render(
    <SessionProvider session={double.session}>
      <Reader />
    </SessionProvider>,
  )
  act(() => double.set(signedIn({ refresh: { status: 'running', startedAt: 1 } })))
  expect(renders).toBe(1)
  act(() => double.set(ended()))
  expect([renders, container.textContent]).toEqual([2, 'undefined ended'])
})

test('options that change are reported once and ignored', () => {
  const errors = vi.spyOn(console, 'error').mockImplementation(() => {})
  const { session } = createSessionDouble()
  const backend = { restore: unavailable, refresh: unavailable, signOut: async () => {} }
  const { rerender } = render(<SessionProvider backend={backend} policy={{ inactivity: '15m' }} />)
  rerender(<SessionProvider backend={backend} policy={{ inactivity: '15m' }} />)
  expect(errors).not.toHaveBeenCalled()

  rerender(<SessionProvider backend={backend} policy={{ inactivity: '5m' }} />)
  rerender(<SessionProvider session={session} />)
  expect(errors.mock.calls).toEqual([[expect.objectContaining({ code: 'provider-options-changed' })]])
})

async function unavailable() {
  return { status: 'unavailable' as const }
}

function Status() {
  return <i>{useSession((view) => view.status)}</i>
}

function Name() {
  return <i>{useSession((view) => view.user?.name)}</i>
}

class Boundary extends Component<
  { readonly onError: (error: unknown) => void; readonly children: ReactNode },
  { readonly failed: boolean }
> {
  override state = { failed: false }
  static getDerivedStateFromError() {
    return { failed: true }
  }
  override componentDidCatch(error: unknown) {
    this.props.onError(error)
  }
  override render() {
    return this.state.failed ? null : this.props.children
  }
}
