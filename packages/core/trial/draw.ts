import fc from 'fast-check'
import type { Duration } from '../src/engine/duration.ts'
import type { Limits, SessionPolicy } from '../src/engine/policy-types.ts'
import type { PlatformOptions } from '../src/testing/index.ts'
import type { DrawnWorld, Schedule, Step, TabDeed } from './schedule.ts'
import {
  answeredAfterAnother,
  answeredAfterSleep,
  answerIsLost,
  extendedInVain,
  hiddenForLong,
  holderStandsStill,
  story,
  which,
} from './stories.ts'

const policy: fc.Arbitrary<SessionPolicy> = fc.record(
  {
    inactivity: fc.constantFrom<Duration>('5m', '15m', '15m', '30m'),
    maxLifetime: fc.constantFrom<Duration>('30m', '2h', '8h'),
    onTokenExpiry: fc.constantFrom('check', 'check', 'end'),
    onRejected: fc.constantFrom('end', 'end', 'end', 'warn'),
    refreshWhen: fc.constantFrom('always', 'always', 'always', 'active'),
    whileWarning: fc.constantFrom('ask', 'ask', 'activity'),
    refreshLead: fc.constantFrom<Duration>('10s', '2m', '5m'),
    remembered: fc.record({ inactivity: fc.constantFrom<Duration>('20m', '1h') }),
  },
  { requiredKeys: [] },
)

const serverLimits: fc.Arbitrary<Limits> = fc.record(
  {
    accessTokenLifetime: fc.constantFrom<Duration>('1m', '5m', '5m', '20m', '1h', '60d'),
    inactivity: fc.constantFrom<Duration>('10m', '15m'),
    serverIdle: fc.constantFrom<Duration>('20m', '30m'),
    maxLifetime: fc.constantFrom<Duration>('1h', '2h'),
    refreshWindow: fc.constantFrom<Duration>('20m', '30m'),
    refreshTokenLifetime: fc.constantFrom<Duration>('40m', '3h'),
    signOnWindow: fc.constantFrom<Duration>('15m', '1h'),
  },
  { requiredKeys: ['accessTokenLifetime'] },
)

/** Each limit is there in a quarter of the worlds, so that most worlds have one or two. */
const sparse: fc.Arbitrary<Limits> = fc
  .tuple(
    serverLimits,
    fc.array(
      fc.constantFrom<keyof Limits>('inactivity', 'serverIdle', 'maxLifetime', 'refreshWindow', 'refreshTokenLifetime', 'signOnWindow'),
      { minLength: 3, maxLength: 6 },
    ),
  )
  .map(([limits, without]) => Object.fromEntries(Object.entries(limits).filter(([key]) => !without.some((one) => one === key))))

const platform: fc.Arbitrary<PlatformOptions> = fc.record(
  {
    locks: fc.constantFrom('none'),
    channel: fc.constantFrom('none'),
    storage: fc.constantFrom('stale', 'memory'),
    monotonicAsleep: fc.constantFrom('runs'),
  },
  { requiredKeys: [] },
)

const worldWith = (credentials: DrawnWorld['credentials']): fc.Arbitrary<DrawnWorld> =>
  fc
    .record({
      policy,
      otherPolicy: policy,
      serverLimits: fc
        .tuple(sparse, fc.option(fc.constant<Limits>({ inactivity: '1h' }), { freq: 4, nil: undefined }))
        .map(([limits, remembered]) => ({ ...limits, ...(remembered && { remembered }) })),
      platform: fc.oneof(
        { weight: 3, arbitrary: fc.record({ monotonicAsleep: fc.constantFrom('runs', 'stops') }) },
        { weight: 1, arbitrary: platform },
      ),
      credentials: fc.constant<DrawnWorld['credentials']>(credentials),
      serverKind: fc.constantFrom<'provider' | 'handler'>('provider', 'provider', 'handler'),
      latency: fc.constantFrom<Duration>('0ms', '0ms', '80ms', '2s'),
      remembered: fc.constantFrom(false, false, false, true),
      offsetHours: fc.constantFrom(0, 0, 0, 24, -24, 2),
      tabs: fc.oneof(
        { weight: 1, arbitrary: fc.constant(1) },
        { weight: 6, arbitrary: fc.integer({ min: 2, max: 4 }) },
        { weight: 1, arbitrary: fc.integer({ min: 5, max: 10 }) },
      ),
      seed: fc.nat(100_000),
    })
    .map((drawn) => ({
      ...drawn,
      // Neither a lock nor a common store nor a handler: nothing in the browser can keep two tabs from spending one token.
      serverKind:
        drawn.credentials === 'per-tab'
          ? 'provider'
          : (drawn.platform as PlatformOptions).locks === 'none' && (drawn.platform as PlatformOptions).storage !== undefined
            ? 'handler'
            : drawn.serverKind,
    }))

const deed = (acts: readonly TabDeed[]): fc.Arbitrary<Step> => fc.record({ act: fc.constantFrom(...acts), which })
const minutes = (...choices: readonly number[]) => fc.constantFrom(...choices)
const advance = fc.record({ act: fc.constant('advance' as const), minutes: minutes(0.0005, 0.01, 0.05, 0.3, 1, 1.5, 4, 12, 40) })
const until = fc.record({
  act: fc.constant('until' as const),
  what: fc.constantFrom('refresh' as const, 'warning' as const, 'end' as const),
  offsetMs: fc.constantFrom(-6000, -1000, -1, 0, 1, 500, 3000),
})
const lose = fc.record({
  act: fc.constant('lose' as const),
  times: fc.integer({ min: 1, max: 5 }),
  hits: fc.constantFrom('refreshes' as const, 'everything' as const),
})
const slow = fc.record({
  act: fc.constant('slow' as const),
  seconds: fc.constantFrom(1, 5, 12, 28),
  on: fc.constantFrom('request' as const, 'answer' as const),
  hits: fc.constantFrom('refreshes' as const, 'refreshes' as const, 'everything' as const),
})

const single: fc.Arbitrary<Step> = fc.oneof(
  { weight: 9, arbitrary: advance },
  { weight: 4, arbitrary: until },
  {
    weight: 12,
    arbitrary: deed([
      'input',
      'input',
      'input',
      'hide',
      'show',
      'show',
      'freeze',
      'thaw',
      'suspend',
      'resume',
      'leave',
      'back',
      'close',
      'crash',
      'reload',
      'extend',
      'extend',
      'unauthorized',
      'hold',
    ]),
  },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('open' as const), other: fc.boolean(), hidden: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('work' as const), minutes: minutes(3, 8, 20) }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('sleep' as const), minutes: minutes(0.5, 3, 12, 29, 45, 300) }) },
  { weight: 2, arbitrary: lose },
  { weight: 2, arbitrary: slow },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('hang' as const), times: fc.integer({ min: 1, max: 2 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      act: fc.constant('refuse' as const),
      status: fc.constantFrom(408 as const, 429 as const, 500 as const, 503 as const),
      times: fc.integer({ min: 1, max: 4 }),
      retryAfter: fc.constantFrom<Duration | null>(null, null, '20s', '3m'),
    }),
  },
  { weight: 2, arbitrary: fc.constant({ act: 'recover' as const }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('set-clock' as const), minutes: minutes(-1440, -120, -1, 0.02, 5, 120) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      act: fc.constant('messages' as const),
      fault: fc.constantFrom('lost' as const, 'late' as const, 'doubled' as const),
      times: fc.integer({ min: 1, max: 20 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      act: fc.constant('forge' as const),
      what: fc.constantFrom('newer-format' as const, 'garbage' as const, 'activity-ahead' as const, 'echo' as const),
    }),
  },
)

/** Rare by themselves: an end, and whatever comes after it. */
const momentous: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: deed(['sign-out']) },
  {
    weight: 2,
    arbitrary: fc.record({
      act: fc.constantFrom('end-at-server' as const, 'reject-refresh' as const, 'lose-exchange' as const, 'clear-storage' as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('sign-in' as const), other: fc.boolean(), remembered: fc.boolean() }) },
  { weight: 1, arbitrary: fc.constant({ act: 'close-all' as const }) },
)

function inWorld(story: fc.Arbitrary<readonly Step[]>, world: Partial<DrawnWorld>) {
  return story.map((steps) => ({ steps, world }))
}

/** In a few worlds everything is as it has to be for a rare story to matter. */
const staged: fc.Arbitrary<Schedule> = fc
  .tuple(
    worldWith('shared'),
    fc.oneof(
      inWorld(answeredAfterAnother, {
        policy: { inactivity: '15m' },
        serverLimits: { accessTokenLifetime: '5m' },
        platform: { channel: 'none' },
        serverKind: 'handler',
        tabs: 1,
      }),
      inWorld(answeredAfterSleep, { platform: { monotonicAsleep: 'stops' } }),
      inWorld(hiddenForLong, {}),
    ),
  )
  .map(([drawn, { steps, world }]) => ({
    world: { ...drawn, policy: {}, otherPolicy: {}, serverLimits: { accessTokenLifetime: '60d' }, ...world },
    steps,
  }))

/** Worlds and what happens in them: with one credential for all tabs, or with a grant for each. */
export const scheduleWith = (credentials: DrawnWorld['credentials']): fc.Arbitrary<Schedule> =>
  credentials === 'per-tab'
    ? common(credentials)
    : fc.oneof({ weight: 30, arbitrary: common(credentials) }, { weight: 1, arbitrary: staged })

const common = (credentials: DrawnWorld['credentials']): fc.Arbitrary<Schedule> =>
  fc
    .tuple(
      worldWith(credentials),
      fc.option(fc.oneof(holderStandsStill, answerIsLost, extendedInVain, story), { nil: [], freq: 2 }),
      fc.array(
        fc.oneof(
          { weight: 12, arbitrary: single.map((step): readonly Step[] => [step]) },
          { weight: 4, arbitrary: story },
          { weight: 1, arbitrary: momentous.map((step): readonly Step[] => [step]) },
        ),
        { minLength: 4, maxLength: 24 },
      ),
    )
    .map(([drawn, first, parts]) => ({ world: drawn, steps: [...first, ...parts.flat()] }))
