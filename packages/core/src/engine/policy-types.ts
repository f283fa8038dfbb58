import type { Duration } from './duration.ts'

/** Each limit is optional; one left out is the backend's business alone. */
export interface Limits {
  /** Longest gap without activity in all tabs. → `inactive` */
  readonly inactivity?: Duration
  /** Longest gap without activity or refresh, as the server counts it. → `server-idle` */
  readonly serverIdle?: Duration
  /** Longest time since the session began, whatever happens. → `max-lifetime` */
  readonly maxLifetime?: Duration
  /** Longest gap between two refreshes. Bounds refreshing, not the session. → `refresh-expired`, at token expiry */
  readonly refreshWindow?: Duration
  /** Life of the sign-in's refresh tokens, rotation included. Bounds refreshing, not the session. → `refresh-expired`, at token expiry */
  readonly refreshTokenLifetime?: Duration
  /** Longest gap in which a live sign-on session at the provider can still renew without a form. A further way of renewing. → `refresh-expired`, at token expiry */
  readonly signOnWindow?: Duration
  /** Assumed life of an access token whose backend names none. → `token-expired` */
  readonly accessTokenLifetime?: Duration
}

/**
 * What a norm asks of one limit. Plain data: whoever reads a policy can see what it is held to, and where that is written.
 *
 * @example
 * const clause: PolicyClause = {
 *   limit: 'inactivity', atMost: '15m', strength: 'SHOULD',
 *   clause: 'NIST SP 800-63B-4 §2.3.3', url: 'https://pages.nist.gov/800-63-4/sp800-63b.html',
 * }
 */
export interface PolicyClause {
  readonly limit: keyof Limits
  /** A longer limit, or none, loosens the clause. */
  readonly atMost: Duration
  /** How binding the figure is: `'none'` where the norm leaves it to you and somebody else has chosen it. */
  readonly strength: 'SHALL' | 'SHOULD' | 'none'
  /** Norm and section, as people cite it. */
  readonly clause: string
  readonly url: string
}

/** Plain data; unknown keys are errors. */
export interface SessionPolicy extends Limits {
  /** What the limits are held to. Nothing is enforced by it: what a limit loosens stands in `session.policy.loosened` and is logged in development. */
  readonly clauses?: readonly PolicyClause[]
  /** Replace the limits above for a session that was signed in with "remember me". What it does not name comes from the base. */
  readonly remembered?: Limits
  /** How long before token expiry the refresh starts. Default: a fifth of the token's life, at most `'2m'`; never more than half. */
  readonly refreshLead?: Duration
  /** `'active'`: no background refresh while the user is away. Default `'always'`. */
  readonly refreshWhen?: 'always' | 'active'
  /** At token expiry, while a renewal may still be possible: cover the page and go on asking, or end. Default `'check'`. */
  readonly onTokenExpiry?: 'check' | 'end'
  /** A refresh that the backend rejects ends the session at once, or warns until the token expires. Default `'end'`. */
  readonly onRejected?: 'end' | 'warn'
  /** What `maxLifetime` counts from. `'auth_time'` needs a backend that says it. Default `'session'`. */
  readonly maxLifetimeFrom?: 'session' | 'auth_time'
  /** One lead for all, or per limit; `'none'` for no warning. Capped to half of what it warns of. Default `'2m'`, token expiry `'1m'`. Under 20 s is an error (WCAG 2.2.1). */
  readonly warningLead?: Duration | Readonly<Partial<Record<keyof Limits, Duration | 'none'>>>
  /** `'ask'`: only the dialog extends, where it can. `'activity'`: any activity does. Default `'ask'`. */
  readonly whileWarning?: 'ask' | 'activity'
}

/** `session.policy`: every default filled in, milliseconds, and what loosened which clause. */
export interface ResolvedPolicy {
  readonly limitsMs: Readonly<Partial<Record<keyof Limits, number>>>
  readonly rememberedLimitsMs: Readonly<Partial<Record<keyof Limits, number>>> | null
  readonly refreshLeadMs: number | null
  readonly onTokenExpiry: 'check' | 'end'
  readonly onRejected: 'end' | 'warn'
  readonly maxLifetimeFrom: 'session' | 'auth_time'
  readonly refreshWhen: 'always' | 'active'
  readonly warningLeadMs: Readonly<Record<keyof Limits, number | null>>
  readonly whileWarning: 'ask' | 'activity'
  /** The policy's clauses that its limits do not keep, for sessions with "remember me" or without. */
  readonly loosened: readonly PolicyClause[]
}
