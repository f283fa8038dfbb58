import { parseDuration } from './duration.ts'
import { StillhereError } from './errors.ts'
import { END_ORDER, LIMIT_REASONS, type EndReason, type LimitReason } from './words.ts'

/** However busy a backend says it is, it is asked again after an hour. */
const LONGEST_RETRY_AFTER_MS = 3_600_000

/** A backend's answer after it was checked; milliseconds. */
export type Answer<U> =
  | LiveAnswer<U>
  | { readonly status: 'rejected'; readonly reason: EndReason | null }
  | { readonly status: 'unavailable'; readonly retryAfterMs: number | null; readonly error: StillhereError }
  | { readonly status: 'misconfigured'; readonly error: StillhereError }

export interface LiveAnswer<U> {
  readonly status: 'live'
  readonly userId: string
  readonly user: U
  readonly endsInMs: Readonly<Partial<Record<LimitReason, number>>>
  readonly extendable: boolean | null
  readonly authAgeMs: number | null
  readonly sessionAgeMs: number | null
  readonly sessionKey: string | null
  readonly remembered: boolean
}

/**
 * Checks what a backend answered. Backends are other people's code: whatever is not an answer is `unavailable`, with an error
 * that says what was wrong with it, so that sloppiness keeps the user signed in until the token ends.
 */
export function readAnswer<U>(written: unknown): Answer<U> {
  try {
    return read<U>(written)
  } catch (cause) {
    return { status: 'unavailable', retryAfterMs: null, error: invalid(cause instanceof Error ? cause.message : 'unreadable', cause) }
  }
}

/** What a backend threw, or that it did not answer in time. */
export function unreachable(cause: unknown): Answer<never> {
  const error = new StillhereError(
    'backend-unavailable',
    'The backend did not answer. The session stands until its limits end it, and stillhere goes on trying. Nothing needs to be done unless this stays.',
    { cause },
  )
  return { status: 'unavailable', retryAfterMs: null, error }
}

function read<U>(written: unknown): Answer<U> {
  if (!isRecord(written)) throw new Error(`it is ${written === null ? 'null' : typeof written}, not an object`)
  switch (written['status']) {
    case 'live':
      return readLive<U>(written)
    case 'rejected': {
      const reason = END_ORDER.find((known) => known === written['reason'])
      return { status: 'rejected', reason: reason ?? null }
    }
    case 'unavailable': {
      const { message } = written
      const error = typeof message === 'string' ? invalid(message, undefined) : unavailable()
      return { status: 'unavailable', retryAfterMs: Math.min(duration(written, 'retryAfter') ?? 0, LONGEST_RETRY_AFTER_MS), error }
    }
    case 'misconfigured': {
      const why = typeof written['message'] === 'string' ? withoutStop(written['message']) : 'it does not say why'
      const message = `The backend refuses how it is set up: ${why}. Mend its configuration; trying again will not help.`
      return { status: 'misconfigured', error: new StillhereError('backend-misconfigured', message) }
    }
    default:
      throw new Error(`its status is ${JSON.stringify(written['status'])}`)
  }
}

function readLive<U>(written: Readonly<Record<string, unknown>>): LiveAnswer<U> {
  const { userId, user, endsIn } = written
  if (typeof userId !== 'string' || userId === '') throw new Error('it names no userId')
  if (user === undefined || user === null) throw new Error('it brings no user')
  if (!isRecord(endsIn) || Array.isArray(endsIn)) throw new Error('endsIn is missing; it is {} when the backend knows of no limit')
  const endsInMs: Partial<Record<LimitReason, number>> = {}
  for (const reason of LIMIT_REASONS) {
    const ms = duration(endsIn, reason)
    if (ms !== null) endsInMs[reason] = ms
  }
  return {
    status: 'live',
    userId,
    // The backend's own type parameter promises it; only a backend that casts can break it.
    user: user as U,
    endsInMs,
    extendable: typeof written['extendable'] === 'boolean' ? written['extendable'] : null,
    authAgeMs: duration(written, 'authAge'),
    sessionAgeMs: duration(written, 'sessionAge'),
    sessionKey: typeof written['sessionKey'] === 'string' ? written['sessionKey'] : null,
    remembered: written['remembered'] === true,
  }
}

function duration(written: Readonly<Record<string, unknown>>, key: string): number | null {
  const value = written[key]
  if (value === undefined || value === null) return null
  if (typeof value !== 'string') throw new Error(`${key} is a ${typeof value}, not a duration like '5m'`)
  return parseDuration(value)
}

function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, '')
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function unavailable(): StillhereError {
  return new StillhereError(
    'backend-unavailable',
    'The backend cannot answer just now. stillhere goes on trying until a limit ends the session.',
  )
}

function invalid(why: string, cause: unknown): StillhereError {
  return new StillhereError(
    'backend-answer-invalid',
    `The backend's answer cannot be read: ${withoutStop(why)}. It is taken as 'unavailable'. Return an answer with status 'live', 'rejected', 'unavailable' or 'misconfigured'.`,
    { cause },
  )
}
