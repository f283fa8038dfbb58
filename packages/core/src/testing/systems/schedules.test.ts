import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Duration } from '../../engine/duration.ts'
import type { SessionPolicy } from '../../engine/policy-types.ts'
import { openWorld } from '../world.ts'
import type { Tab, World } from '../world-types.ts'

const ada = { sub: 'u1' }

type Step =
  | {
      readonly act: 'input' | 'hide' | 'show' | 'freeze' | 'thaw' | 'close' | 'crash' | 'reload' | 'extend' | 'unauthorized'
      readonly which: number
    }
  | { readonly act: 'open' | 'recover' }
  | { readonly act: 'advance' | 'sleep'; readonly minutes: number }
  | { readonly act: 'lose'; readonly times: number; readonly hits: 'refreshes' | 'everything' }
  | { readonly act: 'slow'; readonly seconds: number }
  | { readonly act: 'hang'; readonly times: number }

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ act: fc.constant('advance' as const), minutes: fc.constantFrom(0.01, 0.3, 1, 1.5, 4, 12, 40) }) },
  {
    weight: 10,
    arbitrary: fc.record({
      act: fc.constantFrom('input', 'input', 'hide', 'show', 'freeze', 'thaw', 'close', 'crash', 'reload', 'extend', 'unauthorized'),
      which: fc.nat(4),
    }),
  },
  { weight: 1, arbitrary: fc.record({ act: fc.constantFrom('open', 'recover') }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('sleep' as const), minutes: fc.nat(29) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      act: fc.constant('lose' as const),
      times: fc.integer({ min: 1, max: 5 }),
      hits: fc.constantFrom('refreshes', 'everything'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('slow' as const), seconds: fc.nat(28) }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('hang' as const), times: fc.integer({ min: 1, max: 2 }) }) },
)

const policy: fc.Arbitrary<SessionPolicy> = fc.record(
  {
    inactivity: fc.constantFrom<Duration>('15m', '30m'),
    maxLifetime: fc.constantFrom<Duration>('2h', '8h'),
    onTokenExpiry: fc.constantFrom('end', 'check'),
  },
  { requiredKeys: [] },
)

const limits: readonly string[] = ['token-expired', 'refresh-expired', 'inactive', 'max-lifetime']

/** Tabs that are closed stay in the list: acting on them is part of the schedule and does nothing. */
async function play(world: World<typeof ada>, tabs: Tab<typeof ada>[], next: Step): Promise<void> {
  switch (next.act) {
    case 'advance':
      return world.advance(`${next.minutes}m`)
    case 'sleep':
      return world.sleep(`${next.minutes}m`)
    case 'lose':
      return world.server.fail('network', next.times, { hits: next.hits })
    case 'slow':
      return world.server.fail('slow', 1, { delay: `${next.seconds}s` })
    case 'hang':
      return world.server.fail('timeout', next.times)
    case 'recover':
      return world.server.recover()
    case 'open':
      return void tabs.push(world.tab())
    default: {
      const index = next.which % tabs.length
      const tab = tabs[index]
      if (tab === undefined) return
      if (next.act === 'extend') return void tab.session.extend()
      if (next.act === 'unauthorized') return void tab.session.reportUnauthorized()
      const alone = tabs.length === 1
      if (alone && (next.act === 'close' || next.act === 'crash')) return
      if (next.act === 'reload') tabs[index] = await tab.reload()
      else if (next.act === 'input') await tab.input().catch(() => undefined)
      else await tab[next.act]()
      if (next.act === 'close' || next.act === 'crash') tabs.splice(index, 1)
    }
  }
}

test(
  'whatever tabs, network and machine do: no token is reused, only limits end the session, and all tabs agree',
  { timeout: 60_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(
        policy,
        fc.constantFrom<Duration>('5m', '20m', '1h'),
        fc.array(step, { minLength: 5, maxLength: 60 }),
        fc.nat(1000),
        async (drawn, life, steps, seed) => {
          const { maxLifetime } = drawn
          const { world } = openWorld({
            user: ada,
            policy: drawn,
            seed,
            serverLimits: { accessTokenLifetime: life, ...(maxLifetime !== undefined && { maxLifetime }) },
          })
          const tabs = [world.tab(), world.tab(), world.tab()]
          for (const next of steps) await play(world, tabs, next)
          world.server.recover()
          for (const tab of tabs) await tab.show()
          await world.advance('130s')

          const states = tabs.map((tab) => tab.session.getState())
          const outcome = {
            reuses: world.server.reuses,
            over: new Set(states.map((state) => state.status === 'signed-in')).size,
            waiting: states.filter((state) => state.status === 'restoring' || (state.status === 'signed-in' && state.checking !== null))
              .length,
            warnings: new Set(states.map((state) => state.warning && `${state.warning.cause} ${state.warning.endsAt}`)).size,
            odd: states.filter((state) => state.end !== null && !limits.includes(state.end.reason)).length,
            signedInPastTheEnd: tabs.filter((tab) => (tab.session.deadlines()[0]?.endsAt ?? Infinity) <= world.now).length,
            trace: world.trace,
          }
          expect(outcome).toEqual({ reuses: 0, over: 1, waiting: 0, warnings: 1, odd: 0, signedInPastTheEnd: 0, trace: world.trace })
          await world.dispose()
        },
      ),
      { numRuns: 200, seed: 20_260_101 },
    )
  },
)
