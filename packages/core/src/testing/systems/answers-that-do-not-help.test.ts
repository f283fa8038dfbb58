import { describe, expect, test } from 'vitest'
import { type Duration } from '../../engine/duration.ts'
import type { BackendAnswer } from '../../engine/answer.ts'
import { gaps, openBreakableWorld } from '../../test-support/breakable-world.ts'
import { live, scriptedBackend } from '../../test-support/scripted-backend.ts'
import { openWorld } from '../world.ts'

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const refused = async (): Promise<BackendAnswer> => ({ status: 'rejected' })
const busy = async (): Promise<BackendAnswer> => ({ status: 'unavailable', retryAfter: '30m' })
const wrong = async (): Promise<BackendAnswer> => ({ status: 'misconfigured', message: 'no' })

describe.each([true, false])('tokens of no length, at a backend that peeks: %s', (peeks) => {
  test.each<Duration>(['0s', '1ms', '1s', '5s', '9s'])(
    'P-7 tokens that live %s are asked for every ten seconds and not without end',
    async (life) => {
      const { world, until, asked } = openBreakableWorld({ life, peeks })
      world.tab()
      await until(hour)
      expect(asked('refresh').length).toBeLessThanOrEqual(361)
      expect(Math.min(...gaps(asked('refresh')))).toBeGreaterThanOrEqual(10 * second)
    },
  )
})
test('P-1 a live answer whose token is over already ends nobody', async () => {
  const backend = scriptedBackend({ refresh: async () => live({ endsIn: { 'token-expired': '0s' } }) })
  const { world } = openWorld({ user: { sub: 'u1' }, backend })
  const { session } = world.tab()
  await world.advance('59m')
  expect(session.getState()).toMatchObject({ status: 'signed-in' })
})
test('P-1 a token that is shorter than the one before is refreshed in its turn', async () => {
  const lives: Duration[] = ['1h', '30s', '1h']
  const { world } = openWorld({
    user: { sub: 'u1' },
    backend: scriptedBackend({
      restore: async () => live({ endsIn: { 'token-expired': lives.shift() ?? '1h' } }),
      refresh: async () => live({ endsIn: { 'token-expired': lives.shift() ?? '1h' } }),
    }),
  })
  const { session } = world.tab()
  await world.advance('62m')
  expect(session.getState()).toMatchObject({ status: 'signed-in' })
})
test('P-2 Retry-After is kept when the token ends', async () => {
  const { world, until, answerWith, asked } = openBreakableWorld({ life: '1h' })
  world.tab()
  await until(minute)
  answerWith(busy)
  await until(80 * minute)
  expect(asked('refresh')).toEqual([58 * minute])
})
test('P-2 Retry-After is kept while restoring, however often the page is shown', async () => {
  const { world, until, answerWith, asked } = openBreakableWorld({ life: '1h' })
  answerWith(busy)
  const tab = world.tab()
  await until(minute)
  await tab.hide()
  await tab.show()
  await until(2 * minute)
  expect(asked('restore')).toEqual([0])
})
test('P-2 Retry-After is kept whatever an API answers', async () => {
  const { world, until, answerWith, asked } = openBreakableWorld({ life: '2h' })
  const { session } = world.tab()
  await until(minute)
  answerWith(busy)
  for (let i = 1; i < 6; i++) {
    void session.reportUnauthorized()
    await until(minute + i * second)
  }
  expect(asked('refresh')).toEqual([minute])
})
test('P-2 Retry-After is kept by every tab', async () => {
  const { world, until, answerWith, asked } = openBreakableWorld({ life: '1h', policy: { refreshLead: '20m' } })
  for (let i = 0; i < 5; i++) world.tab()
  await until(minute)
  answerWith(busy)
  await until(59 * minute)
  expect(asked('refresh')).toEqual([40 * minute])
})
test('P-17 a look does not take back that the backend has refused', async () => {
  const { world, until, answerWith, asked, seen, signedInAt } = openBreakableWorld({ life: '1h', policy: { onRejected: 'warn' } })
  const { session } = world.tab()
  await until(58 * minute - 1)
  answerWith(refused)
  await until(58 * minute)
  answerWith(null)
  await until(59 * minute + 30 * second)
  expect(session.getState()).toMatchObject({ warning: { extendable: false, openedAt: signedInAt + 58 * minute } })
  await until(hour)
  expect(session.getState()).toMatchObject({ status: 'ended', end: { reason: 'token-expired' } })
  expect(asked('refresh')).toEqual([58 * minute])
  void seen
})
test('R-83 a policy that goes on after a refusal goes on until the token is over', async () => {
  const { world } = openWorld({ user: { sub: 'u1' }, policy: { onRejected: 'warn' } })
  const { session } = world.tab()
  await world.advance('57m')
  world.server.rejectRefresh()
  await world.advance('2m')
  expect(session.getState().status).toBe('signed-in')
})
test.each([
  ['refused', refused],
  ['misconfigured', wrong],
])('P-10 however often an API answers 401, nothing is asked again after: %s', async (_, fail) => {
  const { world, until, answerWith, asked } = openBreakableWorld({ life: '1h', peeks: false, policy: { onRejected: 'warn' } })
  const tabs = [world.tab(), world.tab()]
  await until(5 * minute)
  answerWith(fail)
  for (let i = 0; i < 10; i++) {
    for (const { session } of tabs) void session.reportUnauthorized()
    await until(5 * minute + (i + 1) * second)
  }
  expect(asked('refresh').length).toBeLessThanOrEqual(2)
})
test('R-83 a page that is loaded anew does not ask again with what was refused', async () => {
  const { world, until, answerWith, asked } = openBreakableWorld({ life: '1h', peeks: false, policy: { onRejected: 'warn' } })
  const tab = world.tab()
  await until(5 * minute)
  answerWith(refused)
  void tab.session.refreshNow()
  await until(6 * minute)
  answerWith(null)
  await tab.reload()
  await until(7 * minute)
  answerWith(refused)
  await until(59 * minute)
  expect(asked('refresh')).toEqual([5 * minute])
})
test('R-83 a tab that thaws does not ask again with what was refused', async () => {
  const { world, until, answerWith, asked } = openBreakableWorld({ life: '1h', peeks: false, policy: { onRejected: 'warn' } })
  const tab = world.tab(),
    other = world.tab()
  await other.freeze()
  await until(5 * minute)
  answerWith(refused)
  void tab.session.refreshNow()
  await until(6 * minute)
  await other.thaw()
  await until(7 * minute)
  expect([asked('refresh'), tab.session.getState().status]).toEqual([[5 * minute], 'signed-in'])
})
test('R-83 activity in another tab does not ask again with what was refused', async () => {
  const says = { endsIn: { inactive: '2h' } } as const
  const { world, until, answerWith, asked } = openBreakableWorld({
    life: '1h',
    peeks: false,
    says,
    enforces: ['inactive'],
    policy: { onRejected: 'warn' },
  })
  const tab = world.tab(),
    other = world.tab()
  await until(5 * minute)
  answerWith(refused)
  void tab.session.refreshNow()
  await until(6 * minute)
  await other.input()
  await until(7 * minute)
  expect(asked('refresh')).toEqual([5 * minute])
})
test('R-83 a look that finds a wrong set-up tells the developer', async () => {
  const { world, until, answerWith } = openBreakableWorld({ life: '10h' })
  const { session } = world.tab()
  const codes: string[] = []
  session.on('problem', ({ code }) => void codes.push(code))
  await until(minute)
  answerWith(wrong)
  await world.sleep('5m')
  await until(10 * minute)
  expect(codes).toEqual(['backend-misconfigured'])
})
test('R-83 a wrong set-up is told once, not with every attempt', async () => {
  const { world, until, answerWith } = openBreakableWorld({ life: '10m' })
  const { session } = world.tab()
  const codes: string[] = []
  session.on('problem', ({ code }) => void codes.push(code))
  await until(minute)
  answerWith(wrong)
  await until(70 * minute)
  expect(codes.length).toBeLessThan(3)
})
test('R-53 presence is reported once a minute, in however many tabs', async () => {
  const extended: number[] = []
  const answer = async () => live({ endsIn: { 'token-expired': '2h', inactive: '15m' } })
  const { world } = openWorld({
    user: { sub: 'u1' },
    backend: scriptedBackend({
      enforces: ['inactive'],
      restore: answer,
      refresh: ({ presence }) => {
        if (presence) extended.push(world.now)
        return answer()
      },
    }),
  })
  const tabs = [world.tab(), world.tab()] as const
  for (let i = 0; i < 100; i++) {
    await tabs[i % 2 === 0 ? 0 : 1].input()
    await world.advance('7s')
  }
  expect(Math.min(...gaps(extended))).toBeGreaterThanOrEqual(minute)
})
test('P-2 ten tabs ask no more often than one while it fails', async () => {
  const { world, until, answerWith, asked } = openBreakableWorld({ life: '2h', policy: { refreshLead: '1h' } })
  for (let i = 0; i < 10; i++) world.tab()
  await until(minute)
  answerWith(() => Promise.reject(new TypeError('x')))
  await until(2 * hour - minute)
  console.log('ten tabs', asked('refresh').length)
  expect(asked('refresh').length).toBeLessThan(150)
})
test('P-2 a Retry-After without end is kept for an hour', async () => {
  const { world, until, answerWith } = openBreakableWorld({ life: '1h' })
  const tab = world.tab()
  await until(minute)
  answerWith(async () => ({ status: 'unavailable', retryAfter: '9007199254740991ms' }))
  await until(61 * minute)
  answerWith(null)
  await tab.hide()
  await tab.show()
  await until(24 * hour)
  expect(tab.session.getState()).toMatchObject({ status: 'signed-in', checking: null })
})
test('P-1 a list where the ends should stand is no answer', async () => {
  const { world, until, answerWith } = openBreakableWorld({ life: '1h' })
  const { session } = world.tab()
  await until(minute)
  answerWith(async () => ({ ...live({ sessionKey: 'k' }), endsIn: [] as never }))
  await until(59 * minute)
  expect(session.deadlines()).toHaveLength(1)
})
test('P-10 an API that keeps answering 401 gets one refresh in ten seconds', async () => {
  const { world } = openWorld({ user: { sub: 'u1' } })
  const { session } = world.tab()
  await world.advance('1m')
  for (let i = 0; i < 60; i++) {
    void session.reportUnauthorized()
    await world.advance('1s')
  }
  expect(world.server.refreshes).toBeLessThanOrEqual(6)
})
