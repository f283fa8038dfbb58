import { describe, expect, test } from 'vitest'
import { openBreakableWorld } from '../../test-support/breakable-world.ts'
import { FAILURES } from '../../test-support/failures.ts'
import type { Duration } from '../../engine/duration.ts'
import { openWorld } from '../world.ts'

const ada = { sub: 'u1' }
const second = 1000
const minute = 60 * second
const hour = 60 * minute

describe('a session that nobody uses', () => {
  test.each<Duration>(['20s', '5m', '14m', '1h'])(
    'P-14 R-56 ends on time, whatever is refreshed and polled, and asks for nothing afterwards (tokens of %s)',
    async (life) => {
      const { world, signedInAt, until, asked } = openBreakableWorld({ life, policy: { inactivity: '15m' } })
      const tabs = [world.tab(), world.tab()]
      for (let at = 30 * second; at < 15 * minute; at += 30 * second) {
        await until(at)
        for (const { session } of tabs) void session.reportUnauthorized()
        void tabs[0]?.session.refreshNow()
      }
      await until(15 * minute - 1)
      for (const { session } of tabs) {
        expect(session.getState()).toMatchObject({
          status: 'signed-in',
          warning: { cause: 'inactive', openedAt: signedInAt + 13 * minute },
        })
      }
      expect(asked('refresh').length).toBeGreaterThanOrEqual(29)
      await until(15 * minute)
      for (const { session } of tabs) {
        expect(session.getState()).toMatchObject({ status: 'ended', end: { reason: 'inactive', endedAt: signedInAt + 15 * minute } })
      }
      for (const { session } of tabs) void session.reportUnauthorized()
      await until(3 * hour)
      expect(asked('restore', 'peek', 'refresh').filter((at) => at >= 15 * minute)).toEqual([])
      expect(asked('sign-out')).toEqual([15 * minute])
    },
  )

  test.each(FAILURES)('P-14 R-56 P-13 ends on time, covered or not, when the backend %s', async (_, fail) => {
    for (const life of ['1h', '16m', '5m'] as const) {
      const { world, signedInAt, until, answerWith, asked } = openBreakableWorld({ life, policy: { inactivity: '15m', refreshLead: '2m' } })
      const { session } = world.tab()
      await until(minute)
      answerWith(fail)
      await until(15 * minute - 1)
      expect(session.getState().status).toBe('signed-in')
      await until(15 * minute)
      expect(session.getState()).toMatchObject({ status: 'ended', end: { reason: 'inactive', endedAt: signedInAt + 15 * minute } })
      await until(3 * hour)
      expect(asked('restore', 'peek', 'refresh').filter((at) => at >= 15 * minute)).toEqual([])
    }
  })

  test('P-15 is looked at again and again and ends no later for it', async () => {
    const { world, sent } = openWorld({ user: ada, serverLimits: { inactivity: '15m', accessTokenLifetime: '1h' } })
    const tab = world.tab()
    const signedInAt = world.now
    for (let sleeps = 0; sleeps < 12; sleeps++) {
      await world.sleep('59s')
      await tab.hide()
      await tab.show()
      await world.advance('1s')
      expect(tab.session.getState()).toMatchObject({ status: 'signed-in', checking: null })
      expect(tab.session.deadlines()[0]).toMatchObject({ reason: 'inactive', endsAt: signedInAt + 15 * minute })
    }
    expect(sent.filter((kind) => kind === 'peek').length).toBeGreaterThanOrEqual(12)
    expect(sent.filter((kind) => kind === 'refresh')).toEqual([])
    await world.advance('3m')
    expect(tab.session.getState()).toMatchObject({ status: 'ended', end: { reason: 'inactive', endedAt: signedInAt + 15 * minute } })
  })
})
