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
  const body = fields(await response.json().catch(() => null))
  const unavailable = unavailableAfter(body?.['retryAfterSeconds'], response.headers)
  if (!body) return { ...unavailable, ...nobodyThere(response.status, reading.url) }
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
    case '503 unavailable':
      return unavailable
    default:
      return { ...unavailable, ...nobodyThere(response.status, reading.url) }
  }
}

/** Something answers there, but nothing that speaks the protocol. A server error says nothing about that. */
function nobodyThere(status: number, url: string): { readonly message?: string } {
  if (status >= 500 || status === 429 || status === 408 || status === 425) return {}
  return { message: texts.wireFormatMissing(url, status) }
}

/** An object's fields, or null for everything that has none. */
export function fields(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : null
}

/** A text that says something, or null. */
export function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

function live<U>(body: Fields, { parseUser, rate, url }: Reading<U>): BackendAnswer<U> {
  const userId = text(body['userId'])
  const sessionKey = text(body['sessionKey'])
  const endsIn = durations(body['endsInSeconds'], rate)
  const [authAge, sessionAge] = [body['authAgeSeconds'], body['sessionAgeSeconds']].map((value) =>
    optional(value, (age) => duration(age, rate)),
  )
  const [extendable, remembered] = [body['extendable'], body['remembered']].map((value) => optional(value, flag))
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
    ...(authAge === undefined ? {} : { authAge }),
    ...(sessionAge === undefined ? {} : { sessionAge }),
    ...(extendable === undefined ? {} : { extendable }),
    ...(remembered === undefined ? {} : { remembered }),
  }
}

function rejected(reason: unknown): { readonly status: 'rejected'; readonly reason?: EndReason } {
  const known = END_ORDER.find((one) => one === reason)
  return known === undefined ? { status: 'rejected' } : { status: 'rejected', reason: known }
}

/**
 * Seconds or an HTTP date (RFC 9110 §10.2.3); real time, whatever the rate. A date counts from the answer's own `date`, because the
 * clock of this machine may be hours off; without one it says nothing.
 */
function unavailableAfter(seconds: unknown, headers: Headers): { readonly status: 'unavailable'; readonly retryAfter?: Duration } {
  const after = headers.get('retry-after') ?? ''
  const written = /^\d+$/.test(after) ? Number(after) : (Date.parse(after) - Date.parse(headers.get('date') ?? '')) / 1000
  const retryAfter = duration(seconds, 1) ?? duration(written, 1)
  return retryAfter === null ? { status: 'unavailable' } : { status: 'unavailable', retryAfter }
}

function durations(value: unknown, rate: number): Readonly<Partial<Record<LimitReason, Duration>>> | null {
  const given = fields(value)
  if (!given) return null
  const read: Partial<Record<LimitReason, Duration>> = {}
  for (const reason of LIMIT_REASONS) {
    const left = optional(given[reason], (seconds) => duration(seconds, rate))
    if (left === null) return null
    if (left !== undefined) read[reason] = left
  }
  return read
}

/** Whole milliseconds, because a fraction may be printed with an exponent. */
function duration(seconds: unknown, rate: number): Duration | null {
  if (typeof seconds !== 'number' || !(seconds >= 0) || seconds === Infinity) return null
  return `${Math.min(Math.round(seconds * 1000 * rate), Number.MAX_SAFE_INTEGER)}ms`
}

function flag(value: unknown): boolean | null {
  return typeof value === 'boolean' ? value : null
}

function optional<T>(value: unknown, read: (value: unknown) => T | null): T | null | undefined {
  return value === undefined ? undefined : read(value)
}
