import { describe, expect, test } from 'vitest'
import type { RefreshResult } from '../../engine/results.ts'
import { openWorld } from '../world.ts'

const ada = { sub: 'u1' }
const second = 1000
const minute = 60 * second
const hour = 60 * minute

describe('leaving the backend alone', () => {
  test('P-2 Retry-After holds under cover, however often the page is shown', async () => {
    const { world, sent } = openWorld({ user: ada })
    const tab = world.tab()
    const refreshesSent = () => sent.filter((kind) => kind === 'refresh').length
    await world.advance('55m')
    world.server.fail(503, undefined, { retryAfter: '30m' })
    await world.advance('6m')
    expect(tab.session.getState()).toMatchObject({ status: 'signed-in', checking: { cause: 'token-expired' } })
    const before = refreshesSent()
    expect(world.trace.findLast((line) => line.includes('refresh → 503'))).toBe('0:58:00 tab 1 refresh → 503')
    for (let looks = 0; looks < 10; looks++) {
      await tab.hide()
      await world.advance('1m')
      await tab.show()
      await world.advance('1m')
    }
    expect(refreshesSent()).toBe(before)
    world.server.recover()
    await world.advance('9m')
    expect(refreshesSent()).toBe(before + 1)
    expect(tab.session.getState()).toMatchObject({ status: 'signed-in', checking: null })
  })

  test('one refused refresh opens the warning in both tabs where the policy wants to warn', async () => {
    const { world, sent } = openWorld({ user: ada, policy: { onRejected: 'warn', onTokenExpiry: 'end' } })
    const tabs = [world.tab(), world.tab()]
    const signedInAt = world.now
    await world.advance('57m')
    world.server.rejectRefresh()
    await world.advance('1m')
    for (const { session } of tabs) {
      expect(session.getState()).toMatchObject({
        status: 'signed-in',
        refresh: { status: 'failed' },
        warning: { openedAt: signedInAt + 58 * minute, endsAt: signedInAt + hour, extendable: false },
      })
    }
    await world.advance('2m')
    for (const { session } of tabs) expect(session.getState().status).toBe('ended')
    expect(sent.filter((kind) => kind === 'refresh')).toHaveLength(1)
  })
})

describe('the claim of a tab to be the one that refreshes', () => {
  test('R-86 is none when it reaches further than a lease', async () => {
    const { world, machine, sent } = openWorld({ user: ada })
    const { session } = world.tab()
    await world.advance('1m')
    const claim = { revision: 1, untilAt: world.now + 24 * hour, by: 'nobody', lock: 'without' }
    machine.storage.plant({ ...Object(machine.storage.stored()), claim })
    const results: RefreshResult[] = []
    void session.refreshNow().then((result) => results.push(result))
    await world.advance('1s')
    expect(results).toEqual([{ ok: true }])
    expect(sent).toEqual(['restore', 'refresh'])
  })
})
