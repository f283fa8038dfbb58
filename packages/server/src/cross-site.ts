import { REQUEST_HEADER } from '@stillhere/core'

/**
 * Why a request is refused before anything of the session is looked at, or null. SameSite keeps the cookie from other sites; this is for the
 * rest: sibling hosts, which are the same site, and browsers that say more than they have to (RFC 10017 §6.1.3.3; Fetch Metadata).
 *
 * @param changes a request that may change the session: it has to carry the header that forms, images and links cannot send, and a page of
 * another origin cannot send without asking first
 */
export function crossSiteRefusal({ headers }: Request, origin: string, changes: boolean): string | null {
  if (changes && headers.get(REQUEST_HEADER) !== '1')
    return `A request that changes the session must carry the header "${REQUEST_HEADER}: 1".`
  const from = headers.get('origin')
  const site = headers.get('sec-fetch-site')
  // "none": somebody typed the address. What such a request may do is look.
  const isOurSite = site === null || site === 'same-origin' || (site === 'none' && !changes)
  // A page with the referrer policy "no-referrer" sends "null" to its own origin as well (Fetch, "append a request Origin header").
  const isOurOrigin = from === null || from === origin || (from === 'null' && site === 'same-origin')
  return isOurSite && isOurOrigin
    ? null
    : `The request comes from another origin than ${origin}. If that is where the page is, give it as publicUrl.`
}
