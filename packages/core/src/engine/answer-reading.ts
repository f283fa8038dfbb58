import * as texts from '#texts'
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

/** What a backend threw, or that it did not answer in time. An error that has a name already keeps it. */
export function unreachable(cause: unknown): Answer<never> {
  const error = cause instanceof StillhereError ? cause : new StillhereError('backend-unavailable', texts.backendSilent(), { cause })
  return { status: 'unavailable', retryAfterMs: null, error }
}

function read<U>(written: unknown): Answer<U> {
  if (!isRecord(written)) throw new Error(texts.answerNoObject(written === null ? 'null' : typeof written))
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
      const why = typeof written['message'] === 'string' ? written['message'] : null
      return { status: 'misconfigured', error: new StillhereError('backend-misconfigured', texts.backendMisconfigured(why)) }
    }
    default:
      throw new Error(texts.answerStatusUnknown(written['status']))
  }
}

function readLive<U>(written: Readonly<Record<string, unknown>>): LiveAnswer<U> {
  const { userId, user, endsIn } = written
  if (typeof userId !== 'string' || userId === '') throw new Error(texts.answerLacks('userId'))
  if (user === undefined || user === null) throw new Error(texts.answerLacks('user'))
  if (!isRecord(endsIn) || Array.isArray(endsIn)) throw new Error(texts.answerLacks('endsIn'))
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
  if (typeof value !== 'string') throw new Error(texts.answerNoDuration(key, typeof value))
  return parseDuration(value)
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function unavailable(): StillhereError {
  return new StillhereError('backend-unavailable', texts.backendBusy())
}

function invalid(why: string, cause: unknown): StillhereError {
  return new StillhereError('backend-answer-invalid', texts.answerInvalid(why), { cause })
}
