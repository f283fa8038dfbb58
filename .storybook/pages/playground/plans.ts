import type { SessionPolicy, WorldOptions } from '../../product.ts'

/** A set of limits to try, as a project would choose them. */
export interface Plan {
  readonly id: string
  readonly name: string
  /** What that means, for people who do not know the words of the policy. */
  readonly means: string
  readonly policy: SessionPolicy
  /** What the server enforces. */
  readonly serverLimits: NonNullable<WorldOptions['serverLimits']>
}

const OFFICE: Plan = {
  id: 'office',
  name: '15 minutes away, 8 hours at most',
  means: 'Who is away for 15 minutes is signed out. One sign-in lasts 8 hours. Behind it, a token is renewed every few minutes.',
  policy: { inactivity: '15m', maxLifetime: '8h' },
  serverLimits: { accessTokenLifetime: '5m', maxLifetime: '8h' },
}

export const PLANS: readonly Plan[] = [
  OFFICE,
  {
    id: 'tokens',
    name: 'Tokens only',
    means: 'Nobody is asked whether they are there. A token of 1 hour is renewed for up to 30 days; if that fails, it ends with the token.',
    policy: { refreshTokenLifetime: '30d', onTokenExpiry: 'end' },
    serverLimits: { accessTokenLifetime: '1h', refreshTokenLifetime: '30d' },
  },
  {
    id: 'cap',
    name: '10 hours, whatever happens',
    means: 'One limit, and nothing moves it: after 10 hours everybody signs in again.',
    policy: { maxLifetime: '10h' },
    serverLimits: { accessTokenLifetime: '1h', maxLifetime: '10h' },
  },
  {
    id: 'everything',
    name: 'Every limit at once',
    means: '15 minutes away, 30 minutes without the server hearing of you, 8 hours in all, tokens of 5 minutes, renewable for 12 hours.',
    policy: { inactivity: '15m', serverIdle: '30m', maxLifetime: '8h', refreshWindow: '1h', refreshTokenLifetime: '12h' },
    serverLimits: {
      inactivity: '15m',
      serverIdle: '30m',
      maxLifetime: '8h',
      refreshWindow: '1h',
      refreshTokenLifetime: '12h',
      accessTokenLifetime: '5m',
    },
  },
]

/** The first one where the id is none of ours. */
export function planOf(id: string): Plan {
  return PLANS.find((plan) => plan.id === id) ?? OFFICE
}
