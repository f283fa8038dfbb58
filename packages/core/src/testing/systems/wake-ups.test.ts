import { describe, expect, test } from 'vitest'
import type { Ports } from '../../ports/ports.ts'
import { openOwnPage } from '../../test-support/open-page.ts'
import { openWorld } from '../world.ts'

const ada = { sub: 'u1' }
const policy = { inactivity: '3000d', serverIdle: '3000d', maxLifetime: '3000d' } as const
const serverLimits = { accessTokenLifetime: '3000d', maxLifetime: '3000d' } as const

/** Counts what a page keeps: listeners that were not taken off again, timers that are set. */
function counted() {
  const kept = { listeners: 0, timers: 0 }
  const counting =
    <Args extends readonly unknown[]>(subscribe: (...args: Args) => () => void) =>
    (...args: Args) => {
      kept.listeners += 1
      const undo = subscribe(...args)
      let undone = false
      return () => {
        if (!undone) kept.listeners -= 1
        undone = true
        undo()
      }
    }
  const timing = (set: Ports['timer']['set']) => (delayMs: number, wake: () => void) => {
    let over = false
    const settle = () => {
      if (!over) kept.timers -= 1
      over = true
    }
    kept.timers += 1
    const undo = set(delayMs, () => {
      settle()
      wake()
    })
    return () => {
      settle()
      undo()
    }
  }
  const replace = ({ timer, activity, lifecycle, channel }: Ports): Partial<Ports> => ({
    timer: { set: timing(timer.set), setReal: timing(timer.setReal) },
    activity: { subscribe: counting(activity.subscribe) },
    lifecycle: { ...lifecycle, subscribe: counting(lifecycle.subscribe) },
    channel: { ...channel, subscribe: counting(channel.subscribe) },
  })
  return { kept, replace }
}

function keysOf(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => [key, ...keysOf(inner).map((below) => `${key}.${below}`)])
}

describe('in an hour in which nothing happens', () => {
  test('P-25 R-47 a page that is seen wakes sixty times and once for each deadline', async () => {
    const { world, page } = openWorld({
      user: ada,
      policy: { inactivity: '100h', maxLifetime: '200h' },
      serverLimits: { accessTokenLifetime: '5m' },
    })
    const tab = world.tab()
    await world.advance('90m')
    for (let hour = 0; hour < 6; hour++) {
      const before = [page(tab).wakeUps, world.server.refreshes]
      await world.advance('1h')
      const refreshes = world.server.refreshes - (before[1] ?? 0)
      expect(refreshes).toBeGreaterThan(10)
      expect(page(tab).wakeUps - (before[0] ?? 0)).toBeLessThanOrEqual(60 + refreshes + 2)
    }
  })

  test('P-25 a hidden page with nothing due does not wake at all', async () => {
    const { world, page } = openWorld({ user: ada, policy, serverLimits })
    const tab = world.tab({ hidden: true })
    await world.advance('1h')
    const before = page(tab).wakeUps
    await world.advance('100d')
    expect(page(tab).wakeUps - before).toBeLessThanOrEqual(Math.ceil((100 * 86_400_000) / (2 ** 31 - 1)))
  })
})

describe('after ten thousand hours', () => {
  test.each(['seen', 'hidden'] as const)('R-59 P-37 a page that is %s keeps no more than after the first one', async (how) => {
    const opened = openWorld({ user: ada, policy, serverLimits })
    const { kept, replace } = counted()
    const { page, session } = openOwnPage(opened, policy, replace)
    const { world } = opened
    const look = () => ({ ...kept, stored: keysOf(world.storage.read()), posted: keysOf(world.messages.posted.at(-1)) })
    const live = async () => {
      await opened.machine.clock.perform(() => page.input())
      await world.advance('1m')
      await session.refreshNow()
      session.holdActivity('upload', { max: '1m' })
      await world.advance('2m')
      await session.extend()
      await world.advance('57m')
    }
    await live()
    const first = look()
    // A page that is seen looks at the clock each minute, which takes its time in a test: the same is true after a tenth of it.
    const hours = how === 'seen' ? 1000 : 10_000
    if (how === 'hidden') await opened.machine.clock.perform(() => page.setVisible(false))
    await world.advance(`${hours}h`)
    if (how === 'hidden') await opened.machine.clock.perform(() => page.setVisible(true))
    await live()
    expect(look()).toEqual(first)
    expect(first.listeners).toBe(3)
    expect(first.timers).toBe(1)
    expect(session.getState()).toMatchObject({ status: 'signed-in', checking: null })
  })

  test('R-59 of refreshing again and again a page keeps no more than after the first', async () => {
    const limits = { accessTokenLifetime: '1h' } as const
    const opened = openWorld({ user: ada, serverLimits: limits })
    const { kept, replace } = counted()
    const { session, page } = openOwnPage(opened, {}, replace)
    await opened.world.advance('1h')
    const first = { ...kept, stored: keysOf(opened.world.storage.read()) }
    await opened.machine.clock.perform(() => page.setVisible(false))
    await opened.world.advance('10000h')
    expect(opened.world.server.refreshes).toBeGreaterThan(9999)
    expect({ ...kept, stored: keysOf(opened.world.storage.read()) }).toEqual(first)
    expect(session.getState()).toMatchObject({ status: 'signed-in', checking: null, warning: null })
  })
})

describe('a session that is started and stopped', () => {
  test('R-59 P-37 twice, as StrictMode does, is started once, and leaves nothing behind in the end', async () => {
    const opened = openWorld({ user: ada, policy: { inactivity: '15m' } })
    const { kept, replace } = counted()
    const { session, stop } = openOwnPage(opened, { inactivity: '15m' }, replace)
    const again = session.start()
    stop()
    await opened.world.advance('1m')
    expect(kept).toEqual({ listeners: 3, timers: 1 })
    expect(opened.sent).toEqual(['restore'])
    again()
    again()
    stop()
    await opened.world.advance('1m')
    expect(kept).toEqual({ listeners: 0, timers: 0 })
    const posted = opened.world.messages.posted.length
    await opened.world.advance('1h')
    expect([opened.sent.length, opened.world.messages.posted.length]).toEqual([1, posted])
  })
})
