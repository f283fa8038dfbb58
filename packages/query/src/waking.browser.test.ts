import type { Backend } from '@stillhere/core'
import { createBrowserSession } from '@stillhere/core/browser'
import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, expect, it, vi } from 'vitest'
import { attachSession } from './attach-session.ts'

afterEach(() => void vi.useRealTimers())

it('a refetch on window focus right after waking waits for the check', async () => {
  const live = { status: 'live', userId: 'u', user: { sub: 'u' }, endsIn: { 'token-expired': '10m' }, sessionKey: 'k' } as const
  const looking = Promise.withResolvers<typeof live>()
  const asked = vi.fn()
  const backend: Backend = {
    restore: async () => live,
    peek: () => looking.promise,
    refresh: () => looking.promise,
    signOut: async () => {},
  }
  const session = createBrowserSession({ name: crypto.randomUUID(), backend })
  const client = new QueryClient()
  // The client listens to the page before the session does, as a provider's effect may.
  client.mount()
  const undos = [attachSession(client, session), () => client.unmount(), session.start()]
  await session.settled()
  const observer = new QueryObserver(client, { queryKey: ['a'], queryFn: async () => asked() ?? 'a' })
  undos.push(observer.subscribe(() => {}))
  await vi.waitFor(() => expect(observer.getCurrentResult().data).toBe('a'))

  vi.useFakeTimers({ toFake: ['Date'] })
  vi.setSystemTime(Date.now() + 60 * 60_000)
  document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
  await vi.waitFor(() => expect(observer.getCurrentResult().fetchStatus).toBe('paused'))
  expect([session.getState().checking !== null, asked.mock.calls.length]).toEqual([true, 1])

  looking.resolve(live)
  await vi.waitFor(() => expect(asked).toHaveBeenCalledTimes(2))
  for (const undo of undos) undo()
})
