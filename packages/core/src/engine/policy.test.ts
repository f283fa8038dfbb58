import { describe, expect, it } from 'vitest'
import type { SessionPolicy } from './policy-types.ts'
import { resolvePolicy } from './policy.ts'

describe('resolvePolicy', () => {
  it('fills in safe defaults and ends nothing that the app did not choose to end', () => {
    expect(resolvePolicy()).toMatchObject({
      limitsMs: {},
      refreshLeadMs: null,
      onTokenExpiry: 'check',
      onRejected: 'end',
      refreshWhen: 'always',
      whileWarning: 'ask',
    })
    expect(resolvePolicy().warningLeadMs).toMatchObject({ inactivity: 120_000, maxLifetime: 120_000, accessTokenLifetime: 60_000 })
  })

  it('takes for a remembered session what `remembered` does not name from the base', () => {
    const { rememberedLimitsMs } = resolvePolicy({ inactivity: '15m', maxLifetime: '8h', remembered: { maxLifetime: '30d' } })
    expect(rememberedLimitsMs).toEqual({ inactivity: 900_000, maxLifetime: 2_592_000_000 })
  })

  it('takes one warning lead for all limits, or one per limit, or none', () => {
    expect(resolvePolicy({ warningLead: '5m' }).warningLeadMs.inactivity).toBe(300_000)
    expect(resolvePolicy({ warningLead: { inactivity: 'none', maxLifetime: '10m' } }).warningLeadMs).toMatchObject({
      inactivity: null,
      maxLifetime: 600_000,
      accessTokenLifetime: 60_000,
    })
  })

  it.each<[string, object, string, RegExp]>([
    ['an unknown key', { inactivityTimeout: '15m' }, 'policy-key-unknown', /"inactivityTimeout".*inactivity/],
    ['an unknown key of a remembered session', { remembered: { refreshLead: '1m' } }, 'policy-key-unknown', /remembered.*"refreshLead"/],
    ['a warning lead for what is no limit', { warningLead: { inactive: '1m' } }, 'policy-key-unknown', /warningLead.*"inactive"/],
    ['an unknown choice', { onTokenExpiry: 'leave' }, 'policy-key-unknown', /onTokenExpiry is "leave".*'check' or 'end'/],
    ['a duration without unit', { inactivity: '900' }, 'duration-invalid', /inactivity: "900".*'15m'/],
    ['a limit that is over at once', { maxLifetime: '0s' }, 'policy-limit-too-short', /maxLifetime is "0s".*1 second/],
    ['R-3 a warning under 20 seconds', { warningLead: '19s' }, 'policy-warning-too-short', /"19s".*20 seconds.*WCAG 2\.2\.1/],
    [
      'R-3 a warning under 20 seconds for one limit',
      { warningLead: { inactivity: '5s' } },
      'policy-warning-too-short',
      /warningLead\.inactivity/,
    ],
    [
      'P-7 a lead of more than half the token life',
      { refreshLead: '3m', accessTokenLifetime: '5m' },
      'policy-limits-conflict',
      /refreshLead is "3m" and accessTokenLifetime "5m".*half/,
    ],
    ['a maximum from auth_time that is not there', { maxLifetimeFrom: 'auth_time' }, 'policy-limits-conflict', /no maxLifetime/],
  ])('refuses %s, naming value, rule and way out', (_, policy, code, message) => {
    expect(() => resolvePolicy(policy as SessionPolicy)).toThrowError(
      expect.objectContaining({ code, message: expect.stringMatching(message) }),
    )
  })
})
