import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { SessionExpiringDialog } from '../dialog/index.ts'
import { SessionGate, SessionProvider } from '../index.ts'
import { createWorld } from './index.ts'

afterEach(cleanup)

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
