import type { OidcPlatform } from './platform.ts'

const LIMIT_MS = 10_000

/**
 * Asks the provider in a hidden frame. Answers with what it sent back, or null where that does not work: framing or cookies forbidden, or
 * a provider that needs a script to go on, because none may run there, this page's own included.
 *
 * @throws when nothing came in time
 */
export function answerInFrame(url: string, { document, location }: OidcPlatform): Promise<URLSearchParams | null> {
  if (!document?.body || !location) return Promise.resolve(null)
  const frame = document.createElement('iframe')
  frame.hidden = true
  frame.title = ''
  frame.setAttribute('sandbox', 'allow-same-origin')
  return new Promise<URLSearchParams | null>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('no answer in the frame')), LIMIT_MS)
    frame.onload = () => {
      const search = ownSearch(frame)
      // The empty page that some browsers begin with.
      if (search === undefined) return
      clearTimeout(late)
      resolve(search === null ? null : new URLSearchParams(search))
    }
    frame.src = url
    document.body.append(frame)
  }).finally(() => frame.remove())
}

/** null for a page of somebody else, undefined for none yet. */
function ownSearch({ contentWindow }: HTMLIFrameElement): string | null | undefined {
  try {
    const { href, search } = contentWindow?.location ?? { href: '', search: '' }
    return href === 'about:blank' ? undefined : search
  } catch {
    return null
  }
}
