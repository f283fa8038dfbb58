import { describe, expect, test } from 'vitest'
import { TOKEN_MARKER } from './test-server.ts'
import { createWorld, openWorld } from './world.ts'

const ada = { sub: 'u1', name: 'Ada' }

describe('a world', () => {
  test('warns after 13 quiet minutes and signs out after 15', async () => {
    const world = createWorld({ user: ada, policy: { inactivity: '15m' } })
    const tab = world.tab()
    await world.advance('13m')
    expect(tab.session.getState()).toMatchObject({ status: 'signed-in', warning: { cause: 'inactive', endsAt: world.now + 120_000 } })
    await world.advance('2m')
    expect(tab.session.getState()).toMatchObject({ status: 'ended', end: { reason: 'inactive' } })
  })

  test('a laptop that slept through the limit wakes up signed out', async () => {
    const world = createWorld({ user: ada, policy: { inactivity: '15m' } })
    const signedInAt = world.now
    const tab = world.tab()
    await world.sleep('8h')
    await tab.input()
    expect(tab.session.getState().end).toMatchObject({ reason: 'inactive', endedAt: signedInAt + 900_000 })
  })

  test('two tabs make one refresh, although the network failed twice', async () => {
    const { world, sent } = openWorld({ user: ada })
    world.tab()
    world.tab()
    world.server.fail('network', 2)
    await world.advance('1h')
    expect(world.server.refreshes).toBe(1)
    expect(sent.filter((kind) => kind === 'refresh')).toHaveLength(3)
  })

  test('a tab restores by itself, and a signed-out one finds the session that was signed in meanwhile', async () => {
    const world = createWorld({ user: ada, signedIn: false })
    const tab = world.tab()
    expect(tab.session.getState().status).toBe('restoring')
    await world.advance('0ms')
    expect(tab.session.getState().status).toBe('signed-out')
    await world.server.signIn()
    await expect(tab.session.restore()).resolves.toEqual({ ok: true, status: 'signed-in' })
    expect(tab.session.getState()).toMatchObject({ status: 'signed-in', user: ada })
  })

  test('an answer lost after the token was rotated costs the session at this strict server, and is counted', async () => {
    const world = createWorld({ user: ada })
    const tab = world.tab()
    world.server.fail('lost-answer', 1)
    await world.advance('1h')
    expect(world.server.reuses).toBe(1)
    expect(tab.session.getState()).toMatchObject({ status: 'ended', end: { reason: 'refresh-rejected' } })
  })

  test('an end at the server reaches open tabs at once and frozen ones when they are thawed', async () => {
    const world = createWorld({ user: ada })
    const [open, frozen] = [world.tab(), world.tab()]
    await world.advance('1m')
    await frozen.freeze()
    await world.server.end()
    expect(open.session.getState()).toMatchObject({ status: 'ended', end: { reason: 'revoked' } })
    expect(frozen.session.getState().status).toBe('signed-in')
    await frozen.thaw()
    expect(frozen.session.getState()).toMatchObject({ status: 'ended', end: { reason: 'revoked' } })
  })

  test('time only moves forward; the wall clock can be set', async () => {
    const world = createWorld({ user: ada, startAt: 1000 })
    // @ts-expect-error A duration is never negative.
    const backwards: '1m' = '-1m'
    await expect(world.advance(backwards)).rejects.toMatchObject({ code: 'world-time-backwards' })
    await expect(world.sleep(backwards)).rejects.toMatchObject({ code: 'world-time-backwards' })
    world.setClock({ offset: '2h' })
    world.setClock({ offset: '-1h' })
    expect(world.now).toBe(3_601_000)
  })

  test('a closed tab takes no input, a reloaded one goes on under its name', async () => {
    const world = createWorld({ user: ada })
    const tab = world.tab()
    await world.advance('1m')
    const reloaded = await tab.reload()
    expect(reloaded.session.getState()).toMatchObject({ status: 'signed-in', user: ada })
    await expect(tab.input()).rejects.toThrow('closed')
    tab.crash()
    expect(world.trace.filter((line) => line.includes('tab 1'))).toContain('0:01:00 tab 1 closed')
    await world.dispose()
    await expect(reloaded.input()).rejects.toThrow('closed')
  })

  test('its trace tells what happened, line by line, and the same seed tells the same', async () => {
    const play = async (seed: number) => {
      const world = createWorld({ user: ada, seed })
      world.tab()
      world.server.fail('network', 3)
      await world.advance('1h')
      return world.trace
    }
    const trace = await play(1)
    expect(trace).toContain('0:58:00 tab 1 refresh → network error')
    expect(await play(1)).toEqual(trace)
    expect(await play(2)).not.toEqual(trace)
  })

  test('no token is in a message, in the store, in the trace or in the state', async () => {
    const { world, machine } = openWorld({ user: ada, policy: { inactivity: '15m' } })
    const [one, two] = [world.tab(), world.tab()]
    world.server.fail('network', 3)
    for (let minutes = 0; minutes < 70; minutes++) {
      await world.advance('1m')
      await one.input()
    }
    await one.session.signOut()
    await world.advance('1m')
    const places = [
      machine.channel.posted,
      machine.storage.stored(),
      world.trace,
      one.session.getState(),
      two.session.getState(),
      two.session.deadlines(),
    ]
    expect(machine.channel.posted.length).toBeGreaterThan(0)
    expect(JSON.stringify([...places, `${TOKEN_MARKER} planted`]).split(TOKEN_MARKER)).toHaveLength(2)
  })
})
