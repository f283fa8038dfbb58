import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Answer } from '../../engine/answer-reading.ts'
import { deadlines } from '../../engine/deadlines.ts'
import { type EngineState, initialState } from '../../engine/engine-state.ts'
import { StillhereError } from '../../engine/errors.ts'
import type { EngineEvent, EventBody } from '../../engine/events.ts'
import { readFacts } from '../../engine/facts.ts'
import { nextWake } from '../../engine/next-wake.ts'
import { resolvePolicy } from '../../engine/policy.ts'
import type { SessionPolicy } from '../../engine/policy-types.ts'
import type { Rules } from '../../engine/rules.ts'
import { transition } from '../../engine/transition.ts'
import { LIMIT_REASONS } from '../../engine/words.ts'

interface User {
  readonly sub: string
}

/** What is drawn; `sentAgoMs` and facts become whole once it is known when, and in which state, it happens. */
type Make = (state: EngineState<User>, at: number) => EventBody<User>

interface Drawn {
  readonly afterMs: number
  readonly driftMs: number
  readonly body: Make
}

const second = 1000
const hour = 3_600_000
const began = 1_767_225_600_000
const error = new StillhereError('backend-unavailable', 'The network is away.')
const random = fc.double({ min: 0, max: 1, noNaN: true })
const duration = fc.constantFrom(0, 1, second, 30 * second, 300 * second, hour, 2 ** 31, 400 * 24 * hour)

const answer: fc.Arbitrary<Answer<User>> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      status: fc.constant('live' as const),
      userId: fc.constantFrom('u1', 'u1', 'u1', 'u2'),
      user: fc.constant({ sub: 'u1' }),
      endsInMs: fc.dictionary(fc.constantFrom(...LIMIT_REASONS), duration, { maxKeys: 5 }),
      extendable: fc.constantFrom(null, true, false),
      authAgeMs: fc.option(duration, { nil: null }),
      sessionAgeMs: fc.option(duration, { nil: null }),
      sessionKey: fc.constantFrom(null, 'a', 'a', 'b'),
      remembered: fc.boolean(),
    }),
  },
  fc.record({
    status: fc.constant('rejected' as const),
    reason: fc.constantFrom(null, 'revoked', 'replaced', 'refresh-rejected', 'inactive'),
  }),
  fc.record({ status: fc.constant('unavailable' as const), retryAfterMs: fc.option(duration, { nil: null }), error: fc.constant(error) }),
  fc.record({ status: fc.constant('misconfigured' as const), error: fc.constant(error) }),
)

const answered = fc.record({
  answer,
  sentAgoMs: fc.constantFrom(0, second, 20 * second, hour),
  random,
  stranger: fc.boolean(),
  explicit: fc.boolean(),
})

/** Facts that other tabs may have written: ours with parts of them changed, or something else. */
const heard = fc.oneof(
  fc.record({
    session: fc.constantFrom(0, 1, 2),
    key: fc.constantFrom(null, 'a', 'b'),
    agoMs: fc.constantFrom(0, second, hour, -second, -hour),
    revision: fc.constantFrom(0, 1, 5),
    over: fc.constantFrom(null, 'signed-out', 'inactive', 'replaced'),
  }),
  fc.constantFrom(null, undefined, 7, 'facts', {}, { format: 2 }),
)

function factsFrom(drawn: unknown, state: EngineState<User>, at: number): unknown {
  if (typeof drawn !== 'object' || drawn === null || !('agoMs' in drawn)) return drawn
  const { session, key, agoMs, revision, over } = drawn as {
    session: number
    key: string | null
    agoMs: number
    revision: number
    over: string | null
  }
  const base = state.facts ?? { format: 1, key: 'a', subject: 'x', startedAt: at - hour, limitsMs: {}, offsetMs: 0 }
  return {
    ...base,
    session: (state.facts?.session ?? 1) + session - 1,
    key: key ?? base.key,
    activityAt: Math.max(0, at - agoMs),
    renewal: {
      revision,
      askedAt: at - second,
      issuedAt: at - second,
      endsAt: { 'token-expired': at + hour },
      longestMs: {},
      extendable: null,
      moved: true,
      refused: false,
    },
    end: over === null ? null : { reason: over, at: at - second, limitMs: null, settled: false },
  }
}

type Simple = Exclude<
  EventBody<User>['type'],
  | 'started'
  | 'lease-taken'
  | 'lease-released'
  | 'facts-heard'
  | 'facts-read'
  | 'restore-answered'
  | 'peek-answered'
  | 'refresh-answered'
  | 'refresh-joined'
  | 'refresh-held-back'
  | 'refresh-requested'
>
const simple: readonly Simple[] = [
  'timer-fired',
  'activity-seen',
  'page-shown',
  'page-hidden',
  'page-left',
  'page-restored',
  'page-resumed',
  'came-online',
  'extend-requested',
  'sign-out-requested',
  'sign-out-confirmed',
  'backend-changed',
]

const body: fc.Arbitrary<Make> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(...simple).map((type): Make => () => ({ type })),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(heard, fc.boolean()).map(([stored, visible]): Make => (state, at) => ({
      type: 'started',
      stored: factsFrom(stored, state, at),
      visible,
    })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom('facts-heard' as const, 'facts-read' as const), heard)
      .map(([type, value]): Make => (state, at) => ({
        type,
        value: factsFrom(value, state, at),
      })),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.nat(3), duration).map(([id, maxMs]): Make => () => ({ type: 'lease-taken', id, label: 'upload', maxMs })),
  },
  {
    weight: 1,
    arbitrary: fc.nat(3).map((id): Make => () => ({ type: 'lease-released', id })),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('unauthorized' as const, 'asked' as const).map((because): Make => () => ({
      type: 'refresh-requested',
      because,
    })),
  },
  {
    weight: 5,
    arbitrary: fc
      .tuple(fc.constantFrom('restore-answered' as const, 'peek-answered' as const, 'refresh-answered' as const), answered, heard)
      .map(([type, given, standing]): Make => (state, at) => {
        const common = {
          answer: given.answer,
          sentAt: at - given.sentAgoMs,
          about: given.stranger ? 'nobody' : (state.facts?.key ?? null),
          random: given.random,
        }
        if (type === 'restore-answered') return { type, ...common, explicit: given.explicit }
        if (type === 'peek-answered') return { type, ...common }
        const read = readFacts(factsFrom(standing, state, at), at, 2000)
        return read === null ? { type: 'timer-fired' } : { type, ...common, standing: read }
      }),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(heard, fc.boolean()).map(([value, tooLate]): Make => (state, at) => {
      const standing = readFacts(factsFrom(value, state, at), at, 2000)
      return standing === null
        ? { type: 'timer-fired' }
        : { type: 'refresh-joined', about: state.facts?.key ?? 'nobody', standing, tooLate }
    }),
  },
)

const drawn: fc.Arbitrary<Drawn> = fc.record({
  afterMs: fc.constantFrom(0, 0, 1, second, 59 * second, 600 * second, hour, 2 ** 31),
  driftMs: fc.constantFrom(0, 0, 0, 0, 5 * second, -5 * second, hour, -hour),
  body,
})

const policies: fc.Arbitrary<SessionPolicy> = fc.record(
  {
    inactivity: fc.constantFrom('1s', '15m', '400d'),
    serverIdle: fc.constantFrom('30s', '1h'),
    maxLifetime: fc.constantFrom('2s', '8h', '30d'),
    refreshWindow: fc.constantFrom('10m', '2h'),
    refreshTokenLifetime: fc.constantFrom('1h', '30d'),
    signOnWindow: fc.constantFrom('5m', '1d'),
    accessTokenLifetime: fc.constantFrom('1s', '1h'),
    onTokenExpiry: fc.constantFrom('check', 'end'),
    onRejected: fc.constantFrom('end', 'warn'),
    refreshWhen: fc.constantFrom('always', 'active'),
    whileWarning: fc.constantFrom('ask', 'activity'),
  },
  { requiredKeys: [] },
)

const rules: fc.Arbitrary<Rules> = fc.record({
  policy: policies.map((policy) => resolvePolicy(policy)),
  credentials: fc.constantFrom('shared', 'per-tab'),
  enforces: fc.constantFrom([], ['inactive' as const], ['inactive' as const, 'server-idle' as const]),
  canPeek: fc.boolean(),
  hears: fc.boolean(),
  clockRate: fc.constantFrom(1, 30),
})

/** What must not be, of a state that came after one judged at `before`. */
function wrongs(state: EngineState<User>, before: number, given: Rules): string[] {
  const { status, facts, checking, asking, at } = state
  const wake = nextWake(state, given)
  const found: string[] = []
  if (at < before) found.push('the session’s time ran back')
  if (wake !== null && wake < at) found.push('the next look is in the past')
  if (status !== 'signed-in' || facts === null) return found
  const ends = deadlines(facts, given).map(({ endsAt }) => endsAt)
  const ahead = ends.filter((endsAt) => endsAt > at)
  if (ahead.length > 0 && (wake ?? Infinity) > Math.min(...ahead)) found.push('nobody looks when it ends')
  if (ends.length > ahead.length && checking === null) found.push('an end is past, and nothing is covered')
  const asksOn = checking?.step === 'waiting' && asking.status !== 'running' && given.policy.refreshWhen === 'always'
  if (asksOn && wake === null) found.push('nobody looks when to ask again')
  return found
}

test(
  'P-7 P-13 no event makes any state throw, the next look is never in the past, and whoever is signed in until an instant looks again',
  { timeout: 60_000 },
  () => {
    const seen = new Set<string>()
    fc.assert(
      fc.property(rules, fc.array(drawn, { minLength: 3, maxLength: 40 }), (given, events) => {
        const signIn: Answer<User> = {
          status: 'live',
          userId: 'u1',
          user: { sub: 'u1' },
          endsInMs: { 'token-expired': hour },
          extendable: null,
          authAgeMs: null,
          sessionAgeMs: null,
          sessionKey: 'a',
          remembered: false,
        }
        const opening: readonly Drawn[] = [
          { afterMs: 0, driftMs: 0, body: () => ({ type: 'started', stored: null, visible: true }) },
          {
            afterMs: 0,
            driftMs: 0,
            body: (_, at) => ({ type: 'restore-answered', answer: signIn, sentAt: at, about: null, random: 0.5, explicit: false }),
          },
        ]
        let state = initialState<User>()
        let wallMs = began
        let monotonicMs = 0
        for (const { afterMs, driftMs, body: make } of [...opening, ...events]) {
          wallMs += afterMs + driftMs
          monotonicMs += afterMs
          const what = make(state, wallMs)
          const event: EngineEvent<User> = { ...what, at: wallMs, monotonicMs }
          const before = state.at
          ;[state] = transition(state, event, given)
          seen.add(`${state.status}${state.checking === null ? '' : ' checking'}${state.warning === null ? '' : ' warning'} ${what.type}`)
          expect([what.type, ...wrongs(state, before, given)]).toEqual([what.type])
        }
      }),
      { numRuns: 3000, seed: 20_260_101 },
    )
    // Every kind of event met every state: signed out, signed in, warned, covered, ended.
    expect(seen.size).toBeGreaterThan(80)
  },
)
