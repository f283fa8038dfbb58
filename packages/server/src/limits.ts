import { type Duration, parseDuration } from '@stillhere/core'

/** Figures that the server keeps and reports. One that is left out is no limit of this server's. */
export interface SessionServerLimitFigures {
  /**
   * Longest gap without presence: what `extend` reports, or a request to the app's own API that is not marked as background.
   * → `inactive`
   */
  readonly inactivity?: Duration
  /** Longest gap without presence or a renewal of the tokens. → `server-idle` */
  readonly serverIdle?: Duration
  /** Longest time since sign-in, whatever happens. → `max-lifetime` */
  readonly maxLifetime?: Duration
  /** Life of the sign-in's refresh tokens, rotation included. Bounds refreshing. → `refresh-expired`, at token expiry */
  readonly refreshTokenLifetime?: Duration
  /** Longest gap between two refreshes. Bounds refreshing. → `refresh-expired`, at token expiry */
  readonly refreshWindow?: Duration
}

/** Limits that the server enforces, whatever a page does. */
export interface SessionServerLimits extends SessionServerLimitFigures {
  /**
   * From where `maxLifetime` is counted: the sign-in here (default), or the instant at which the user was last authenticated at the provider
   * (`auth_time`), so that a provider whose own session lives on begins no new lifetime here. It is then asked for an authentication
   * that is young enough (`max_age`), and a sign-in whose `auth_time` is older or missing is refused.
   */
  readonly maxLifetimeFrom?: 'session' | 'auth_time'
  /**
   * For who asks to be remembered: `<publicUrl>/login?remember=1`. What it does not name comes from the others. Left out: nobody
   * is remembered, whatever is asked.
   */
  readonly remembered?: SessionServerLimitFigures
}

/** In milliseconds; Infinity for none. */
export interface LimitsMs {
  readonly inactivityMs: number
  readonly serverIdleMs: number
  readonly maxLifetimeMs: number
  readonly refreshTokenLifetimeMs: number
  readonly refreshWindowMs: number
  readonly fromAuthTime: boolean
}

/** The two sets of limits, checked. */
export interface Limits {
  readonly plain: LimitsMs
  /** null: nobody is remembered. */
  readonly remembered: LimitsMs | null
}

/** @throws whatever `refuse` throws for a limit of zero; StillhereError `duration-invalid` for one that is no duration */
export function readLimits(limits: SessionServerLimits | undefined, refuse: (name: string, value: unknown) => never): Limits {
  const read = (figures: SessionServerLimitFigures, place: string): LimitsMs => {
    const ms = (name: keyof SessionServerLimitFigures): number => {
      const value = figures[name]
      if (value === undefined) return Number.POSITIVE_INFINITY
      const parsed = parseDuration(value)
      return parsed > 0 ? parsed : refuse(`${place}.${name}`, value)
    }
    return {
      inactivityMs: ms('inactivity'),
      serverIdleMs: ms('serverIdle'),
      maxLifetimeMs: ms('maxLifetime'),
      refreshTokenLifetimeMs: ms('refreshTokenLifetime'),
      refreshWindowMs: ms('refreshWindow'),
      fromAuthTime: maxLifetimeFrom === 'auth_time',
    }
  }
  const { remembered, maxLifetimeFrom = 'session', ...plain } = limits ?? {}
  return {
    plain: read(plain, 'limits'),
    remembered: remembered ? read({ ...plain, ...remembered }, 'limits.remembered') : null,
  }
}

/** Which of the two hold for a session. One that was remembered under older settings falls back to the plain ones. */
export function limitsOf(limits: Limits, session: { readonly remembered: boolean }): LimitsMs {
  return (session.remembered ? limits.remembered : null) ?? limits.plain
}
