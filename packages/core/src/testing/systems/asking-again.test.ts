import { describe, expect, test } from 'vitest'
import type { BackendAnswer } from '../../engine/answer.ts'
import type { Session } from '../../runtime/session-types.ts'
import { createSession } from '../../runtime/session.ts'
import { gaps, openBreakableWorld } from '../../test-support/breakable-world.ts'
import { live, scriptedBackend } from '../../test-support/scripted-backend.ts'
import type { Fault } from '../faults.ts'
import { createVirtualMachine } from '../virtual-machine.ts'
import { createVirtualPage } from '../virtual-tab.ts'
import { openWorld } from '../world.ts'

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const lost = () => Promise.reject(new TypeError('Failed to fetch'))
const busyFor = (retryAfter: `${number}m`) => async (): Promise<BackendAnswer> => ({ status: 'unavailable', retryAfter })

describe('the wait before the next attempt', () => {
  test('P-2 is drawn from all of up to 1 s, 2 s, 4 s and so on up to a minute, and differs from page to page', async () => {
    const drawn: (readonly number[])[] = []
    for (let seed = 1; seed <= 20; seed++) {
      const { world, until, answerWith, asked } = openBreakableWorld({ life: '1h', policy: { refreshLead: '30m' }, seed })
      world.tab()
      await until(minute)
      answerWith(lost)
      await until(40 * minute)
      drawn.push(gaps(asked('refresh')).slice(0, 9))
    }
    for (const [index, ceiling] of [1, 2, 4, 8, 16, 32, 60, 60, 60].entries()) {
      const waits = drawn.map((one) => one[index] ?? 0)
      expect(Math.max(...waits)).toBeLessThanOrEqual(ceiling * second)
      expect(Math.max(...waits)).toBeGreaterThan(ceiling * 0.8 * second)
      expect(Math.min(...waits)).toBeLessThan(ceiling * 0.3 * second)
      expect(Math.min(...waits)).toBeGreaterThanOrEqual(200)
      expect(new Set(waits).size).toBeGreaterThan(15)
    }
  })

  test('P-2 is nothing that who presses has to wait for, Retry-After or not, in whichever tab', async () => {
    const { world, until, answerWith, asked } = openBreakableWorld({ life: '1h', policy: { refreshLead: '30m' } })
    const tabs = [world.tab(), world.tab()]
    await until(minute)
    answerWith(busyFor('5m'))
    await until(59 * minute)
    const byThemselves = asked('refresh').length
    for (const [index, tab] of tabs.entries()) {
      void tab.session.extend()
      await until((59 + (index + 1) / 10) * minute)
      expect(asked('refresh')).toHaveLength(byThemselves + index + 1)
    }
  })

  test('P-2 is short again after a success', async () => {
    const { world, until, answerWith, asked } = openBreakableWorld({ life: '1h', policy: { refreshLead: '30m' } })
    world.tab()
    await until(minute)
    answerWith(lost)
    await until(40 * minute)
    answerWith(null)
    await until(41 * minute)
    const renewedAt = asked('refresh').at(-1) ?? 0
    answerWith(lost)
    await until(renewedAt + 31 * minute)
    const [first = hour, second = hour] = gaps(asked('refresh').filter((at) => at > renewedAt))
    expect([first <= 1000, second <= 2000]).toEqual([true, true])
  })

  test.each(['shown', 'online'] as const)('P-2 is over as soon as the page is %s', async (event) => {
    const machine = createVirtualMachine(0)
    const { ports } = createVirtualPage(
      machine,
      () => 1,
      () => {},
    )
    let happen = () => {}
    const lifecycle: typeof ports.lifecycle = {
      ...ports.lifecycle,
      subscribe(listener) {
        happen = () => listener(event)
        return ports.lifecycle.subscribe(listener)
      },
    }
    const asked: number[] = []
    const refresh = () => {
      asked.push(machine.clock.awakeMs())
      return lost()
    }
    createSession({ backend: scriptedBackend({ refresh }), ports: { ...ports, lifecycle } }).start()
    await machine.clock.advance(58 * minute + 10 * second)
    expect(asked.map((at) => at - 58 * minute)).toEqual([0, second, 3 * second, 7 * second])
    await machine.clock.perform(() => happen())
    expect(asked.at(-1)).toBe(58 * minute + 10 * second)
  })

  test('P-2 is over for a page that starts without a network, too, as soon as it is shown', async () => {
    const { world, answerWith } = openBreakableWorld({ life: '1h' })
    answerWith(lost)
    const tab = world.tab()
    await world.advance('10m')
    answerWith(null)
    await tab.hide()
    await tab.show()
    expect(tab.session.getState().status).toBe('signed-in')
  })

  test('P-2 is not cut short by a user who works', async () => {
    const says = { endsIn: { inactive: '2h' } } as const
    const { world, until, answerWith, asked } = openBreakableWorld({ life: '3h', says, enforces: ['inactive'] })
    const tab = world.tab()
    await until(5 * minute)
    answerWith(lost)
    for (let at = 5 * minute; at <= hour; at += 5 * second) {
      await until(at)
      await tab.input()
    }
    const attempts = asked('refresh')
    expect(attempts.length).toBeGreaterThan(60)
    expect(attempts.length).toBeLessThan(150)
    for (const [index, gap] of gaps(attempts).entries()) expect(gap).toBeLessThanOrEqual(Math.min(minute, second * 2 ** index) + 5 * second)
  })
})

describe('a backend that says when', () => {
  test('P-2 is left alone until then, and asked then', async () => {
    const { world, until, answerWith, asked, seen } = openBreakableWorld({ life: '2h', policy: { refreshLead: '1h' } })
    world.tab()
    await until(minute)
    answerWith(busyFor('10m'))
    await until(85 * minute)
    expect(asked('refresh')).toEqual([60 * minute, 70 * minute, 80 * minute])
    answerWith(null)
    await until(2 * hour + minute)
    expect(asked('refresh')).toEqual([60 * minute, 70 * minute, 80 * minute, 90 * minute])
    expect(seen()).toHaveLength(1)
  })

  test('P-2 is left alone by a user who works, and by a page that is shown again and again', async () => {
    const says = { endsIn: { inactive: '2h' } } as const
    const { world, until, answerWith, asked } = openBreakableWorld({
      life: '1h',
      policy: { refreshLead: '30m' },
      says,
      enforces: ['inactive'],
    })
    const tab = world.tab()
    await until(30 * minute - 1)
    answerWith(busyFor('20m'))
    await until(30 * minute)
    for (let at = 31 * minute; at < 50 * minute; at += minute) {
      await until(at)
      await tab.input()
      await tab.hide()
      await tab.show()
    }
    expect(asked('refresh')).toEqual([30 * minute])
    await until(50 * minute)
    expect(asked('refresh')).toEqual([30 * minute, 50 * minute])
  })

  test('P-2 is left alone by a page that is covered after a sleep, too', async () => {
    const { world, until, answerWith, asked } = openBreakableWorld({ life: '10h' })
    const tab = world.tab()
    await until(minute)
    answerWith(busyFor('20m'))
    await world.sleep('9m')
    await until(11 * minute)
    const [first, ...others] = asked('peek')
    expect(others).toEqual([])
    for (let at = 12 * minute; at < 30 * minute; at += minute) {
      await until(at)
      await tab.hide()
      await tab.show()
    }
    expect(asked('peek')).toEqual([first])
    answerWith(null)
    await until((first ?? 0) + 20 * minute)
    expect(tab.session.getState()).toMatchObject({ status: 'signed-in', checking: null })
  })
})

describe('a strict server behind a bad network', () => {
  test.each<Fault>(['network', 'timeout', 408, 429, 500, 502, 503, 504])(
    'P-1 P-2 R-83 %s for ten minutes: three tabs go on by themselves and no refresh token is sent twice',
    async (fault) => {
      const { world } = openWorld({ user: { sub: 'u1' }, policy: { refreshLead: '20m' }, serverLimits: { accessTokenLifetime: '1h' } })
      const tabs = [world.tab(), world.tab(), world.tab()]
      const signedInAt = world.now
      await world.advance('35m')
      world.server.fail(fault, undefined, { hits: 'everything' })
      await world.advance('15m')
      for (const { session } of tabs) expect(session.getState()).toMatchObject({ status: 'signed-in', warning: null, checking: null })
      expect(world.server.refreshes).toBe(0)
      world.server.recover()
      await world.advance('90s')
      for (const { session } of tabs) {
        expect(session.getState()).toMatchObject({ status: 'signed-in', warning: null, checking: null, refresh: { status: 'idle' } })
        expect(session.deadlines()[0]?.endsAt).toBeGreaterThan(signedInAt + 110 * minute)
      }
      expect([world.server.refreshes, world.server.reuses]).toEqual([1, 0])
    },
  )
})

describe('an API refuses the token, and the refresh gets no answer', () => {
  test.each<[string, (session: Session) => unknown]>([
    ['alone', () => {}],
    ['while a refresh for something else joins it', (session) => session.refreshNow()],
    ['while somebody is at work', (session) => session.reportActivity()],
    ['while somebody asks to stay signed in', (session) => session.extend()],
  ])('P-10 the next attempt asks for another token as well, %s', async (_, meanwhile) => {
    // A backend that counts presence is told of it with the next attempt.
    const endsIn = { 'token-expired': '1h', 'server-idle': '30m' } as const
    const askedFor: number[] = []
    const { world } = openWorld({
      user: { sub: 'u1' },
      backend: scriptedBackend({
        restore: async () => live({ endsIn }),
        async refresh({ minValidityMs }) {
          askedFor.push(minValidityMs)
          return askedFor.length === 1 ? lost() : live({ endsIn })
        },
      }),
    })
    const { session } = world.tab()
    await world.advance('10m')
    const joined = [session.reportUnauthorized(), meanwhile(session)]
    await world.advance('1m')
    await Promise.all(joined)
    // No token is good for that long, so none that the backend still has will do.
    expect(askedFor).toEqual([Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER])
  })
})
