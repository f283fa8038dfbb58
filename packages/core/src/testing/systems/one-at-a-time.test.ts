import { describe, expect, test } from 'vitest'
import { openWorld } from '../world.ts'

const ada = { sub: 'u1' }

describe('while an attempt is under way', () => {
  test('P-5 nobody asks for the token that a look has shown: what has to be sent with it may not be here yet', async () => {
    const { world } = openWorld({
      user: ada,
      platform: { locks: 'none' },
      serverLimits: { accessTokenLifetime: '5m', inactivity: '15m' },
    })
    const [asking, other] = [world.tab(), world.tab()]
    await world.advance('2m')
    world.server.fail('slow', 1, { delay: '12s', on: 'answer' })
    void asking.session.refreshNow()
    await world.advance('1s')
    await other.freeze()
    await other.thaw()
    await other.input()
    await world.advance('30s')
    expect(world.server.reuses).toBe(0)
    for (const { session } of [asking, other]) expect(session.getState()).toMatchObject({ status: 'signed-in', checking: null })
  })

  test('P-5 that was begun for the session before, the same tab makes no second one', async () => {
    const { world, sent } = openWorld({ user: ada, serverLimits: { accessTokenLifetime: '1m' } })
    const [holder, other] = [world.tab(), world.tab()]
    await world.advance('30s')
    await world.server.signIn()
    world.server.fail('slow', 1, { delay: '12s' })
    await world.advance('19s')
    expect(sent).toEqual(['restore', 'restore', 'refresh'])
    await holder.freeze()
    await world.advance('60s')
    expect(world.server.reuses).toBe(0)
    expect(other.session.getState()).toMatchObject({ status: 'signed-in', checking: null })
  })

  test('P-5 the end of one from the session before closes no warning of this one', async () => {
    const { world } = openWorld({ user: ada, serverLimits: { accessTokenLifetime: '1m', serverIdle: '30m' } })
    const [first, other] = [world.tab(), world.tab()]
    await world.advance('3s')
    world.server.fail('timeout', 2)
    world.server.fail('network')
    void first.session.extend()
    await world.advance('600ms')
    await world.server.signIn()
    await world.advance('58s')
    const warned: boolean[] = []
    other.session.subscribe(() => warned.push(other.session.getState().warning !== null))
    await world.advance('1999ms')
    expect(warned).toContain(true)
    expect(warned.lastIndexOf(false)).toBeLessThan(warned.indexOf(true))
  })
})
