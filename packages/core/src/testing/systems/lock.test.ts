import { describe, expect, test } from 'vitest'
import type { Ports } from '../../ports/ports.ts'
import { openOwnPage } from '../../test-support/open-page.ts'
import { gaps } from '../../test-support/breakable-world.ts'
import { openWorld } from '../world.ts'

const ada = { sub: 'u1' }
const second = 1000
const minute = 60 * second
const hour = 60 * minute

function withTabs(count: number) {
  const opened = openWorld({ user: ada })
  const tabs = Array.from({ length: count }, () => opened.world.tab())
  return {
    ...opened,
    tabs,
    signedInAt: opened.world.now,
    refreshesSent: () => opened.sent.filter((kind) => kind === 'refresh').length,
    /** The tab whose refresh is under way. */
    holder: () => tabs.findIndex((tab) => opened.page(tab).owner === opened.machine.lock.holder()),
  }
}

describe('a tab that waited for the lock', () => {
  test('P-5 R-67 takes what another tab has refreshed meanwhile, and sends nothing', async () => {
    const { world, tabs, signedInAt, refreshesSent } = withTabs(5)
    world.server.fail('slow', 1, { delay: '5s' })
    await world.advance('30m')
    const results = tabs.map(({ session }) => session.refreshNow())
    await world.advance('4s')
    for (const { session } of tabs) expect(session.getState().refresh.status).toBe('running')
    await world.advance('2s')
    expect(await Promise.all(results)).toEqual(tabs.map(() => ({ ok: true })))
    expect(refreshesSent()).toBe(1)
    for (const { session } of tabs) expect(session.deadlines()[0]?.endsAt).toBe(signedInAt + 30 * minute + hour)
  })

  test('P-5 R-67 and stood still until the new token was over too spends the newest one, once', async () => {
    const { world, tabs, network, signedInAt, refreshesSent, holder } = withTabs(2)
    world.server.fail('slow', 1, { delay: '5s' })
    await world.advance(`${58 * minute + 1000}ms`)
    const [first, waiting] = holder() === 0 ? tabs : tabs.toReversed()
    await waiting?.suspend()
    await world.advance('10s')
    await first?.close()
    await world.advance('3h')
    await waiting?.resume()
    await world.advance('1s')
    expect(waiting?.session.getState()).toMatchObject({ status: 'signed-in', checking: null })
    expect(refreshesSent()).toBe(2)
    expect(world.server).toMatchObject({ refreshes: 2, reuses: 0 })
    const [before, after] = network.requests.filter(({ kind }) => kind === 'refresh')
    expect(after?.cookie).not.toBe(before?.cookie)
    expect(waiting?.session.deadlines()[0]?.endsAt).toBeGreaterThan(signedInAt + 4 * hour)
  })
})

describe('a tab that holds the lock', () => {
  test.each(['close', 'crash'] as const)(
    'P-6 and is gone by %s in mid-request: another one has refreshed within the lease',
    async (how) => {
      const { world, tabs, holder } = withTabs(3)
      world.server.fail('timeout', 1)
      await world.advance(`${58 * minute + 5 * second}ms`)
      const gone = holder()
      await tabs[gone]?.[how]()
      await world.advance('35s')
      for (const { session } of tabs.filter((_, index) => index !== gone)) {
        expect(session.getState()).toMatchObject({ status: 'signed-in', checking: null, refresh: { status: 'idle' } })
        expect(session.deadlines()[0]?.endsAt).toBeGreaterThan(world.now + 59 * minute)
      }
      expect(world.server).toMatchObject({ refreshes: 1, reuses: 0 })
    },
  )

  test.each(['freeze', 'suspend'] as const)(
    'P-6 and stands still (%s): another one goes on after 35 s, and its own late result changes nothing',
    async (how) => {
      const { world, tabs, network, signedInAt, holder, refreshesSent } = withTabs(2)
      world.server.fail('slow', 1, { delay: '20s', on: 'answer' })
      await world.advance(`${58 * minute + second}ms`)
      const held = holder()
      const [holding, waiting] = held === 0 ? tabs : tabs.toReversed()
      await holding?.[how]()
      await world.advance(`${34 * second - 1}ms`)
      expect(refreshesSent()).toBe(1)
      await world.advance('1ms')
      expect(refreshesSent()).toBe(2)
      await world.advance('1m')
      const endsAt = waiting?.session.deadlines()[0]?.endsAt
      expect(endsAt).toBe(signedInAt + 58 * minute + 35 * second + hour)
      await holding?.[how === 'freeze' ? 'thaw' : 'resume']()
      await world.advance('1m')
      for (const { session } of tabs) {
        expect(session.getState()).toMatchObject({ status: 'signed-in', checking: null, warning: null })
        expect(session.deadlines()[0]?.endsAt).toBe(endsAt)
      }
      expect(world.server.reuses).toBe(0)
      const [first, second_] = network.requests.filter(({ kind }) => kind === 'refresh')
      expect(second_?.cookie).not.toBe(first?.cookie)
    },
  )

  test('P-6 and never gets an answer: nobody who waits hears of the lock, and every wish is granted', async () => {
    const { world, tabs, holder } = withTabs(4)
    const problems: string[] = []
    for (const { session } of tabs) session.on('problem', ({ code }) => void problems.push(code))
    world.server.fail('timeout', 1)
    await world.advance('58m')
    const held = holder()
    await tabs[held]?.suspend()
    const wishes = tabs.filter((_, index) => index !== held).map(({ session }) => session.refreshNow())
    await world.advance('40s')
    expect(await Promise.all(wishes)).toEqual([{ ok: true }, { ok: true }, { ok: true }])
    expect(problems).toEqual([])
  })

  test('P-6 R-67 is asked for again by each tab a tenth of a second later at the earliest, whatever fails', async () => {
    const opened = openWorld({ user: ada, serverLimits: { accessTokenLifetime: '30s' } })
    const asked: number[][] = []
    const pages = Array.from({ length: 3 }, () => {
      const own: number[] = []
      asked.push(own)
      return openOwnPage(opened, {}, ({ lock }) => ({
        lock: {
          kind: lock.kind,
          run(waitMs, work) {
            own.push(opened.world.now)
            return lock.run(waitMs, work)
          },
        },
      }))
    })
    opened.world.server.fail('timeout', 2)
    opened.world.server.fail('network', undefined)
    await opened.world.advance('10m')
    for (const { session } of pages) void session.extend()
    await opened.world.advance('10m')
    expect(pages).toHaveLength(3)
    for (const own of asked) {
      expect(own.length).toBeGreaterThan(10)
      expect(Math.min(...gaps(own))).toBeGreaterThanOrEqual(100)
    }
  })
})

describe('the lock', () => {
  function timed(opened: ReturnType<typeof openWorld>) {
    const holds: number[] = []
    const { clock } = opened.machine
    const replace = ({ lock }: Ports): Partial<Ports> => ({
      lock: {
        kind: lock.kind,
        run: (waitMs, work) =>
          lock.run(waitMs, async (outcome) => {
            const since = clock.awakeMs()
            try {
              return await work(outcome)
            } finally {
              holds.push(clock.awakeMs() - since)
            }
          }),
      },
    })
    return { holds, replace }
  }

  test('R-68 is held while a refresh is under way and at no other time, by the tab that refreshes', async () => {
    const opened = openWorld({ user: ada, policy: { inactivity: '8h' }, latency: '3s' })
    const { world, machine, network } = opened
    const { holds, replace } = timed(opened)
    for (let tab = 0; tab < 5; tab++) openOwnPage(opened, { inactivity: '8h' }, replace)
    let seen = 0
    for (let seconds = 0; seconds < 2 * 3600; seconds += 1) {
      await world.advance('1s')
      const running = network.requests.filter(({ kind, settled }) => kind === 'refresh' && settled === null)
      if (machine.lock.holder() !== null) seen += 1
      expect(machine.lock.holder()).toBe(running[0]?.owner ?? null)
    }
    expect(seen).toBeGreaterThan(0)
    expect(Math.max(...holds)).toBeLessThanOrEqual(3 * second)
  })

  test('R-68 is given back after thirty seconds at the latest when no answer comes', async () => {
    const opened = openWorld({ user: ada })
    const { holds, replace } = timed(opened)
    for (let tab = 0; tab < 3; tab++) openOwnPage(opened, {}, replace)
    opened.world.server.fail('timeout')
    await opened.world.advance('59m')
    expect(holds.length).toBeGreaterThan(0)
    expect(Math.max(...holds)).toBeLessThanOrEqual(30 * second)
  })

  test.each([
    ['a warning', '14m'],
    ['an end', '16m'],
  ] as const)('R-68 is not needed for %s', async (_, after) => {
    const opened = openWorld({ user: ada, policy: { inactivity: '15m' } })
    const { holds, replace } = timed(opened)
    const { session } = openOwnPage(opened, { inactivity: '15m' }, replace)
    await opened.world.advance(after)
    expect(session.getState().warning ?? session.getState().end).not.toBeNull()
    expect(holds).toEqual([])
  })
})

describe('without locks', () => {
  test('P-1 whoever waits while the clock is set back knows how late it is, and spends nothing twice', async () => {
    const { world } = openWorld({
      user: ada,
      platform: { locks: 'none', channel: 'none' },
      serverLimits: { accessTokenLifetime: '5m' },
    })
    const tabs = [world.tab(), world.tab(), world.tab()] as const
    await world.advance('3m')
    world.server.fail('slow', 2, { delay: '12s', on: 'request' })
    void tabs[0].session.refreshNow()
    void tabs[1].session.refreshNow()
    await world.advance('13s')
    world.setClock({ offset: '-2h' })
    await world.advance('15s')
    void tabs[2].session.refreshNow()
    await world.advance('1m')
    expect(world.server.reuses).toBe(0)
    for (const { session } of tabs) expect(session.getState()).toMatchObject({ status: 'signed-in', checking: null })
  })

  test('P-5 a tab that is held up between its look and its claim does not ask for what was renewed meanwhile', async () => {
    const opened = openWorld({ user: ada, platform: { locks: 'none' }, serverLimits: { accessTokenLifetime: '5m' } })
    const { world, machine } = opened
    const heldUp = ({ facts, timer }: Ports): Partial<Ports> => ({
      facts: {
        kind: facts.kind,
        read: facts.read,
        async update(change) {
          await new Promise<void>((resolve) => void timer.setReal(700, resolve))
          return facts.update(change)
        },
      },
    })
    openOwnPage(opened)
    openOwnPage(opened, {}, heldUp)
    await world.advance('5m')
    expect(machine.storage.stored()).toMatchObject({ facts: { renewal: { revision: 2 } } })
    expect(world.server.refreshes).toBe(1)
  })
})
