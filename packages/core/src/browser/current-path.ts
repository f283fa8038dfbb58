import type { ReturnTo } from '../ports/backend.ts'
import type { Platform } from './platform.ts'

/** Path, query and fragment of the page; `/` where there is no page, or one whose path would name a host (`//…`). */
export function browserCurrentPath(platform: Pick<Platform, 'location'> = globalThis): () => ReturnTo {
  return () => {
    const { location } = platform
    if (!location || !/^\/(?![/\\])/.test(location.pathname)) return '/'
    return `/${location.pathname.slice(1)}${location.search}${location.hash}`
  }
}
