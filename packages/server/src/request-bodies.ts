import type { EndReason, WireLogout, WireRefresh } from '@stillhere/core'
import { isObject, readJson } from './record.ts'
import { returnPath } from './return-path.ts'

/** As much as a browser sends along with a page that is being left (Fetch, `keepalive`). */
const LONGEST = 65_536

// A record rather than a list, so that a reason added to the vocabulary is missed by the compiler.
const REASONS: Readonly<Record<EndReason, true>> = {
  'token-expired': true,
  'refresh-expired': true,
  'refresh-rejected': true,
  inactive: true,
  'server-idle': true,
  'max-lifetime': true,
  'signed-out': true,
  revoked: true,
  replaced: true,
}

/** Body of `refresh` and `extend`, or null. */
export function readRefresh(text: string): WireRefresh | null {
  const body = text.length > LONGEST ? undefined : readJson(text)
  const seconds = isObject(body) ? body['minValiditySeconds'] : undefined
  return typeof seconds === 'number' && seconds >= 0 ? { minValiditySeconds: seconds } : null
}

/** Body of `logout`, its path checked and normalised, or null. A path that is refused counts as none: the session ends all the same. */
export function readLogout(text: string, origin: string): WireLogout | null {
  const body = text.length > LONGEST ? undefined : readJson(text)
  if (!isObject(body) || !isEndReason(body['reason'])) return null
  return { reason: body['reason'], returnTo: returnPath(body['returnTo'], origin) }
}

function isEndReason(value: unknown): value is EndReason {
  return typeof value === 'string' && Object.hasOwn(REASONS, value)
}
