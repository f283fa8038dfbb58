import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Facts, mergeFacts, readFacts } from './facts.ts'
import { END_ORDER } from './words.ts'

const instant = fc.integer({ min: 0, max: 50 })
const facts: fc.Arbitrary<Facts> = fc.record({
  format: fc.constant(1 as const),
  session: fc.integer({ min: 1, max: 2 }),
  key: fc.constantFrom('k1', 'k2'),
  subject: fc.constantFrom('ada', 'bob'),
  startedAt: instant,
  proofs: fc.integer({ min: 0, max: 2 }),
  authenticatedAt: fc.option(instant),
  remembered: fc.boolean(),
  offsetMs: instant,
  activityAt: instant,
  limitsMs: fc.record({ inactivity: instant, maxLifetime: instant }, { requiredKeys: [] }),
  renewal: fc.option(
    fc.record({
      revision: fc.integer({ min: 1, max: 2 }),
      askedAt: fc.integer({ min: 0, max: 2 }),
      issuedAt: instant,
      slackMs: instant,
      endsAt: fc.record({ 'token-expired': instant, 'max-lifetime': instant }, { requiredKeys: [] }),
      longestMs: fc.record({ inactive: instant }, { requiredKeys: [] }),
      extendable: fc.option(fc.boolean()),
      moved: fc.boolean(),
      refused: fc.boolean(),
    }),
  ),
  end: fc.option(
    fc.record({
      reason: fc.constantFrom(...END_ORDER),
      at: fc.integer({ min: 0, max: 2 }),
      limitMs: fc.option(instant),
      settled: fc.boolean(),
    }),
  ),
})

describe('mergeFacts', () => {
  it('P-22 never brings back a session that has ended', () => {
    fc.assert(
      fc.property(facts, facts, (a, b) => {
        const merged = mergeFacts(a, b)
        const ended = [a, b].some((one) => one.session === merged.session && one.key === merged.key && one.end !== null)
        expect(merged.end !== null).toBe(ended)
      }),
    )
  })

  it('R-86 never loosens a limit in force', () => {
    fc.assert(
      fc.property(facts, facts, (a, b) => {
        const merged = mergeFacts(a, b)
        if (a.session !== b.session || a.key !== b.key) return
        expect(merged.limitsMs.inactivity ?? Infinity).toBe(Math.min(a.limitsMs.inactivity ?? Infinity, b.limitsMs.inactivity ?? Infinity))
      }),
    )
  })
})

describe('readFacts', () => {
  const written: Facts = {
    format: 1,
    session: 3,
    key: 'k',
    subject: 's',
    startedAt: 10,
    proofs: 1,
    authenticatedAt: null,
    remembered: false,
    offsetMs: 0,
    activityAt: 20,
    limitsMs: { inactivity: 900 },
    renewal: {
      revision: 2,
      askedAt: 15,
      issuedAt: 15,
      slackMs: 0,
      endsAt: { 'token-expired': 99 },
      longestMs: {},
      extendable: null,
      moved: true,
      refused: false,
    },
    end: null,
  }

  it('reads what was written, through any copy', () => {
    expect(readFacts(JSON.parse(JSON.stringify(written)), 100, 0)).toEqual(written)
  })

  it.each([
    null,
    undefined,
    7,
    'facts',
    [],
    {},
    { ...written, format: 2 },
    { ...written, session: '3' },
    { ...written, startedAt: Number.NaN },
    { ...written, activityAt: -1 },
  ])('R-63 takes nothing from %j', (value) => {
    expect(readFacts(value, 100, 0)).toBeNull()
  })

  it('R-86 takes what lies ahead of the clock for written before the clock was set back: nothing that elapsed is lost', () => {
    const ahead = { ...written, startedAt: 4000, activityAt: 5000 }
    const read = readFacts(ahead, 100, 10)
    expect(read).toMatchObject({ offsetMs: 4900, startedAt: 4000, activityAt: 5000 })
    const ours: Facts = { ...written, startedAt: 60, activityAt: 100 }
    expect(read && mergeFacts(read, ours)).toMatchObject({ offsetMs: 4900, startedAt: 4000, activityAt: 5000 })
  })

  it('leaves out what is not a number or not a reason', () => {
    const forged = { ...written, limitsMs: { inactivity: 'long' }, end: { reason: 'bored', at: 1 } }
    expect(readFacts(forged, 100, 0)).toMatchObject({ limitsMs: {}, end: null })
  })
})
