import { describe, expect, test } from 'vitest'
import type { SessionPolicy } from '../../engine/policy-types.ts'
import { openOwnPage } from '../../test-support/open-page.ts'
import type { Ports } from '../../ports/ports.ts'
import { openWorld } from '../world.ts'

const ada = { sub: 'u1' }
const second = 1000
const minute = 60 * second

/** Timers that fire on whole steps only, as browsers let those of pages that nobody sees. */
function coarse(stepMs: number, now: () => number) {
  return ({ timer }: Ports): Partial<Ports> => {
    const late =
      (set: Ports['timer']['set']): Ports['timer']['set'] =>
      (delayMs, wake) => {
        const dueAt = now() + delayMs
        return set(Math.ceil(dueAt / stepMs) * stepMs - now(), wake)
      }
    return { timer: { set: late(timer.set), setReal: late(timer.setReal) } }
  }
}

function oneTab(policy: SessionPolicy, stepMs: number) {
  const opened = openWorld({ user: ada, policy, serverLimits: { accessTokenLifetime: '20m' } })
  const own = openOwnPage(
    opened,
    policy,
    coarse(stepMs, () => opened.world.now),
  )
  const events: (readonly [string, number])[] = []
  const signedInAt = opened.world.now
  own.session.on('warning', ({ endsAt }) => void events.push(['warning', endsAt - signedInAt]))
  own.session.on('ended', ({ endedAt }) => void events.push(['ended', endedAt - signedInAt]))
  return { ...opened, ...own, events, signedInAt }
}

describe.each([
  ['once a second', second],
  ['once a minute', minute],
])('timers that fire %s', (_, stepMs) => {
  test('P-25 R-47 warn, end and refresh with the same result as punctual ones', async () => {
    const { world, session, events } = oneTab({ inactivity: '1h' }, stepMs)
    await world.advance('62m')
    expect(session.getState()).toMatchObject({ status: 'ended', end: { reason: 'inactive', limitMs: 60 * minute } })
    expect(events).toEqual([
      ['warning', 60 * minute],
      ['ended', 60 * minute],
    ])
    expect(world.server).toMatchObject({ refreshes: 3, reuses: 0, signOuts: 1 })
  })

  test.each(['shown', 'online', 'resumed'] as const)(
    'R-47 P-25 the state is right at the next event, however late the timer is (%s)',
    async (event) => {
      const { world, session, happen, signedInAt } = oneTab({ inactivity: '1h' }, stepMs)
      await world.advance(`${58 * minute + 100}ms`)
      await happen(event)
      await world.advance('10ms')
      expect(session.getState().warning).toMatchObject({ cause: 'inactive', endsAt: signedInAt + 60 * minute })
      await world.advance(`${2 * minute - 100}ms`)
      await happen(event)
      expect(session.getState()).toMatchObject({ status: 'ended', end: { reason: 'inactive', endedAt: signedInAt + 60 * minute } })
    },
  )
})

describe('a limit that is past before the late timer has said so', () => {
  const policy = { inactivity: '630s', whileWarning: 'activity' } as const
  const over = { status: 'ended', end: { reason: 'inactive' } }

  test('P-11 R-48 is not moved by input, which would have extended it a moment earlier', async () => {
    const { world, machine, session, page, signedInAt } = oneTab(policy, minute)
    await world.advance('645s')
    expect(session.getState().status).toBe('signed-in')
    await machine.clock.perform(() => page.input())
    await world.advance('1s')
    expect(session.getState()).toMatchObject(over)
    expect(session.getState().end?.endedAt).toBe(signedInAt + 630 * second)
  })

  test('P-11 R-48 R-9 nor by "Stay", by what an app reports, or by a lease', async () => {
    for (const act of ['extend', 'reportActivity', 'holdActivity'] as const) {
      const { world, session, network } = oneTab(policy, minute)
      await world.advance('645s')
      if (act === 'extend') void session.extend()
      else if (act === 'reportActivity') session.reportActivity()
      else session.holdActivity('upload', { max: '1h' })
      await world.advance('1s')
      expect(session.getState()).toMatchObject(over)
      expect(network.requests.filter(({ kind }) => kind === 'refresh')).toEqual([])
    }
  })
})

describe.each(['freeze', 'suspend'] as const)('timers that stand still for an hour (%s)', (stop) => {
  const goOn = stop === 'freeze' ? 'thaw' : 'resume'

  test('P-25 end the session at its instant, in the first step', async () => {
    const world = openWorld({ user: ada, policy: { inactivity: '30m' }, serverLimits: { accessTokenLifetime: '5h' } }).world
    const tab = world.tab()
    const signedInAt = world.now
    await world.advance('10m')
    await tab[stop]()
    await world.advance('1h')
    const statuses: string[] = []
    tab.session.subscribe(() => statuses.push(tab.session.getState().checking === null ? tab.session.getState().status : 'covered'))
    await tab[goOn]()
    await world.advance('1m')
    expect(statuses.filter((status) => status !== 'covered')).toEqual(['ended'])
    expect(tab.session.getState()).toMatchObject({ status: 'ended', end: { reason: 'inactive', endedAt: signedInAt + 30 * minute } })
  })

  test('P-25 P-6 keep no other tab from refreshing, whoever refreshed until then', async () => {
    const { world, sent } = openWorld({ user: ada, serverLimits: { accessTokenLifetime: '20m' } })
    const tabs = [world.tab(), world.tab(), world.tab()]
    await world.advance('19m')
    const first = world.trace.find((line) => line.includes('refresh → ok'))
    const leader = tabs.findIndex((_, index) => first?.includes(`tab ${index + 1} `))
    await tabs[leader]?.[stop]()
    await world.advance('1h')
    expect(sent.filter((kind) => kind === 'refresh')).toHaveLength(4)
    await tabs[leader]?.[goOn]()
    await world.advance('1m')
    for (const { session } of tabs) expect(session.getState()).toMatchObject({ status: 'signed-in', checking: null, warning: null })
    expect(world.server.reuses).toBe(0)
  })
})

test('P-13 an hour without a focus, a request or a click: the session says within a second that its token is over', async () => {
  const { world } = openWorld({ user: ada, policy: { onTokenExpiry: 'end' } })
  const tabs = [world.tab(), world.tab()]
  const signedInAt = world.now
  await world.advance('1m')
  world.server.fail('network', undefined, { hits: 'everything' })
  await world.advance('3540s')
  await world.advance('1s')
  for (const { session } of tabs) {
    expect(session.getState()).toMatchObject({ status: 'ended', end: { reason: 'token-expired', endedAt: signedInAt + 60 * minute } })
  }
})
