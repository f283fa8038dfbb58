import * as texts from '#texts'
import { StillhereError } from '../engine/errors.ts'
import { available } from './platform.ts'

/** Stands in for the page's origin where there is no page (server rendering). */
const NOWHERE = 'http://localhost'

/**
 * A path of this origin, or a URL of it. Where there is no page a full URL cannot be judged and is let pass; its requests
 * fail in every browser of another origin.
 *
 * @throws StillhereError `backend-misconfigured` for anything else, `//host` and `/\host` included.
 */
export function ownUrl(value: string, location: Pick<Location, 'origin'> | undefined, who: string): string {
  const origin = location?.origin ?? NOWHERE
  const url = available(() => new URL(value, origin))
  const path = /^\/(?![/\\])/.test(value)
  const full = /^https?:\/\//i.test(value)
  // oxlint-disable-next-line no-control-regex -- control characters are what is refused
  const clean = !/[\u0000-\u0020\u007f\\#]/.test(value)
  if (url && clean && (path || full) && (url.origin === origin || (full && !location))) return value
  throw new StillhereError('backend-misconfigured', texts.urlForeign(who, value))
}
