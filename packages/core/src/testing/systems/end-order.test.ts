import { describe, expect, test } from 'vitest'
import { type EndFact, type Facts, mergeFacts } from '../../engine/facts.ts'
import type { SessionPolicy } from '../../engine/policy-types.ts'
import { END_ORDER } from '../../engine/words.ts'
import { openBreakableWorld } from '../../test-support/breakable-world.ts'
import { openOwnPage } from '../../test-support/open-page.ts'
import { live, scriptedBackend } from '../../test-support/scripted-backend.ts'
import { openWorld } from '../world.ts'

const ada = { sub: 'u1' }
const minute = 60_000
const hour = 60 * minute

function withTabs(count: number, policy: SessionPolicy = {}) {
  const opened = openWorld({ user: ada, policy, serverLimits: { accessTokenLifetime: '12h' } })
  const tabs = Array.from({ length: count }, () => opened.world.tab())
  return { ...opened, tabs, signedInAt: opened.world.now }
}

describe('an end', () => {
  test.each(['limit', 'sign-out', 'server'] as const)(
    'P-23 P-22 tells every tab before it happens, form state and user still there, and then that it has (%s)',
    async (how) => {
      const { world, tabs, sent } = withTabs(7, { inactivity: '15m' })
      const told: string[][] = tabs.map(() => [])
      for (const [index, { session }] of tabs.entries()) {
        const say = (what: string) =>
          void told[index]?.push(`${what}: ${session.getState().status} ${session.getState().user?.sub ?? 'nobody'}`)
        session.on('before-end', ({ reason }) => say(`before-end ${reason}`))
        session.on('ended', ({ reason }) => say(`ended ${reason}`))
      }
      await world.advance('5m')
      if (how === 'sign-out') await tabs[3]?.session.signOut()
      if (how === 'server') await world.server.end()
      await world.advance('11m')
      const reason = { limit: 'inactive', 'sign-out': 'signed-out', server: 'revoked' }[how]
      for (const lines of told) expect(lines).toEqual([`before-end ${reason}: signed-in u1`, `ended ${reason}: ended nobody`])
      expect(tabs.map(({ session }) => session.getState().end?.reason)).toEqual(tabs.map(() => reason))
      expect(world.server.signOuts).toBe(how === 'server' ? 0 : 1)
      expect(sent.filter((kind) => kind === 'refresh')).toEqual([])
    },
  )

  test('R-79 R-75 comes in this order: listeners, state and other tabs, then the backend, then navigation', async () => {
    const opened = openWorld({ user: ada, latency: '2s' })
    const { world, network } = opened
    const order: string[] = []
    const say = (what: string) => {
      const told = network.requests.find(({ kind }) => kind === 'sign-out')
      order.push(`${what}, backend ${told === undefined ? 'not asked' : told.settled === null ? 'asked' : 'answered'}`)
    }
    const { session } = openOwnPage(opened, {}, ({ channel }) => ({
      channel: {
        ...channel,
        post(message) {
          if (JSON.stringify(message).includes('"settled":false')) say('tabs told')
          channel.post(message)
        },
      },
      navigate: (to) => say(`goes to ${to}`),
    }))
    await world.advance('1m')
    session.on('before-end', () => say(`before-end ${session.getState().status}`))
    session.subscribe(() => say(session.getState().status))
    const result = session.signOut({ returnTo: '/bye' })
    await world.advance('10s')
    expect(await result).toEqual({ ok: true })
    expect(order).toEqual([
      'before-end signed-in, backend not asked',
      'ended, backend not asked',
      'tabs told, backend not asked',
      'goes to /bye, backend answered',
    ])
    expect(network.requests.filter(({ kind }) => kind === 'sign-out')).toHaveLength(1)
  })
})

describe('two ends', () => {
  const facts: Facts = {
    format: 1,
    session: 1,
    key: 'k',
    subject: 'ada',
    startedAt: 0,
    proofs: 0,
    authenticatedAt: null,
    remembered: false,
    offsetMs: 0,
    activityAt: 0,
    limitsMs: {},
    renewal: null,
    end: null,
  }
  const ended = (reason: EndFact['reason'], at: number): Facts => ({ ...facts, end: { reason, at, limitMs: null, settled: false } })
  const pairs = END_ORDER.flatMap((first, index) => END_ORDER.slice(index + 1).map((second) => [first, second] as const))

  test('P-31 stand in the order in which they are documented', () => {
    expect(END_ORDER).toEqual([
      'token-expired',
      'refresh-expired',
      'refresh-rejected',
      'inactive',
      'server-idle',
      'max-lifetime',
      'signed-out',
      'revoked',
      'replaced',
    ])
  })

  test.each(pairs)('P-31 at one instant: %s comes before %s, whichever is heard of first; an earlier one before both', (first, second) => {
    for (const [a, b] of [
      [ended(first, 1000), ended(second, 1000)],
      [ended(second, 1000), ended(first, 1000)],
    ] as const) {
      expect(mergeFacts(a, b).end?.reason).toBe(first)
    }
    expect(mergeFacts(ended(first, 1001), ended(second, 1000)).end?.reason).toBe(second)
    expect(mergeFacts(ended(second, 1000), ended(first, 1001)).end?.reason).toBe(second)
  })

  test.each<readonly [string, SessionPolicy]>([
    ['token-expired', { accessTokenLifetime: '1h', inactivity: '1h', serverIdle: '1h', maxLifetime: '1h', onTokenExpiry: 'end' }],
    ['inactive', { inactivity: '1h', serverIdle: '1h', maxLifetime: '1h' }],
    ['server-idle', { serverIdle: '1h', maxLifetime: '1h' }],
    ['max-lifetime', { maxLifetime: '1h' }],
  ])('P-31 that are due in the same millisecond: %s is the reason in all tabs', async (reason, policy) => {
    const { world, until, answerWith, signedInAt } = openBreakableWorld({ life: '5h', policy })
    const tabs = [world.tab(), world.tab(), world.tab()]
    await until(minute)
    answerWith(() => Promise.reject(new TypeError('Failed to fetch')))
    await until(hour + minute)
    for (const { session } of tabs) expect(session.getState().end).toMatchObject({ reason, endedAt: signedInAt + hour })
  })

  test('P-31 P-23 a sign-out in one tab in the very millisecond of the limit: all tabs agree, and the backend is told once', async () => {
    const { world, tabs } = withTabs(4, { inactivity: '15m' })
    await world.advance('899999ms')
    const results = tabs.map(({ session }) => session.signOut())
    await world.advance('1ms')
    await Promise.all(results)
    await world.advance('1m')
    expect(new Set(tabs.map(({ session }) => session.getState().end?.reason)).size).toBe(1)
    expect(tabs.map(({ session }) => session.getState().status)).toEqual(tabs.map(() => 'ended'))
  })
})

describe('ends that passed while the machine slept', () => {
  test.each([
    ['9h', '8h', 'inactive', 15],
    ['7h', '8h', 'inactive', 15],
    ['9h', '10m', 'refresh-expired', 10],
    ['9h', '15m', 'refresh-expired', 15],
  ] as const)(
    'P-11 the one that passed first counts, also where the way of renewing ran out meanwhile: after %s with renewing for %s it is %s',
    async (sleep, renewing, reason, minutes) => {
      const backend = scriptedBackend({
        restore: async () => live({ endsIn: { 'token-expired': '5m', 'refresh-expired': renewing } }),
      })
      const { world } = openWorld({ user: ada, backend, policy: { inactivity: '15m', maxLifetime: '24h' } })
      const tab = world.tab()
      await world.advance('0s')
      const signedInAt = world.now
      await world.sleep(sleep)
      await tab.input()
      await world.advance('1s')
      expect(tab.session.getState().end).toMatchObject({ reason, endedAt: signedInAt + minutes * minute })
    },
  )
})
