/**
 * One cookie session of the app server, with an OpenID client of its own. Lifetimes are real figures; at the provider they are
 * divided by `rate`, and a browser whose clock runs `rate` times as fast multiplies them back.
 */
export interface DemoSession {
  /** Client id, cookie name and session name. */
  readonly name: string
  /** Base path of the session server, `/session`. */
  readonly path: `/${string}`
  /** Base path of the protected API. Default: `path` with its last part replaced by `api`. */
  readonly apiPath?: `/${string}`
  /** How many times faster than real. Default 1. */
  readonly rate?: number
  /** Default 300. */
  readonly accessTokenSeconds?: number
  /** Life of the sign-in's refresh tokens, rotation included. Default 8 h. */
  readonly refreshTokenSeconds?: number
  /** Longest gap between two refreshes. Default: none but the refresh tokens' life. */
  readonly refreshWindowSeconds?: number
  /** Kept by the session server. Default: none. */
  readonly maxLifetimeSeconds?: number
  /** Longest gap without presence, kept by the session server. Default: none, the page keeps its own. */
  readonly inactivitySeconds?: number
  /** Longest gap without presence or renewal, kept by the session server. Default: none. */
  readonly serverIdleSeconds?: number
  /** The provider's own session, from the authentication on: within it a sign-in needs no form. Default: longer than any other life. */
  readonly signOnSeconds?: number
  /** The same for who ticks "remember me" in the provider's form, which asks for it then. Default: it does not ask. */
  readonly rememberedSignOnSeconds?: number
}

/** The same with every default filled in and every life divided by the rate, in milliseconds. */
export interface ScaledSession {
  readonly name: string
  readonly path: string
  readonly apiPath: string
  readonly clientSecret: string
  readonly accessTokenMs: number
  readonly refreshTokenMs: number
  readonly refreshWindowMs: number | null
  readonly maxLifetimeMs: number | null
  readonly inactivityMs: number | null
  readonly serverIdleMs: number | null
  readonly signOnMs: number | null
  readonly rememberedSignOnMs: number | null
}

/** The demo's own: at real speed, and thirty times as fast. */
export const DEFAULT_SESSIONS: readonly DemoSession[] = [
  { name: 'demo', path: '/session', rate: 1 },
  { name: 'demo-x30', path: '/x30/session', rate: 30 },
]

export function scaled(session: DemoSession): ScaledSession {
  const rate = session.rate ?? 1
  const lifeMs = (seconds: number): number => Math.max(1000, Math.round((seconds * 1000) / rate))
  const optional = (seconds: number | undefined): number | null => (seconds === undefined ? null : lifeMs(seconds))
  return {
    name: session.name,
    path: session.path,
    apiPath: session.apiPath ?? session.path.replace(/[^/]+$/, 'api'),
    clientSecret: crypto.randomUUID(),
    accessTokenMs: lifeMs(session.accessTokenSeconds ?? 300),
    refreshTokenMs: lifeMs(session.refreshTokenSeconds ?? 28_800),
    refreshWindowMs: optional(session.refreshWindowSeconds),
    maxLifetimeMs: optional(session.maxLifetimeSeconds),
    inactivityMs: optional(session.inactivitySeconds),
    serverIdleMs: optional(session.serverIdleSeconds),
    signOnMs: optional(session.signOnSeconds),
    rememberedSignOnMs: optional(session.rememberedSignOnSeconds),
  }
}
