import * as oauth from 'oauth4webapi'
import type { Configuration } from './configuration.ts'
import type { OidcPlatform } from './platform.ts'

/** The key of this page that tokens are bound to (RFC 9449), made when it is first needed; its private half cannot be read. null without `dpop`. */
export function keyOfPage(config: Configuration, platform: OidcPlatform): () => Promise<oauth.DPoPHandle | null> {
  let handle: Promise<oauth.DPoPHandle> | null = null
  return async () => {
    if (!config.dpop) return null
    handle ??= (async () => {
      const [pair, skew] = await Promise.all([oauth.generateKeyPair('ES256'), clockSkew(platform)])
      return oauth.DPoP({ [oauth.clockSkew]: skew }, pair)
    })()
    return handle
  }
}

/** By how many seconds this page's own server is ahead of this machine: a proof says when it was made, and the provider compares. */
async function clockSkew({ fetch, location }: OidcPlatform): Promise<number> {
  try {
    const sentAt = Date.now()
    const response = await fetch(location?.origin ?? '', { method: 'HEAD', cache: 'no-store', signal: AbortSignal.timeout(5000) })
    const at = Date.parse(response.headers.get('date') ?? '')
    return Number.isNaN(at) ? 0 : Math.round((at - (sentAt + Date.now()) / 2) / 1000)
  } catch {
    return 0
  }
}
