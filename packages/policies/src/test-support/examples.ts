import type { SessionPolicy } from '@stillhere/core'
import { authIt, asvs, corteza, hipaa, ias, nist, owaspCheatSheet, pciDss, privx, psd2, spektr } from '../index.ts'

/** A policy that stories show and tests explain. */
export interface Example {
  readonly policy: SessionPolicy
  readonly remembered?: boolean
  readonly tokensIn?: 'tabs'
}

const PRIVX_TOKENS = { accessTokenLifetime: '5m' } as const
const CORTEZA_TWO_MINUTES = {
  AUTH_OAUTH2_ACCESS_TOKEN_LIFETIME: '2m',
  AUTH_OAUTH2_REFRESH_TOKEN_LIFETIME: '2m',
  AUTH_SESSION_LIFETIME: '2m',
  AUTH_SESSION_PERM_LIFETIME: '0',
}

/** Every system and every norm, with the figures that their documentation speaks of. */
export const EXAMPLES = {
  spektr: { policy: spektr() },
  'ias-web': { policy: ias({ client: 'web' }) },
  'ias-native': { policy: ias({ client: 'native' }) },
  'ias-sensitive': { policy: ias({ client: 'native', sensitive: true }) },
  'privx-tokens': { policy: privx({ refresh_token_valid: '30m', session_valid: '24h', ...PRIVX_TOKENS }), tokensIn: 'tabs' },
  'privx-server': { policy: privx({ refresh_token_valid: '30m', session_valid: '24h', ...PRIVX_TOKENS }) },
  'privx-limit': {
    policy: privx({ refresh_token_valid: '30m', session_valid: '24h', sessionInactivityLimitSeconds: 3600, ...PRIVX_TOKENS }),
    tokensIn: 'tabs',
  },
  'privx-ten-minutes': {
    policy: privx({ refresh_token_valid: '15m', sessionInactivityLimitSeconds: 600, ...PRIVX_TOKENS }),
    tokensIn: 'tabs',
  },
  'privx-saved-earlier': {
    policy: privx({ refresh_token_valid: '15m', sessionInactivityLimitSeconds: 3600, limitSavedEarlier: true, ...PRIVX_TOKENS }),
    tokensIn: 'tabs',
  },
  'auth-it': { policy: authIt() },
  corteza: { policy: corteza() },
  'corteza-remembered': { policy: corteza(), remembered: true },
  'corteza-two-minutes': { policy: corteza(CORTEZA_TWO_MINUTES) },
  'nist-aal1': { policy: nist('AAL1') },
  'nist-aal2': { policy: nist('AAL2') },
  'nist-aal3': { policy: nist('AAL3') },
  'pci-dss': { policy: pciDss() },
  'asvs-l1': { policy: asvs('L1', { inactivity: '4h', maxLifetime: '7d' }) },
  'asvs-l2': { policy: asvs('L2') },
  'asvs-l3': { policy: asvs('L3') },
  'owasp-high-value': { policy: owaspCheatSheet('high-value') },
  'owasp-low-risk': { policy: owaspCheatSheet('low-risk') },
  hipaa: { policy: hipaa({ inactivity: '10m' }) },
  psd2: { policy: psd2() },
} satisfies Readonly<Record<string, Example>>

export type ExampleName = keyof typeof EXAMPLES
