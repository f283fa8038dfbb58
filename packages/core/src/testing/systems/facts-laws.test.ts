import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type EndFact, type Facts, mergeFacts, readFacts, type Renewal, sameFacts } from '../../engine/facts.ts'
import { END_ORDER } from '../../engine/words.ts'

/** Few values each, so that ties and equal parts are drawn often. */
const instant = fc.constantFrom(0, 1000, 2000, 3000)
const few = (values: readonly number[]) => fc.constantFrom(...values)

const renewal: fc.Arbitrary<Renewal> = fc.record({
  revision: few([1, 2, 3]),
  askedAt: instant,
  issuedAt: instant,
  slackMs: instant,
  endsAt: fc.record({ 'token-expired': instant, inactive: instant, 'max-lifetime': instant }, { requiredKeys: [] }),
  longestMs: fc.record({ inactive: instant }, { requiredKeys: [] }),
  extendable: fc.constantFrom(null, true, false),
  moved: fc.boolean(),
  refused: fc.boolean(),
})

const end: fc.Arbitrary<EndFact> = fc.record({
  reason: fc.constantFrom(...END_ORDER),
  at: instant,
  limitMs: fc.constantFrom(null, 0, 1000),
  settled: fc.boolean(),
})

const facts: fc.Arbitrary<Facts> = fc.record({
  format: fc.constant(1 as const),
  session: few([1, 2]),
  key: fc.constantFrom('a', 'b'),
  subject: fc.constantFrom('ada', 'grace'),
  startedAt: instant,
  proofs: few([0, 1, 2]),
  authenticatedAt: fc.option(instant, { nil: null }),
  remembered: fc.boolean(),
  offsetMs: instant,
  activityAt: instant,
  limitsMs: fc.record({ inactivity: few([1000, 2000]), maxLifetime: few([3000, 4000]) }, { requiredKeys: [] }),
  renewal: fc.option(renewal, { nil: null }),
  end: fc.option(end, { nil: null }),
})

function same(a: Facts, b: Facts): void {
  expect(sameFacts(a, b) ? 'same' : { a, b }).toBe('same')
}
const keysOfFacts = [
  'format',
  'session',
  'key',
  'subject',
  'startedAt',
  'proofs',
  'authenticatedAt',
  'activityAt',
  'offsetMs',
  'limitsMs',
  'renewal',
  'end',
] as const
const runs = { numRuns: 5000, seed: 20_260_101 }

describe('merging facts', { timeout: 60_000 }, () => {
  test('does not depend on who merges with whom', () => {
    fc.assert(
      fc.property(facts, facts, (a, b) => same(mergeFacts(a, b), mergeFacts(b, a))),
      runs,
    )
  })

  test('does not depend on the order of hearing', () => {
    fc.assert(
      fc.property(facts, facts, facts, (a, b, c) => same(mergeFacts(a, mergeFacts(b, c)), mergeFacts(mergeFacts(a, b), c))),
      runs,
    )
  })

  test('with itself changes nothing', () => {
    fc.assert(
      fc.property(facts, (a) => same(mergeFacts(a, a), a)),
      runs,
    )
  })

  test('never forgets an end or the later activity of the same session', () => {
    fc.assert(
      fc.property(facts, facts, (a, b) => {
        const merged = mergeFacts(a, b)
        if (a.session !== b.session || a.key !== b.key) return
        expect(merged.end === null).toBe(a.end === null && b.end === null)
        expect(merged.activityAt).toBe(
          Math.max(...[a, b].filter(({ offsetMs }) => offsetMs === merged.offsetMs).map(({ activityAt }) => activityAt)),
        )
      }),
      runs,
    )
  })

  test('survives the way over a channel or a store', () => {
    fc.assert(
      fc.property(facts, (a) => {
        const copy: unknown = JSON.parse(JSON.stringify(a))
        const read = readFacts(copy, 10_000, 2000)
        expect(read).not.toBeNull()
        if (read !== null) same(read, a)
      }),
      runs,
    )
  })

  test('whatever else comes over a channel or a store is read as nothing, or as facts that can be merged', () => {
    fc.assert(
      fc.property(facts, fc.anything(), fc.constantFrom(...keysOfFacts), (a, junk, key) => {
        expect(() => readFacts(junk, 10_000, 2000)).not.toThrow()
        const read = readFacts({ ...a, [key]: junk }, 10_000, 2000)
        if (read !== null) same(mergeFacts(read, a), mergeFacts(a, read))
      }),
      runs,
    )
  })
})
