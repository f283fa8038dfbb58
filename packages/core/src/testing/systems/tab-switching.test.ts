import { describe, expect, test } from 'vitest'
import type { SessionPolicy } from '../../engine/policy-types.ts'
import { openWorld } from '../world.ts'

const ada = { sub: 'u1' }
const second = 1000
const minute = 60 * second
const hour = 60 * minute

function withTabs(count: number, policy: SessionPolicy = {}) {
  const opened = openWorld({ user: ada, policy })
  const tabs = Array.from({ length: count }, (_, index) => opened.world.tab({ hidden: index > 0 }))
  let shown = 0
  return {
    ...opened,
    tabs,
    signedInAt: opened.world.now,
    /** The user goes to another tab. */
    async flip(step: number) {
      const next = (shown + step) % tabs.length
      await tabs[shown]?.hide()
      await tabs[next]?.show()
      shown = next
    },
  }
}

describe('twenty tabs and fifty changes between them in ten seconds', () => {
  test('P-26 send nothing while the session is fresh', async () => {
    const { world, tabs, sent, flip } = withTabs(20, { inactivity: '1h' })
    await world.advance('20m')
    const before = sent.length
    const posted = world.messages.posted.length
    for (let flips = 0; flips < 50; flips++) {
      await flip(7)
      await world.advance('200ms')
    }
    expect(sent.length - before).toBe(0)
    expect(world.messages.posted.length - posted).toBe(0)
    for (const { session } of tabs) expect(session.getState()).toMatchObject({ status: 'signed-in', checking: null, warning: null })
  })

  test.each(['slept', 'failed'] as const)('P-26 send one request when it is stale (%s)', async (why) => {
    const { world, tabs, sent, flip } = withTabs(20)
    await world.advance('20m')
    if (why === 'slept') await world.sleep('3h')
    else {
      for (const tab of tabs) await tab.freeze()
      await world.advance('3h')
      for (const tab of tabs.slice(1)) await tab.suspend()
    }
    const before = sent.length
    for (let flips = 0; flips < 50; flips++) {
      await flip(7)
      await world.advance('200ms')
    }
    expect(sent.slice(before)).toEqual(['refresh'])
    const awake = tabs.filter(({ session }) => session.getState().checking === null)
    expect(awake.length).toBeGreaterThanOrEqual(why === 'slept' ? 20 : 1)
    expect(world.server.reuses).toBe(0)
  })
})

describe('tabs that are no more', () => {
  test.each(['crash', 'close', 'freeze', 'suspend'] as const)(
    'P-21 P-20 do not hold up the inactivity limit of the others (%s)',
    async (how) => {
      const { world, tabs, signedInAt } = withTabs(3, { inactivity: '15m' })
      await world.advance('5m')
      await tabs[0]?.input()
      await tabs[0]?.[how]()
      await tabs[1]?.[how]()
      await tabs[2]?.show()
      await world.advance(`${15 * minute - 1}ms`)
      expect(tabs[2]?.session.getState().status).toBe('signed-in')
      await world.advance('1ms')
      expect(tabs[2]?.session.getState()).toMatchObject({
        status: 'ended',
        end: { reason: 'inactive', here: true, endedAt: signedInAt + 20 * minute },
      })
    },
  )
})

describe('a tab that is opened while a warning is open', () => {
  test('P-24 R-60 shows the time that is left, and closes with the others', async () => {
    const { world, tabs, signedInAt } = withTabs(2, { inactivity: '15m' })
    await world.advance('14m')
    const late = world.tab()
    await world.advance('1s')
    const warning = { cause: 'inactive', endsAt: signedInAt + 15 * minute, extendable: true }
    expect(late.session.getState().warning).toMatchObject(warning)
    expect((late.session.getState().warning?.endsAt ?? 0) - late.session.now()).toBe(59 * second)
    await tabs[0]?.session.extend()
    await world.advance('0ms')
    for (const { session } of [...tabs, late]) expect(session.getState()).toMatchObject({ status: 'signed-in', warning: null })
  })

  test('P-18 P-24 and its opening is no presence', async () => {
    const { world, signedInAt } = withTabs(2, { inactivity: '15m' })
    for (let minutes = 0; minutes < 14; minutes++) {
      await world.advance('1m')
      await world.tab().close()
    }
    const late = world.tab()
    await world.advance('1m')
    expect(late.session.getState()).toMatchObject({ end: { reason: 'inactive', endedAt: signedInAt + 15 * minute } })
  })
})

describe('"Stay signed in" against the end', () => {
  test.each([200, 1, 0, -1])('P-24 R-9 %i ms before it: all tabs come to the same', async (beforeMs) => {
    const { world, tabs } = withTabs(7, { inactivity: '15m' })
    await world.advance(`${15 * minute - Math.max(0, beforeMs)}ms`)
    if (beforeMs < 0) await world.advance('1ms')
    const result = await tabs[3]?.session.extend()
    await world.advance('1s')
    const statuses = new Set(tabs.map(({ session }) => session.getState().status))
    expect([...statuses]).toEqual([result?.ok === true ? 'signed-in' : 'ended'])
    expect(result?.ok).toBe(beforeMs > 0)
  })

  test('P-24 R-60 reaches all tabs within a second, and all count to the same end again', async () => {
    const opened = withTabs(7, { inactivity: '15m' })
    const { world, tabs, signedInAt } = opened
    await world.advance('14m')
    await tabs[5]?.session.extend()
    await world.advance('1s')
    for (const { session } of tabs) {
      expect(session.getState()).toMatchObject({ status: 'signed-in', warning: null })
      expect(session.deadlines()[0]).toMatchObject({ reason: 'inactive', endsAt: signedInAt + 29 * minute })
    }
    await world.advance('30m')
    expect(new Set(tabs.map(({ session }) => session.getState().end?.endedAt))).toEqual(new Set([signedInAt + 29 * minute]))
    expect(world.server.signOuts).toBe(1)
  })
})

test('R-62 P-23 a tab forgotten for an hour ends nobody who works elsewhere, and tells the backend nothing', async () => {
  const { world, tabs, machine, sent } = withTabs(2, { inactivity: '15m' })
  const [forgotten, used] = [tabs[1], tabs[0]]
  await world.advance('1m')
  await forgotten?.suspend()
  world.messages.fail('lost')
  for (let at = 0; at < hour; at += minute) {
    await used?.input()
    await world.advance('1m')
  }
  await forgotten?.resume()
  await world.advance('20s')
  for (const { session } of tabs) expect(session.getState()).toMatchObject({ status: 'signed-in', warning: null, checking: null })
  expect(sent).not.toContain('sign-out')
  expect(machine.lock.holder()).toBeNull()
})
