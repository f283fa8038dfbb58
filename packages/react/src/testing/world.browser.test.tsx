import { cleanup, render, renderHook, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { type ReactNode, StrictMode, useState } from 'react'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { SessionExpiringDialog } from '../dialog/index.ts'
import { SessionGate, SessionProvider, useSession, useSessionEvent } from '../index.ts'
import { createWorld } from './index.ts'

const ada = { sub: 'ada', name: 'Ada' }

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

/** As Testing Library sets it where a test runner has its functions in the global scope. */
function complainWithoutAct(): void {
  Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true)
  onTestFinished(() => void Reflect.deleteProperty(globalThis, 'IS_REACT_ACT_ENVIRONMENT'))
}

test('the page is up to date when the world has moved, and nobody warns about act', async () => {
  const errors = vi.spyOn(console, 'error')
  const world = createWorld({ user: { sub: 'ada', name: 'Ada' }, policy: { inactivity: '15m', accessTokenLifetime: '5m' } })
  const tabs = [world.tab(), world.tab()]
  for (const { session } of tabs) {
    render(
      <SessionProvider session={session}>
        <SessionGate signedOut={(end) => <p>{`out: ${end?.reason ?? ''}`}</p>}>
          <p>private</p>
        </SessionGate>
        <SessionExpiringDialog />
      </SessionProvider>,
    )
  }
  await world.advance('1s')
  expect(screen.getAllByText('private')).toHaveLength(2)
  await world.advance('14m')
  expect(screen.getAllByRole('button', { name: 'Stay signed in', hidden: true })).toHaveLength(2)
  await tabs[0]?.session.extend()
  await world.advance('1s')
  expect(screen.queryAllByRole('button', { name: 'Stay signed in', hidden: true })).toHaveLength(0)
  await world.advance('15m')
  expect(screen.getAllByText('out: inactive')).toHaveLength(2)
  expect(screen.queryByText('private')).toBeNull()
  expect(errors).not.toHaveBeenCalled()
  await world.dispose()
})

test('what a session does by itself while a test waits for something else is shown, and nobody warns about act', async () => {
  complainWithoutAct()
  const errors = vi.spyOn(console, 'error')
  const world = createWorld({ user: ada })
  const { session } = world.tab()
  const told: string[] = []
  function Refreshes() {
    const { refresh, user } = useSession()
    const [problems, setProblems] = useState(0)
    useSessionEvent('problem', () => setProblems((before) => before + 1))
    told.push(refresh.status)
    return <p>{`${user?.name ?? 'nobody'} ${refresh.status} ${problems}`}</p>
  }
  render(
    <SessionProvider session={session}>
      <Refreshes />
    </SessionProvider>,
  )
  await world.advance('1m')
  screen.getByText('Ada idle 0')
  await session.refreshNow()
  screen.getByText('Ada idle 0')
  expect(told).toContain('running')
  await session.signOut()
  screen.getByText('nobody idle 0')
  expect(errors).not.toHaveBeenCalled()
})

test('a hook in StrictMode follows the session, restores once and leaves nothing behind', async () => {
  const errors = vi.spyOn(console, 'error')
  const world = createWorld({ user: ada, policy: { inactivity: '15m' } })
  const { session } = world.tab()
  const wrapper = ({ children }: { readonly children: ReactNode }) => (
    <StrictMode>
      <SessionProvider session={session}>{children}</SessionProvider>
    </StrictMode>
  )
  const { result, unmount } = renderHook(() => useSession(({ status, warning }) => [status, warning?.cause]), { wrapper })
  await world.advance('1s')
  expect(result.current).toEqual(['signed-in', undefined])
  expect(world.server.requests.map(({ kind }) => kind)).toEqual(['restore'])
  await world.advanceTo('warning')
  expect(result.current).toEqual(['signed-in', 'inactive'])
  unmount()
  await world.advanceTo('end')
  expect(errors).not.toHaveBeenCalled()
})

test('input lets testing tools see what they bring about, click after click', async () => {
  const user = userEvent.setup()
  const world = createWorld({ user: ada, policy: { inactivity: '15m' } })
  const tab = world.tab()
  function Menu() {
    const [open, setOpen] = useState(false)
    return open ? <button onClick={() => void tab.session.signOut()}>Leave</button> : <button onClick={() => setOpen(true)}>Menu</button>
  }
  render(
    <SessionProvider session={tab.session}>
      <SessionGate signedOut={<p>out</p>}>
        <Menu />
      </SessionGate>
    </SessionProvider>,
  )
  await world.advance('10m')
  await tab.input(async () => {
    await user.click(screen.getByRole('button', { name: 'Menu' }))
    await user.click(screen.getByRole('button', { name: 'Leave' }))
  })
  expect(screen.queryByText('out')).not.toBeNull()
})

test('a page that comes back from the back/forward cache is the page that left', async () => {
  const world = createWorld({ user: ada })
  const tab = world.tab()
  await world.advance('1s')
  await tab.leave()
  const back = await tab.back()
  expect(back).toBe(tab)
  expect((await back.reload()).session).not.toBe(tab.session)
})

test('what is asked of the world at once is done one after the other, and React is left as it was', async () => {
  const errors = vi.spyOn(console, 'error')
  const world = createWorld({ user: ada, policy: { inactivity: '15m' } })
  const [first, second] = [world.tab(), world.tab()]
  render(
    <SessionProvider session={first.session}>
      <SessionGate signedOut={<p>out</p>}>in</SessionGate>
    </SessionProvider>,
  )
  await Promise.all([world.advance('1s'), first.input(), second.hide()])
  screen.getByText('in')
  await Promise.all([second.show(), world.advance('15m')])
  screen.getByText('out')
  expect(Reflect.get(globalThis, 'IS_REACT_ACT_ENVIRONMENT')).toBeUndefined()
  expect(errors).not.toHaveBeenCalled()
})
