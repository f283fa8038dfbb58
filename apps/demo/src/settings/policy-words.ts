import type { DemoPolicyName } from 'auth-server/demo-policies'

/** What a policy is called, and what will happen under it. */
export interface PolicyWords {
  readonly group: 'Systems' | 'Norms'
  readonly label: string
  readonly promise: string
}

export const POLICY_WORDS: Readonly<Record<DemoPolicyName, PolicyWords>> = {
  spektr: {
    group: 'Systems',
    label: 'spektr',
    promise:
      'The token’s age decides, whoever is there: it is refreshed two minutes before the hour is over; the dialog opens a minute before it only if that failed.',
  },
  ias: {
    group: 'Systems',
    label: 'IAS, web client',
    promise: 'Away for 20 minutes since the last refresh you are out, and after 8 hours whatever you do.',
  },
  privx: {
    group: 'Systems',
    label: 'PrivX',
    promise: 'Tokens go on being renewed in an open tab, and after an hour with nobody there it is over all the same.',
  },
  'privx-saved-limit': {
    group: 'Systems',
    label: 'PrivX, limit saved earlier',
    promise: 'The limit of an hour comes to nothing: renewing lasts 15 minutes in all, and then you are out.',
  },
  'auth-it': {
    group: 'Systems',
    label: 'Auth.it',
    promise: 'The server counts: half an hour without a refresh or word of you ends it, and ten hours do in any case.',
  },
  corteza: {
    group: 'Systems',
    label: 'Corteza, all at 2 minutes',
    promise: 'With every tab closed, or asleep, for more than two minutes you are out at the next look.',
  },
  'corteza-long-refresh': {
    group: 'Systems',
    label: 'Corteza, refresh token 2 hours',
    promise: 'Away for more than two minutes you are still in: the refresh token is alive.',
  },
  'corteza-long-session': {
    group: 'Systems',
    label: 'Corteza, sign-on session 2 hours',
    promise: 'Away for more than two minutes you come back in without a form: the provider still knows you.',
  },
  'nist-aal1': {
    group: 'Norms',
    label: 'NIST AAL1',
    promise: 'After 30 days you are out, and after nothing else. Two minutes of warning are over in 6 ms here, so there is none.',
  },
  'nist-aal2': {
    group: 'Norms',
    label: 'NIST AAL2',
    promise: 'An hour with nobody there ends it, and 24 hours do in any case.',
  },
  'nist-aal3': {
    group: 'Norms',
    label: 'NIST AAL3',
    promise: 'A quarter of an hour with nobody there ends it, and 12 hours do in any case.',
  },
  'pci-dss': {
    group: 'Norms',
    label: 'PCI DSS',
    promise: 'A quarter of an hour with nobody there ends it; there is no figure for the whole.',
  },
  'asvs-l2': {
    group: 'Norms',
    label: 'OWASP ASVS level 2',
    promise: 'An hour with nobody there ends it, and 24 hours do in any case: figures of NIST, where ASVS leaves them to you.',
  },
  'asvs-l3': {
    group: 'Norms',
    label: 'OWASP ASVS level 3',
    promise: 'A quarter of an hour with nobody there ends it, and 12 hours do in any case: figures of NIST again.',
  },
  'owasp-high-value': {
    group: 'Norms',
    label: 'OWASP cheat sheet, high value',
    promise: 'Five minutes with nobody there end it, and 8 hours do in any case.',
  },
  'owasp-low-risk': {
    group: 'Norms',
    label: 'OWASP cheat sheet, low risk',
    promise: 'Half an hour with nobody there ends it, and 8 hours do in any case.',
  },
  hipaa: {
    group: 'Norms',
    label: 'HIPAA, with 10 minutes',
    promise: 'Ten minutes with nobody there end it: the figure is ours, because the law gives none.',
  },
  psd2: {
    group: 'Norms',
    label: 'PSD2',
    promise: 'Five minutes with nobody there end it.',
  },
}
