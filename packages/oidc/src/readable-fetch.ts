import * as texts from '#texts'
import { StillhereError } from '@stillhere/core'
import type { OidcPlatform } from './platform.ts'

/**
 * `fetch` that can tell an answer that is there and hidden from this origin (CORS) from none at all, which to a page look the same. Only
 * for an address that has never been read: it is asked twice more without a secret, first in a way that needs no permission.
 *
 * @throws StillhereError `backend-misconfigured` when it answers to the first alone
 */
export function readableFetch(clientId: string, platform: OidcPlatform): (url: string, init: RequestInit) => Promise<Response> {
  const read = new Set<string>()
  return async (url, init) => {
    try {
      const response = await platform.fetch(url, init)
      read.add(url)
      return response
    } catch (error) {
      if (read.has(url) || init.signal?.aborted || init.headers === undefined) throw error
      const answers = (mode: RequestMode): Promise<boolean> => {
        const isPost = init.method === 'POST'
        const body = isPost ? new URLSearchParams({ client_id: clientId }) : null
        return platform.fetch(url, { method: isPost ? 'POST' : 'GET', mode, body, cache: 'no-store', credentials: 'omit' }).then(
          () => true,
          () => false,
        )
      }
      if ((await answers('no-cors')) && !(await answers('cors'))) throw new StillhereError('backend-misconfigured', texts.answerHidden(url))
      throw error
    }
  }
}
