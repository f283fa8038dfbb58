import { LIMIT_KEYS, resolvePolicy, type SessionPolicy } from '@stillhere/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { corteza } from './corteza.ts'
import { hipaa, nist, pciDss, psd2 } from './norms.ts'
import { spektr } from './spektr.ts'
import { strictest } from './strictest.ts'

const limits = fc.record(
  Object.fromEntries(LIMIT_KEYS.map((key) => [key, fc.constantFrom('5m', '15m', '1h', '8h', '30d')])) as Record<
    (typeof LIMIT_KEYS)[number],
    fc.Arbitrary<'15m'>
  >,
  { requiredKeys: [] },
)
const policies: fc.Arbitrary<SessionPolicy> = fc
  .record(
    {
      limits,
      remembered: limits,
      refreshLead: fc.constantFrom('30s' as const, '1m' as const),
      onTokenExpiry: fc.constantFrom('check' as const, 'end' as const),
      warningLead: fc.constantFrom<NonNullable<SessionPolicy['warningLead']>>('1m', '5m', { inactivity: 'none' }),
    },
    { requiredKeys: ['limits'] },
  )
  .map(({ limits: base, ...rest }) => ({ ...base, ...rest }))

/** The instant after which nothing renews, from one refresh on. */
function renewable({
  refreshWindow = Infinity,
  refreshTokenLifetime = Infinity,
  signOnWindow = 0,
}: Partial<Record<string, number>>): number {
  return Math.max(Math.min(refreshWindow, refreshTokenLifetime), signOnWindow)
}

describe('the strictest of several policies', () => {
  test('R-88 has the shortest of each limit, the longest of each lead and the clauses of all', () => {
    const both = strictest(nist('AAL2'), pciDss(), psd2(), hipaa({ inactivity: '10m' }))
    expect(both).toMatchObject({ inactivity: '5m', maxLifetime: '1d', warningLead: { inactivity: '2m', maxLifetime: '2m' } })
    expect(both.clauses?.map(({ clause }) => clause)).toHaveLength(5)
    expect(resolvePolicy(both).loosened).toEqual([])
  })

  test('R-88 keeps what systems have of their own', () => {
    expect(strictest(spektr(), pciDss())).toMatchObject({
      inactivity: '15m',
      refreshTokenLifetime: '30d',
      refreshLead: '2m',
      onTokenExpiry: 'end',
    })
    const remembering = strictest(corteza(), nist('AAL2'))
    expect(remembering).toMatchObject({
      inactivity: '1h',
      signOnWindow: '1d',
      remembered: { signOnWindow: '360d', inactivity: '1h', maxLifetime: '1d' },
    })
  })

  test('R-88 gives a remembered session no sign-on window that the stricter one has not', () => {
    const both = resolvePolicy(strictest({ signOnWindow: '2h' }, { remembered: { refreshWindow: '1h' } }))
    expect(renewable(both.rememberedLimitsMs ?? {})).toBe(3_600_000)
  })

  test('R-88 is no looser than any of them, with "remember me" or without', () => {
    fc.assert(
      fc.property(policies, policies, (one, other) => {
        const result = resolvePolicy(strictest(one, other))
        for (const policy of [one, other].map((written) => resolvePolicy(written))) {
          for (const [mine, theirs] of [
            [result.limitsMs, policy.limitsMs],
            [result.rememberedLimitsMs ?? result.limitsMs, policy.rememberedLimitsMs ?? policy.limitsMs],
          ] as const) {
            for (const key of LIMIT_KEYS.filter((one) => one !== 'signOnWindow'))
              expect(mine[key] ?? Infinity).toBeLessThanOrEqual(theirs[key] ?? Infinity)
            expect(renewable(mine)).toBeLessThanOrEqual(renewable(theirs))
          }
          for (const key of LIMIT_KEYS) expect(result.warningLeadMs[key] ?? 0).toBeGreaterThanOrEqual(policy.warningLeadMs[key] ?? 0)
          expect(['end', policy.onTokenExpiry]).toContain(result.onTokenExpiry)
        }
      }),
    )
  })

  test('R-88 does not depend on the order, and of one policy is that policy', () => {
    fc.assert(
      fc.property(policies, policies, (one, other) => {
        expect(resolvePolicy(strictest(one, other))).toEqual(resolvePolicy(strictest(other, one)))
        expect(resolvePolicy(strictest(one, one))).toEqual(resolvePolicy(strictest(one)))
      }),
    )
  })
})
