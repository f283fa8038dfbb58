import type { BackendAnswer } from '@stillhere/core'
import { act, fireEvent, screen } from '@testing-library/react'
import { StrictMode } from 'react'
import { createRoot, hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { expect, it, vi } from 'vitest'
import { SessionGate, SessionProvider } from '../index.ts'
import { Note, secretOf, type TabStorage, tabStorage, TEXT } from '../test-support/draft-page.tsx'

const LIVE: BackendAnswer = { status: 'live', userId: 'ada', user: { sub: 'ada' }, endsIn: {} }
const live = async () => LIVE

function page(storage: TabStorage) {
  return (
    <StrictMode>
      <SessionProvider
        backend={{ restore: live, refresh: live, signOut: async () => {} }}
        initial={LIVE}
        name="hydrated drafts"
        drafts={{ storage, sealingKey: secretOf('ada') }}
      >
        <SessionGate>
          <Note />
        </SessionGate>
      </SessionProvider>
    </StrictMode>
  )
}

async function left(): Promise<TabStorage> {
  const storage = tabStorage()
  const container = document.body.appendChild(document.createElement('div'))
  const root = createRoot(container)
  await act(async () => root.render(page(storage)))
  fireEvent.change(screen.getByLabelText('note'), { target: { value: TEXT } })
  await vi.waitUntil(() => storage.drafts().length === 1 || void dispatchEvent(new PageTransitionEvent('pagehide')))
  const copy = storage.copy()
  await act(async () => root.unmount())
  container.remove()
  return copy
}

it('P-38 a form that the server rendered is hydrated without a mismatch, and offered what was kept after it', async () => {
  const storage = await left()
  const errors = vi.spyOn(console, 'error')
  const container = document.body.appendChild(document.createElement('div'))
  container.innerHTML = renderToString(page(storage))
  const fromServer = container.querySelector('textarea')
  expect([fromServer === null, container.querySelector('output')]).toEqual([false, null])

  const root = await act(async () => hydrateRoot(container, page(storage), { onRecoverableError: (error) => expect.fail(String(error)) }))
  expect((await screen.findByLabelText('found')).textContent).toBe(TEXT)
  expect(container.querySelector('textarea')).toBe(fromServer)
  expect(errors.mock.calls).toEqual([])
  await act(async () => root.unmount())
  container.remove()
  errors.mockRestore()
})
