import { describe, expect, test } from 'vitest'
import type { Limits } from '../engine/policy-types.ts'
import { createFaults } from './faults.ts'
import { seededRandom } from './seeded-random.ts'
import { createTestBackend, type VirtualNetwork } from './test-backend.ts'
import { createVirtualServer, TOKEN_MARKER } from './test-server.ts'
import { createVirtualMachine } from './virtual-machine.ts'
import { createVirtualPage } from './virtual-tab.ts'

const ada = { sub: 'u1' }
const minute = 60_000

function setUp(limits: Limits = {}) {
  const machine = createVirtualMachine(0)
  const server = createVirtualServer<{ sub: string }>(() => machine.clock.trueAt(), limits)
  const network: VirtualNetwork<{ sub: string }> = {
    clock: machine.clock,
    server,
    faults: createFaults(),
    cancellations: machine.cancellations,
    jar: { cookie: server.signIn(ada, 'u1') },
    credentials: 'shared',
    enforces: [],
    latencyMs: 0,
    random: seededRandom(1),
    requests: [],
    sent: [],
    signInAnswer: { current: 'leaving' },
    userIdOf: ({ sub }) => sub,
  }
  const lines: string[] = []
  const tab = () => {
    const page = createVirtualPage(machine, seededRandom(1), () => undefined)
    const backend = createTestBackend(network, { owner: page.owner, trace: (text) => lines.push(text), onNews: () => () => undefined })
    const cancellation = machine.cancellations.create()
    const refresh = (presence = false) => backend.refresh({ signal: cancellation.signal, presence, minValidityMs: 0 })
    const peek = async () => backend.peek?.({ signal: cancellation.signal })
    return { page, backend, cancellation, refresh, peek }
  }
  return { ...machine, server, network, lines, tab }
}

describe('the test server', () => {
  test('says how long everything lasts from now, and never a token', async () => {
    const { clock, tab, network } = setUp({ maxLifetime: '8h', refreshTokenLifetime: '30d', refreshWindow: '2h' })
    await clock.advance(10 * minute)
    const answer = await tab().peek()
    expect(answer).toEqual({
      status: 'live',
      userId: 'u1',
      user: ada,
      endsIn: { 'token-expired': '3000000ms', 'refresh-expired': '6600000ms', 'max-lifetime': '28200000ms' },
      authAge: '600000ms',
      sessionAge: '600000ms',
      sessionKey: 'session-1',
    })
    expect(network.jar.cookie).toContain(TOKEN_MARKER)
    expect(JSON.stringify(answer)).not.toContain(TOKEN_MARKER)
  })

  test('a refresh moves the token expiry, a peek moves nothing', async () => {
    const { clock, tab, server } = setUp({ serverIdle: '30m' })
    const one = tab()
    await clock.advance(20 * minute)
    await one.peek()
    await clock.advance(9 * minute)
    await expect(one.refresh()).resolves.toMatchObject({
      status: 'live',
      endsIn: { 'token-expired': '3600000ms', 'server-idle': '1800000ms' },
    })
    await clock.advance(30 * minute)
    await expect(one.peek()).resolves.toEqual({ status: 'rejected', reason: 'server-idle' })
    expect(server.refreshes).toBe(1)
  })

  test('a refresh token that is sent again ends the session, as reuse detection does', async () => {
    const { tab, server } = setUp()
    const [one, two] = [tab(), tab()]
    const [first, second] = await Promise.all([one.refresh(), two.refresh()])
    expect([first.status, second.status]).toEqual(['live', 'rejected'])
    expect(server.reuses).toBe(1)
    await expect(one.peek()).resolves.toEqual({ status: 'rejected' })
  })

  test('it enforces its limits to the millisecond by its own clock', async () => {
    const { clock, tab } = setUp({ maxLifetime: '8h', inactivity: '15m' })
    const one = tab()
    await clock.advance(14 * minute)
    await one.refresh(true)
    clock.shiftWall(-minute)
    await clock.advance(15 * minute - 1)
    await expect(one.refresh()).resolves.toMatchObject({ status: 'live', endsIn: { inactive: '1ms' } })
    await clock.advance(1)
    await expect(one.refresh()).resolves.toEqual({ status: 'rejected', reason: 'inactive' })
  })

  test('after the end of the refresh tokens the access token still lives to its end', async () => {
    const { clock, tab } = setUp({ refreshWindow: '30m' })
    const one = tab()
    await clock.advance(30 * minute)
    await expect(one.refresh()).resolves.toEqual({ status: 'rejected', reason: 'refresh-expired' })
    await expect(one.peek()).resolves.toMatchObject({ status: 'live' })
    await clock.advance(30 * minute)
    await expect(one.peek()).resolves.toEqual({ status: 'rejected', reason: 'refresh-expired' })
  })

  test('a tab that means another session than the cookie is told that it was replaced', async () => {
    const { tab, server, network } = setUp()
    const one = tab()
    await one.peek()
    network.jar.cookie = server.signIn({ sub: 'u2' }, 'u2')
    await expect(one.peek()).resolves.toEqual({ status: 'rejected', reason: 'replaced' })
    await expect(one.backend.restore({ signal: one.cancellation.signal })).resolves.toMatchObject({ userId: 'u2' })
  })
})

describe('faults', () => {
  test('a request lost on the way costs nothing, a lost answer costs the token', async () => {
    const { tab, network, server } = setUp()
    const one = tab()
    network.faults.add('network', 2)
    await expect(one.refresh()).rejects.toThrow(TypeError)
    await expect(one.refresh()).rejects.toThrow(TypeError)
    await expect(one.refresh()).resolves.toMatchObject({ status: 'live' })
    network.faults.add('lost-answer', 1)
    await expect(one.refresh()).rejects.toThrow(TypeError)
    await expect(one.refresh()).resolves.toEqual({ status: 'rejected' })
    expect(server.reuses).toBe(1)
  })

  test('a status is answered unprocessed, with Retry-After where one was given', async () => {
    const { tab, network, server } = setUp()
    network.faults.add(503, 1, { retryAfter: '7s' })
    await expect(tab().refresh()).resolves.toEqual({ status: 'unavailable', retryAfter: '7s' })
    await expect(tab().refresh()).resolves.toMatchObject({ status: 'live' })
    expect(server.refreshes).toBe(1)
  })

  test('a slow request answers after its delay, and its session lasts from the answer', async () => {
    const { clock, tab, network, lines } = setUp()
    network.faults.add('slow', 1, { delay: '40s' })
    const answer = tab().refresh()
    await clock.advance(39_999)
    expect(lines).toEqual(['refresh sent (slow)'])
    await clock.advance(1)
    await expect(answer).resolves.toMatchObject({ status: 'live' })
  })

  test('a timeout is never answered until it is called off', async () => {
    const { clock, tab, network } = setUp()
    network.faults.add('timeout')
    const one = tab()
    const told = expect(one.refresh()).rejects.toThrow('cancelled')
    await clock.advance(30_000)
    one.cancellation.cancel()
    one.cancellation.cancel()
    await told
    expect(one.cancellation.signal.aborted).toBe(true)
  })

  test('a tab that is closed takes a request along that was on its way, but not one that was processed', async () => {
    const { clock, tab, network, server } = setUp()
    network.faults.add('slow', 1)
    network.faults.add('slow', 1, { on: 'answer' })
    const [early, late] = [tab(), tab()]
    void early.refresh()
    early.page.die('closed')
    await clock.advance(60_000)
    expect(server.refreshes).toBe(0)
    void late.refresh()
    await clock.advance(1000)
    late.page.die('closed')
    await clock.advance(60_000)
    expect(server.refreshes).toBe(1)
    await expect(tab().refresh()).resolves.toEqual({ status: 'rejected' })
  })

  test('only refreshes meet faults unless everything is to', async () => {
    const { tab, network } = setUp()
    const one = tab()
    network.faults.add('network')
    await expect(one.peek()).resolves.toMatchObject({ status: 'live' })
    network.faults.clear()
    network.faults.add('network', 1, { hits: 'everything' })
    await expect(one.peek()).rejects.toThrow(TypeError)
    await expect(one.peek()).resolves.toMatchObject({ status: 'live' })
  })
})
