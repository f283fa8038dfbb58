import type { WireLogout, WireRefresh } from '@stillhere/core'
import { isEndReason, isObject, readJson } from './record.ts'
import { returnPath } from './return-path.ts'

/** As much as a browser sends along with a page that is being left (Fetch, `keepalive`). */
export const LONGEST_BODY = 65_536

/** Body of `refresh` and `extend`, or null. */
export function readRefresh(text: string): WireRefresh | null {
  const body = text.length > LONGEST_BODY ? undefined : readJson(text)
  const seconds = isObject(body) ? body['minValiditySeconds'] : undefined
  return typeof seconds === 'number' && seconds >= 0 ? { minValiditySeconds: seconds } : null
}

/** Body of `logout`, its path checked and normalised, or null. A path that is refused counts as none: the session ends all the same. */
export function readLogout(text: string, origin: string): WireLogout | null {
  const body = text.length > LONGEST_BODY ? undefined : readJson(text)
  if (!isObject(body) || !isEndReason(body['reason'])) return null
  return { reason: body['reason'], returnTo: returnPath(body['returnTo'], origin) }
}
