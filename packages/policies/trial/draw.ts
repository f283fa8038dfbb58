import type { Duration, Limits, SessionPolicy } from '@stillhere/core'
import fc from 'fast-check'
import { asvs, authIt, corteza, hipaa, ias, nist, owaspCheatSheet, pciDss, privx, psd2, spektr, strictest } from '../src/index.ts'

/** A policy and how it is to be explained. */
export interface Drawn {
  readonly policy: SessionPolicy
  readonly horizon: Duration
  readonly accessTokenLifetime: Duration
  readonly remembered: boolean
}

const MINUTE_MS = 60_000
const LONGEST_MS = 400 * 86_400_000

/** From a minute to 400 days, each order of magnitude as often; half of them as people write them, so that some fall together. */
function length(longestMs: number): fc.Arbitrary<Duration> {
  const magnitude = fc
    .noBias(fc.integer({ min: 0, max: 10_000 }))
    .map((share): Duration => `${Math.round(MINUTE_MS * (longestMs / MINUTE_MS) ** (share / 10_000))}ms`)
  const common = (['1m', '2m', '5m', '10m', '15m', '20m', '30m', '1h', '2h', '8h', '24h', '7d', '30d', '400d'] as const).filter(
    (one) => inMs(one) <= longestMs,
  )
  return fc.oneof(magnitude, fc.constantFrom<Duration>(...common))
}

function inMs(written: string): number {
  const [, count = '', unit = ''] = /^([\d.]+)(\w+)$/.exec(written) ?? []
  return Number(count) * ({ ms: 1, s: 1000, m: MINUTE_MS, h: 60 * MINUTE_MS, d: 1440 * MINUTE_MS }[unit] ?? 0)
}

const LIMITS = ['inactivity', 'serverIdle', 'maxLifetime', 'refreshWindow', 'refreshTokenLifetime', 'signOnWindow'] as const

/** Every limit may be there or not. Most of them within reach of what is looked at, some far beyond. */
function limits(horizonMs: number): fc.Arbitrary<Limits> {
  const near = length(Math.min(LONGEST_MS, horizonMs * 1.5))
  const limit = fc.oneof({ weight: 4, arbitrary: near }, { weight: 1, arbitrary: length(LONGEST_MS) })
  return fc
    .subarray([...LIMITS, 'accessTokenLifetime' as const])
    .chain((keys) => fc.record<Limits>(Object.fromEntries(keys.map((key) => [key, limit]))))
}

const lead = fc.oneof(
  fc.constantFrom<Duration>('20s', '1m', '2m', '5m', '30m', '3d'),
  fc.integer({ min: 20_000, max: 600_000 }).map((one): Duration => `${one}ms`),
)

const leads = fc.oneof(
  lead,
  fc.record(Object.fromEntries([...LIMITS, 'accessTokenLifetime'].map((key) => [key, fc.oneof(lead, fc.constant('none' as const))])), {
    requiredKeys: [],
  }),
)

type Minutes = readonly [number, number, number, number]

/** Presets with figures of their own. */
const presets: readonly ((minutes: Minutes) => SessionPolicy)[] = [
  () => spektr(),
  ([token, inactive, absolute]) =>
    ias({
      client: token % 2 === 0 ? 'web' : 'native',
      sensitive: inactive % 2 === 0,
      accessTokenLifetime: `${token}m`,
      refreshTokenInactiveLifetime: `${inactive}m`,
      refreshTokenAbsoluteLifetime: `${absolute}m`,
    }),
  ([token, window, session, limit]) =>
    privx({
      accessTokenLifetime: `${token}m`,
      ...(window % 4 !== 0 && { refresh_token_valid: `${window}m` }),
      ...(session % 3 !== 0 && { session_valid: `${session}m` }),
      sessionInactivityLimitSeconds: limit * 60,
      limitSavedEarlier: true,
    }),
  ([token, idle, cap]) =>
    authIt({
      accessTokenLifespanSeconds: token * 60,
      sessionIdleTimeoutSeconds: idle * 60,
      maximumSessionLifespanSeconds: cap * 60,
    }),
  ([token, refresh, session, permanent]) =>
    corteza({
      AUTH_OAUTH2_ACCESS_TOKEN_LIFETIME: `${token}m`,
      AUTH_OAUTH2_REFRESH_TOKEN_LIFETIME: `${refresh}m`,
      AUTH_SESSION_LIFETIME: session % 5 === 0 ? '0' : `${session}m`,
      AUTH_SESSION_PERM_LIFETIME: permanent % 5 === 0 ? '0' : `${permanent}m`,
    }),
  ([token]) => ({ ...nist('AAL2'), accessTokenLifetime: `${token}m` }),
  ([token]) => ({ ...nist('AAL3'), accessTokenLifetime: `${token}m` }),
  ([token, idle]) => strictest(pciDss(), { accessTokenLifetime: `${token}m`, serverIdle: `${idle}m` }),
  ([token, idle, cap]) => ({ ...asvs('L1', { inactivity: `${idle}m`, maxLifetime: `${cap}m` }), accessTokenLifetime: `${token}m` }),
  ([token, window]) => strictest(owaspCheatSheet('high-value'), { accessTokenLifetime: `${token}m`, refreshWindow: `${window}m` }),
  ([token, idle]) => ({ ...hipaa({ inactivity: `${idle}m` }), accessTokenLifetime: `${token}m` }),
  ([token]) => ({ ...psd2(), accessTokenLifetime: `${token}m` }),
]

const minutes = (most: number) => length(most * MINUTE_MS).map((one) => Math.max(1, Math.round(inMs(one) / MINUTE_MS)))

function preset(horizonMs: number): fc.Arbitrary<SessionPolicy> {
  const most = (horizonMs / MINUTE_MS) * 1.5
  return fc
    .record({
      make: fc.constantFrom(...presets),
      // A token's life is mostly the shortest of them, as the presets ask for.
      lengths: fc
        .tuple(minutes(Math.min(most, 120)), minutes(most), minutes(most), minutes(most))
        .map(([token, one, other, last]): Minutes => [token, Math.min(one, other), Math.max(one, other), last]),
    })
    .map(({ make, lengths: [token, one, other, last] }) =>
      make([Math.min(token, Math.max(1, one - 1)), Math.max(2, one), Math.max(2, other), last]),
    )
}

/** Valid policies, each to be explained over a time that fits it. */
export function drawn(horizons: readonly Duration[]): fc.Arbitrary<Drawn> {
  return fc.constantFrom(...horizons).chain((horizon) => {
    const horizonMs = inMs(horizon)
    return fc.record({
      policy: fc.oneof({ weight: 3, arbitrary: anyPolicy(horizonMs) }, { weight: 1, arbitrary: preset(horizonMs) }),
      horizon: fc.constant(horizon),
      accessTokenLifetime: length(horizonMs),
      remembered: fc.boolean(),
    })
  })
}

function anyPolicy(horizonMs: number): fc.Arbitrary<SessionPolicy> {
  return fc
    .record({
      limits: limits(horizonMs),
      rest: fc.record<Omit<SessionPolicy, keyof Limits | 'clauses' | 'maxLifetimeFrom' | 'refreshLead'>>(
        {
          remembered: limits(horizonMs),
          onTokenExpiry: fc.constantFrom('check', 'end'),
          onRejected: fc.constantFrom('end', 'warn'),
          refreshWhen: fc.constantFrom('always', 'active'),
          whileWarning: fc.constantFrom('ask', 'activity'),
          warningLead: leads,
        },
        { requiredKeys: [] },
      ),
      // A share of the token's life, half at most; null: by default.
      leadShare: fc.option(fc.double({ min: 0.02, max: 0.5, noNaN: true })),
    })
    .map(({ limits: own, rest, leadShare }) => {
      const lifeMs = inMs(own.accessTokenLifetime ?? '1h')
      const refreshLead: Duration = `${Math.max(1000, Math.floor(lifeMs * (leadShare ?? 0)))}ms`
      return { ...own, ...rest, ...(leadShare !== null && { refreshLead }) }
    })
}
