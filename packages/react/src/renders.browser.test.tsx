import { createWorld } from '@stillhere/core/testing'
import { act, render, screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { SessionProvider } from './session-provider.tsx'
import { useSession } from './use-session.ts'

const READERS = 100
const INPUTS_PER_MINUTE = 167
const ada = { sub: 'ada', name: 'Ada' }

it('P-29 P-33 a hundred readers of `status` render not once more in an hour of refreshes every minute and ten thousand inputs', async () => {
  const world = createWorld({ user: ada, policy: { inactivity: '15m' }, serverLimits: { accessTokenLifetime: '75s' } })
  const tab = world.tab()
  let renders = 0
  function Reader() {
    renders += 1
    return <li>{useSession((s) => s.status)}</li>
  }
  render(
    <SessionProvider session={tab.session}>
      <ul>
        {Array.from({ length: READERS }, (_, index) => (
          <Reader key={index} />
        ))}
      </ul>
    </SessionProvider>,
  )
  await act(() => world.advance('1s'))
  expect(screen.getAllByText('signed-in')).toHaveLength(READERS)
  const settled = renders

  await act(async () => {
    for (let minute = 0; minute < 60; minute += 1) {
      for (let input = 0; input < INPUTS_PER_MINUTE; input += 1) await tab.input()
      await world.advance('1m')
    }
  })

  expect(world.server.refreshes).toBeGreaterThanOrEqual(59)
  expect(tab.session.getState().status).toBe('signed-in')
  expect(renders - settled).toBe(0)
  await act(() => world.dispose())
})
