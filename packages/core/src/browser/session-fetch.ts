import * as texts from '#texts'
import { StillhereError } from '../engine/errors.ts'
import { BACKGROUND_HEADER } from '../engine/wire.ts'
import type { Session } from '../runtime/session-types.ts'
import { available } from './platform.ts'
import { stepUpChallenge } from './step-up.ts'

/** `fetch`, with one option more: `background: true` marks machine work (polling), sent as the header `stillhere-background: 1`. */
export type SessionFetch = (input: RequestInfo | URL, init?: RequestInit & { readonly background?: boolean }) => Promise<Response>

/** A credential is only ever sent to `origins`, so the two come together or not at all. */
export type SessionFetchOptions =
  | { readonly authorize?: undefined; readonly origins?: undefined }
  | { readonly authorize: (headers: Headers, request: Request) => void | Promise<void>; readonly origins: readonly [string, ...string[]] }

/**
 * A `fetch` that knows the session: it waits for a running refresh, answers any number of 401s with one refresh, sends once more,
 * and then the 401 is the caller's. A 401 that asks for step-up (RFC 9470) is the caller's at once, and so is one whose request
 * body was a stream, which cannot be sent twice. The remaining times that the app's own server tells with its answers go to the session.
 *
 * With `authorize` no redirect is followed, because the credential would go along to wherever it leads.
 *
 * @throws StillhereError `fetch-origin-refused`: at creation for an entry of `origins` that is no origin; as a rejection for a request
 * to any other origin and for a redirect.
 * @example
 * const api = createSessionFetch(session, { authorize: backend.authorize, origins: ['https://api.example.com'] })
 * const cases = await api('https://api.example.com/cases')
 */
export function createSessionFetch(
  session: Pick<Session<unknown>, 'settled' | 'reportUnauthorized' | 'reportAnswer' | 'now'>,
  options: SessionFetchOptions = {},
  platform: { readonly fetch: (request: Request) => Promise<Response> } = globalThis,
): SessionFetch {
  const origins = new Set(options.origins?.map(checkedOrigin))

  const authorized = async (request: Request): Promise<Request> => {
    if (!options.authorize) return request
    const { origin } = new URL(request.url)
    if (!origins.has(origin)) throw new StillhereError('fetch-origin-refused', texts.requestForeign(origin))
    const headers = new Headers(request.headers)
    await options.authorize(headers, request)
    return new Request(request, { headers, redirect: request.redirect === 'follow' ? 'manual' : request.redirect })
  }

  /** Said before the caller sees it, so that nobody above begins anew with what was done here. */
  const handOn = (response: Response): Response => {
    void session.reportUnauthorized(response, { handedOn: true })
    return response
  }

  return async (input, { background = false, ...init } = {}) => {
    /** Made anew for each sending, from what can be read twice. */
    const make = () => {
      const request = new Request(input instanceof Request ? input.clone() : input, init)
      if (background) request.headers.set(BACKGROUND_HEADER, '1')
      return request
    }
    const send = async (request: Request): Promise<Response> => {
      const ready = await authorized(request)
      const sentAt = session.now()
      const response = await platform.fetch(ready)
      if (response.type === 'opaqueredirect' && request.redirect === 'follow')
        throw new StillhereError('fetch-origin-refused', texts.redirectRefused(new URL(request.url).origin))
      // What another origin says of this one's session is its own affair.
      if (response.type !== 'cors') session.reportAnswer(response, sentAt)
      return response
    }
    const first = make()
    await unlessAborted(first.signal, session.settled())
    const response = await send(first)
    if (response.status !== 401) return response
    if (stepUpChallenge(response)) return handOn(response)
    const refreshed = await unlessAborted(first.signal, session.reportUnauthorized(response))
    if (!refreshed.ok || isStream(init.body)) return handOn(response)
    await response.body?.cancel()
    const second = await send(make())
    return second.status === 401 ? handOn(second) : second
  }
}

function checkedOrigin(value: string): string {
  const origin = available(() => new URL(value).origin)
  if (origin !== null && origin !== 'null') return origin
  throw new StillhereError('fetch-origin-refused', texts.originInvalid(value))
}

function isStream(body: unknown): boolean {
  return typeof body === 'object' && body !== null && ('getReader' in body || Symbol.asyncIterator in body)
}

/** Gives up waiting, with the signal's own reason, when the caller does. */
function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const aborted = () => reject(signal.reason)
    if (signal.aborted) return aborted()
    signal.addEventListener('abort', aborted, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', aborted))
  })
}
