import type { BackendAnswer } from '@stillhere/core'
import { act, waitFor } from '@testing-library/react'
import { StrictMode } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { expect, test, vi } from 'vitest'
import { SessionExpiringDialog } from './dialog/index.ts'
import { SessionGate, SessionProvider, useSessionCountdown, useSessionUser } from './index.ts'
import { createSessionDouble, ended, signedIn, warningOf } from './test-support/session-double.ts'

const POLICY = { inactivity: '15m' } as const

function Page({ session }: { readonly session: ReturnType<typeof createSessionDouble>['session'] }) {
  return (
    <StrictMode>
      <SessionProvider session={session}>
        <SessionGate restoring={<p>one moment</p>} signedOut={<p>out</p>}>
          <Private />
        </SessionGate>
        <SessionExpiringDialog />
      </SessionProvider>
    </StrictMode>
  )
}

function Private() {
  const leftMs = useSessionCountdown()
  return <p>{`${useSessionUser().name} ${leftMs ?? 'open end'}`}</p>
}

test.each([
  ['signed in', signedIn(), 'Ada open end'],
  ['with the dialog open', signedIn({ warning: warningOf('inactive') }), 'Ada 120000'],
  ['ended', ended(), 'out'],
] as const)('R-43 P-38 a session that is %s by the time of hydration causes no mismatch', async (_, state, text) => {
  const errors = vi.spyOn(console, 'error')
  const container = document.body.appendChild(document.createElement('div'))
  const double = createSessionDouble(state)
  container.innerHTML = renderToString(<Page session={double.session} />)
  expect(container.textContent).toBe('one moment')

  const mismatches: unknown[] = []
  const root = await act(async () =>
    hydrateRoot(container, <Page session={double.session} />, { onRecoverableError: (error) => mismatches.push(error) }),
  )
  expect(container.textContent).toContain(text)
  expect(container.querySelector('dialog')?.open).toBe(state.status === 'ended' || state.warning !== null)
  expect([mismatches, errors.mock.calls]).toEqual([[], []])
  expect(double.started).toEqual({ now: 1, attached: 1 })
  await act(async () => root.unmount())
  container.remove()
  errors.mockRestore()
})

test('P-38 what the server knew already is hydrated without a mismatch and without a flash', async () => {
  const errors = vi.spyOn(console, 'error')
  const unavailable = async () => ({ status: 'unavailable' as const })
  const backend = { restore: unavailable, refresh: unavailable, signOut: async () => {} }
  const page = (
    <StrictMode>
      <SessionProvider backend={backend} initial={LIVE} policy={POLICY} name="hydrated">
        <SessionGate restoring={<p>one moment</p>}>
          <Private />
        </SessionGate>
        <SessionExpiringDialog />
      </SessionProvider>
    </StrictMode>
  )
  const container = document.body.appendChild(document.createElement('div'))
  container.innerHTML = renderToString(page)
  const fromServer = container.querySelector('p')
  expect(fromServer?.textContent).toBe('Ada open end')

  const root = await act(async () => hydrateRoot(container, page, { onRecoverableError: (error) => expect.fail(String(error)) }))
  expect(container.querySelector('p')).toBe(fromServer)
  await waitFor(() => expect(fromServer?.textContent).toMatch(/^Ada \d+$/))
  expect(errors.mock.calls).toEqual([])
  await act(async () => root.unmount())
  container.remove()
  errors.mockRestore()
})

const LIVE: BackendAnswer = { status: 'live', userId: 'ada', user: { sub: 'ada', name: 'Ada' }, endsIn: { 'token-expired': '5m' } }
