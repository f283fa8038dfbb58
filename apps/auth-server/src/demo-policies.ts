import { type Duration, parseDuration, type SessionPolicy } from '@stillhere/core'
import { asvs, authIt, corteza, hipaa, ias, nist, owaspCheatSheet, pciDss, privx, psd2, spektr } from '@stillhere/policies'
import type { DemoSession } from './demo-session.ts'

/** A policy that page and servers keep together, in real figures, and how fast its time may run. */
export interface DemoPolicy {
  readonly policy: SessionPolicy
  /** How many times faster than real: the first shows what comes within an hour, one that follows what takes a day or more. */
  readonly rates: readonly [number, ...number[]]
  /** For policies that leave the token's life to the server. */
  readonly accessTokenLifetime?: Duration
  /** Sign-on session of the provider, counted from the authentication. Default: the policy's `signOnWindow`, else longer than anything that is shown. */
  readonly signOn?: Duration
  /** What the page alone does otherwise, because at this speed the policy's own figure is over before anybody sees it. */
  readonly page?: SessionPolicy
  /** Nobody but the page counts who is there. Default false: the session server counts, too. */
  readonly inactivityIsThePages?: boolean
}

const PRIVX_LIMIT = { sessionInactivityLimitSeconds: 3600, accessTokenLifetime: '5m' } as const

const POLICIES = {
  spektr: () => ({ policy: spektr(), rates: [30, 360] }),
  ias: () => ({ policy: ias({ client: 'web' }), rates: [30, 150], signOn: '60m' }),
  privx: () => ({
    policy: privx({ refresh_token_valid: '30m', session_valid: '24h', ...PRIVX_LIMIT }),
    rates: [30, 300],
    inactivityIsThePages: true,
  }),
  'privx-saved-limit': () => ({
    policy: privx({ refresh_token_valid: '15m', limitSavedEarlier: true, ...PRIVX_LIMIT }),
    rates: [30, 300],
    inactivityIsThePages: true,
  }),
  'auth-it': () => ({ policy: authIt(), rates: [30, 150] }),
  corteza: () => ({ policy: cortezaAt('2m', '2m'), rates: [6, 40] }),
  'corteza-long-refresh': () => ({ policy: cortezaAt('2h', '2m'), rates: [6, 40] }),
  'corteza-long-session': () => ({ policy: cortezaAt('2m', '2h'), rates: [6, 40] }),
  'nist-aal1': () => ({
    policy: nist('AAL1'),
    rates: [21_600],
    accessTokenLifetime: '1d',
    page: { refreshLead: '6h', warningLead: { maxLifetime: 'none' } },
  }),
  'nist-aal2': () => ({ policy: nist('AAL2'), rates: [60, 600], accessTokenLifetime: '30m' }),
  'nist-aal3': () => ({ policy: nist('AAL3'), rates: [15, 180], accessTokenLifetime: '12m' }),
  'pci-dss': () => ({ policy: pciDss(), rates: [15], accessTokenLifetime: '5m' }),
  'asvs-l2': () => ({ policy: asvs('L2'), rates: [60, 600], accessTokenLifetime: '30m' }),
  'asvs-l3': () => ({ policy: asvs('L3'), rates: [15, 180], accessTokenLifetime: '12m' }),
  'owasp-high-value': () => ({ policy: owaspCheatSheet('high-value'), rates: [5, 60], accessTokenLifetime: '5m' }),
  'owasp-low-risk': () => ({ policy: owaspCheatSheet('low-risk'), rates: [30, 240], accessTokenLifetime: '20m' }),
  hipaa: () => ({ policy: hipaa({ inactivity: '10m' }), rates: [10], accessTokenLifetime: '5m' }),
  psd2: () => ({ policy: psd2(), rates: [5], accessTokenLifetime: '5m' }),
} as const satisfies Readonly<Record<string, () => DemoPolicy>>

export type DemoPolicyName = keyof typeof POLICIES

/** Systems first, then norms. */
export const DEMO_POLICY_NAMES: readonly DemoPolicyName[] = Object.keys(POLICIES).filter(isDemoPolicyName)

export function isDemoPolicyName(text: string): text is DemoPolicyName {
  return Object.hasOwn(POLICIES, text)
}

export function demoPolicy(name: DemoPolicyName): DemoPolicy {
  return POLICIES[name]()
}

/** A session for every policy at each of its rates, each of which has a client, a cookie and a path of its own. */
export function policySessions(): readonly DemoSession[] {
  return DEMO_POLICY_NAMES.flatMap((name) => demoPolicy(name).rates.map((rate) => policySession(name, rate)))
}

/** What the servers keep of a policy. */
export function policySession(name: DemoPolicyName, rate: number): DemoSession {
  const { policy, accessTokenLifetime, signOn, inactivityIsThePages = false } = demoPolicy(name)
  const figures = {
    accessTokenSeconds: accessTokenLifetime ?? policy.accessTokenLifetime,
    refreshTokenSeconds: policy.refreshTokenLifetime ?? policy.maxLifetime ?? '30d',
    refreshWindowSeconds: policy.refreshWindow,
    maxLifetimeSeconds: policy.maxLifetime,
    inactivitySeconds: inactivityIsThePages ? undefined : policy.inactivity,
    serverIdleSeconds: policy.serverIdle,
    signOnSeconds: signOn ?? policy.signOnWindow,
    rememberedSignOnSeconds: policy.remembered?.signOnWindow,
  } satisfies { readonly [Figure in keyof DemoSession]?: Duration | undefined }
  const named = Object.entries(figures).flatMap(([figure, duration]) => (duration ? [[figure, parseDuration(duration) / 1000]] : []))
  return { name: `demo-${name}-x${rate}`, path: `/${name}/x${rate}/session`, rate, ...Object.fromEntries(named) }
}

/** Only the refresh token's and the authentication session's life tell the three apart. */
function cortezaAt(refreshToken: string, session: string): SessionPolicy {
  return corteza({
    AUTH_OAUTH2_ACCESS_TOKEN_LIFETIME: '2m',
    AUTH_OAUTH2_REFRESH_TOKEN_LIFETIME: refreshToken,
    AUTH_SESSION_LIFETIME: session,
  })
}
