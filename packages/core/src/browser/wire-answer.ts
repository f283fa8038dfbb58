import * as texts from '#texts'
import type { BackendAnswer } from '../engine/answer.ts'
import type { Duration } from '../engine/duration.ts'
import { END_ORDER, LIMIT_REASONS, type EndReason, type LimitReason } from '../engine/words.ts'

/** How an answer is read. */
export interface Reading<U> {
  readonly parseUser: (user: unknown) => U
  /** The server's durations times this. */
  readonly rate: number
  /** Where the answer came from, for messages. */
  readonly url: string
}

type Fields = Readonly<Record<string, unknown>>

/**
 * Reads an answer of the wire format. Only what is complete and of the right kind counts; everything else (a proxy's HTML page, a
 * login page with 200, a number written as text) is `unavailable`, because only the backend's own word may end a session.
 */
export async function readAnswer<U>(response: Response, reading: Reading<U>): Promise<BackendAnswer<U>> {
  const body = fields(await response.json().catch(() => null)) ?? {}
  switch (`${response.status} ${text(body['status'])}`) {
    case '200 live':
      return live(body, reading)
    case '200 rejected':
    case '401 rejected':
      return rejected(body['reason'])
    case '409 rejected':
      return { status: 'rejected', reason: 'replaced' }
    case '500 misconfigured':
      return { status: 'misconfigured', message: text(body['message']) ?? texts.wireUnexplained(reading.url) }
    default:
      return { ...unavailableAfter(body['retryAfterSeconds'], response.headers), ...nobodyThere(response.status, reading.url) }
  }
}

/** Something answers there, but nothing that speaks the protocol. A server error says nothing about that. */
function nobodyThere(status: number, url: string): { readonly message?: string } {
  return status >= 500 || [408, 425, 429].includes(status) ? {} : { message: texts.wireFormatMissing(url, status) }
}

/** An object's fields, or null for everything that has none. */
export function fields(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null
}

/** A text that says something, or null. */
export function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

function live<U>(body: Fields, { parseUser, rate, url }: Reading<U>): BackendAnswer<U> {
  const userId = text(body['userId'])
  const sessionKey = text(body['sessionKey'])
  const endsIn = durations(body['endsInSeconds'], rate)
  const authAge = duration(body['authAgeSeconds'], rate)
  const sessionAge = duration(body['sessionAgeSeconds'], rate)
  const extendable = flag(body['extendable'])
  const remembered = flag(body['remembered'])
  const wrong = (message: string): BackendAnswer<U> => ({ status: 'unavailable', message })
  if (userId === null) return wrong(texts.wireFieldsUnusable(url, 'userId'))
  if (sessionKey === null) return wrong(texts.wireFieldsUnusable(url, 'sessionKey'))
  if (endsIn === null) return wrong(texts.wireFieldsUnusable(url, 'endsInSeconds'))
  if (authAge === null || sessionAge === null) return wrong(texts.wireFieldsUnusable(url, 'authAgeSeconds', 'sessionAgeSeconds'))
  if (extendable === null || remembered === null) return wrong(texts.wireFieldsUnusable(url, 'extendable', 'remembered'))
  let user: U
  try {
    user = parseUser(body['user'])
  } catch {
    // Nothing of the error is repeated: it may quote the user.
    return { status: 'misconfigured', message: texts.wireUserRefused(url) }
  }
  return {
    status: 'live',
    userId,
    user,
    endsIn,
    sessionKey,
    ...(authAge && { authAge }),
    ...(sessionAge && { sessionAge }),
    ...(extendable !== undefined && { extendable }),
    ...(remembered !== undefined && { remembered }),
  }
}

function rejected(reason: unknown): { readonly status: 'rejected'; readonly reason?: EndReason } {
  const known = END_ORDER.find((one) => one === reason)
  return { status: 'rejected', ...(known && { reason: known }) }
}

/**
 * Seconds or an HTTP date (RFC 9110 §10.2.3); real time, whatever the rate. A date counts from the answer's own `date`, because the
 * clock of this machine may be hours off; without one it says nothing.
 */
function unavailableAfter(seconds: unknown, headers: Headers): { readonly status: 'unavailable'; readonly retryAfter?: Duration } {
  const after = headers.get('retry-after') ?? ''
  const written = /^\d+$/.test(after) ? Number(after) : (Date.parse(after) - Date.parse(headers.get('date') ?? '')) / 1000
  const retryAfter = duration(seconds, 1) ?? duration(written, 1)
  return { status: 'unavailable', ...(retryAfter && { retryAfter }) }
}

function durations(value: unknown, rate: number): Readonly<Partial<Record<LimitReason, Duration>>> | null {
  const given = fields(value)
  if (!given) return null
  const read: Partial<Record<LimitReason, Duration>> = {}
  for (const reason of LIMIT_REASONS) {
    const left = duration(given[reason], rate)
    if (left === null) return null
    if (left) read[reason] = left
  }
  return read
}

/** What is not there stays undefined, what is wrong is null. Whole milliseconds, because a fraction may be printed with an exponent. */
function duration(seconds: unknown, rate: number): Duration | null | undefined {
  if (seconds === undefined) return undefined
  if (typeof seconds !== 'number' || !(seconds >= 0) || seconds === Infinity) return null
  return `${Math.min(Math.round(seconds * 1000 * rate), Number.MAX_SAFE_INTEGER)}ms`
}

/** What is not there stays undefined, what is wrong is null. */
function flag(value: unknown): boolean | null | undefined {
  return value === undefined || typeof value === 'boolean' ? value : null
}
