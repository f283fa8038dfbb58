import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Backend } from '../ports/backend.ts'
import type { Session } from '../runtime/session-types.ts'
import { createBrowserSession } from './create-browser-session.ts'

const undos: (() => void)[] = []
afterEach(() => {
  for (const undo of undos.splice(0)) undo()
})

function backend() {
  const live = { status: 'live', userId: 'u', user: { sub: 'u' }, endsIn: { 'token-expired': '1h' }, sessionKey: 'k' } as const
  return {
    restore: vi.fn(async () => live),
    refresh: vi.fn(async () => live),
    peek: vi.fn(async () => live),
    signOut: vi.fn(async () => {}),
  } satisfies Backend
}

function start(name: string, on: Backend): Session {
  const session = createBrowserSession({ name, backend: on, policy: { inactivity: '15m' } })
  undos.push(session.start())
  return session
}

describe('createBrowserSession', () => {
  it('stands on everything the browser has, and starts with what the backend says', async () => {
    const session = start(crypto.randomUUID(), backend())
    expect(session.capabilities).toMatchObject({
      lock: 'web-locks',
      channel: 'broadcast-channel',
      facts: 'indexeddb',
      peek: true,
      signIn: false,
    })
    expect(await session.settled()).toMatchObject({ status: 'signed-in', user: { sub: 'u' } })
    expect(session.deadlines().map(({ reason }) => reason)).toEqual(expect.arrayContaining(['inactive', 'token-expired']))
  })

  it('R-61 ends in every tab when one signs out, and tells the backend once', async () => {
    const name = crypto.randomUUID()
    const shared = backend()
    const [here, there] = [start(name, shared), start(name, shared)]
    await Promise.all([here.settled(), there.settled()])
    expect(await here.signOut()).toEqual({ ok: true })
    await vi.waitFor(() => expect(there.getState()).toMatchObject({ status: 'ended', end: { reason: 'signed-out', here: false } }))
    expect(shared.signOut).toHaveBeenCalledTimes(1)
  })

  it('R-46 does not end thirty days at once in a page that nobody sees, and sets no timer that the browser would fire at once', async () => {
    const hidden = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
    const timers = vi.spyOn(globalThis, 'setTimeout')
    undos.push(
      () => hidden.mockRestore(),
      () => timers.mockRestore(),
    )
    const live = { status: 'live', userId: 'u', user: { sub: 'u' }, endsIn: {}, sessionKey: 'k' } as const
    const session = createBrowserSession({
      name: crypto.randomUUID(),
      backend: { ...backend(), restore: async () => live },
      policy: { maxLifetime: '30d' },
    })
    undos.push(session.start())
    await session.settled()
    await new Promise((resolve) => requestIdleCallback(resolve, { timeout: 100 }))
    expect(session.getState()).toMatchObject({ status: 'signed-in', warning: null, checking: null })
    const delays = timers.mock.calls.map(([, delayMs = 0]) => delayMs)
    // The longest that a browser keeps: 24.8 days.
    expect(Math.max(...delays)).toBe(2_147_483_647)
    expect(delays.length).toBeLessThan(20)
  })

  it('R-67 refreshes once when two tabs want to', async () => {
    const name = crypto.randomUUID()
    const shared = backend()
    const tabs = [start(name, shared), start(name, shared)]
    await Promise.all(tabs.map((tab) => tab.settled()))
    shared.refresh.mockImplementation(
      () =>
        new Promise((resolve) =>
          setTimeout(
            () => resolve({ status: 'live', userId: 'u', user: { sub: 'u' }, endsIn: { 'token-expired': '1h' }, sessionKey: 'k' }),
            30,
          ),
        ),
    )
    expect(await Promise.all(tabs.map((tab) => tab.reportUnauthorized()))).toEqual([{ ok: true }, { ok: true }])
    expect(shared.refresh).toHaveBeenCalledTimes(1)
  })
})
