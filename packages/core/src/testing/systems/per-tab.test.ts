import { describe, expect, test } from 'vitest'
import type { EndReason } from '../../engine/words.ts'
import { holdRequests, live, scriptedBackend } from '../../test-support/scripted-backend.ts'
import { openWorld } from '../world.ts'

const ada = { sub: 'u1' }

describe('giving back what a session leaves behind', () => {
  test.each(['shared', 'per-tab'] as const)(
    'R-76 tokens that arrive after the end are given back (%s credentials)',
    async (credentials) => {
      const refreshes = holdRequests()
      const told: EndReason[] = []
      const backend = scriptedBackend({
        credentials,
        refresh: refreshes.ask,
        signOut: async ({ reason }) => {
          told.push(reason)
        },
      })
      const { world } = openWorld({ user: ada, backend })
      const { session } = world.tab()
      await world.advance('58m')
      expect(refreshes.count).toBe(1)
      await session.signOut()
      expect(told).toEqual(['signed-out'])
      refreshes.answer(0, live())
      await world.advance('1m')
      expect(session.getState()).toMatchObject({ status: 'ended', end: { reason: 'signed-out' } })
      expect(told).toEqual(['signed-out', 'signed-out'])
    },
  )

  test('R-76 a refusal that arrives after the end leaves nothing to give back', async () => {
    const refreshes = holdRequests()
    const told: EndReason[] = []
    const signOut = async ({ reason }: { readonly reason: EndReason }) => {
      told.push(reason)
    }
    const { world } = openWorld({ user: ada, backend: scriptedBackend({ refresh: refreshes.ask, signOut }) })
    const { session } = world.tab()
    await world.advance('58m')
    await session.signOut()
    refreshes.answer(0, { status: 'rejected' })
    await world.advance('1m')
    expect(told).toEqual(['signed-out'])
  })

  test.each(['signed-out', 'inactive'] as const)(
    'with per-tab credentials every tab gives back its own grant, with shared ones a single tab does (%s)',
    async (reason) => {
      const told = { shared: 0, 'per-tab': 0 }
      for (const credentials of ['shared', 'per-tab'] as const) {
        const signOut = async () => {
          told[credentials] += 1
        }
        const { world } = openWorld({ user: ada, backend: scriptedBackend({ credentials, signOut }), policy: { inactivity: '15m' } })
        const tabs = [world.tab(), world.tab(), world.tab()]
        await world.advance('1m')
        if (reason === 'signed-out') await tabs[0]?.session.signOut()
        await world.advance('15m')
        for (const { session } of tabs) expect(session.getState()).toMatchObject({ status: 'ended', end: { reason } })
      }
      expect(told).toEqual({ shared: 1, 'per-tab': 3 })
    },
  )
})
