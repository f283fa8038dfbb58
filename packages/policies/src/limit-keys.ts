import type { Limits } from '@stillhere/core'

/** Every limit that a policy can have. */
export const LIMIT_KEYS = [
  'inactivity',
  'serverIdle',
  'maxLifetime',
  'refreshWindow',
  'refreshTokenLifetime',
  'signOnWindow',
  'accessTokenLifetime',
] as const satisfies readonly (keyof Limits)[]
