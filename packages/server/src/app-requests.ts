import { BACKGROUND_HEADER, type EndReason, StillhereError, type User } from '@stillhere/core'
import { decodeJwt } from 'jose'
import { liveAnswer } from './answers.ts'
import { crossSiteRefusal } from './cross-site.ts'
import type { Configuration } from './options.ts'
import type { NotePresence } from './presence.ts'
import type { SessionRecord } from './record.ts'
import type { Refresh } from './refresh.ts'
import { endsHeader } from './remaining-times.ts'
import { answer, problem, rejected, storeFailed } from './responses.ts'
import type { FoundSession, Sessions } from './sessions.ts'
import type { SessionJudge } from './session-judge.ts'

/** How a request to the app's own API counts. */
export interface AppRequestOptions {
  /**
   * Machine work, whatever the request says: it is nobody's presence. Default: what the request says, which `createSessionFetch` marks
   * with the header `stillhere-background: 1`.
   */
  readonly background?: boolean
}

/** Whose request it is, or the answer that has to be given. */
export type RequiredSession =
  | {
      readonly ok: true
      readonly user: User
      /** The opaque name of the user that the page knows as well. */
      readonly userId: string
      /** The opaque name of the session; not secret. */
      readonly sessionKey: string
      /** Of the ID token, as it was checked when it came. */
      readonly claims: Readonly<Record<string, unknown>>
      /** To go with the answer: the remaining times, and `cache-control: no-store`, because they are those of now. */
      readonly headers: Readonly<Record<string, string>>
    }
  /**
   * 401 over, 409 another session's, 503 not known just now, 403 from a page of another origin with a method that may change something;
   * the body is the wire protocol's.
   */
  | { readonly ok: false; readonly response: Response }

export interface AppRequests {
  requireSession(request: Request, options?: AppRequestOptions): Promise<RequiredSession>
  accessToken(request: Request, options?: AppRequestOptions): Promise<string | null>
}

/** A token that is over sooner than this is renewed before it is handed out; a tenth of its life where that is less. */
const SOON_MS = 5000

/** RFC 9110 §9.2.1. */
const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS']

export function appRequests(
  config: Configuration,
  sessions: Sessions,
  judge: SessionJudge,
  parts: { readonly refresh: Refresh; readonly notePresence: NotePresence },
): AppRequests {
  return {
    requireSession: async (request, options) => {
      try {
        const seen = await see(request, options)
        if (seen.status !== 'live') return { ok: false, response: refusal(seen) }
        const { record } = seen
        const told = liveAnswer(record, sessions.standingOf(record), config.now())
        const { user, userId, sessionKey } = record
        const headers = { ...endsHeader(told), 'cache-control': 'no-store' }
        return { ok: true, user, userId, sessionKey, claims: decodeJwt(record.idToken), headers }
      } catch (cause) {
        tellOfStore(cause)
        return { ok: false, response: storeFailed() }
      }
    },

    accessToken: async (request, options) => {
      try {
        const seen = await see(request, options)
        return seen.status === 'live' ? await usableToken(seen.storeKey, seen.record) : null
      } catch (cause) {
        tellOfStore(cause)
        return null
      }
    },
  }

  async function see(request: Request, options: AppRequestOptions = {}): Promise<Seen> {
    const foreign = SAFE_METHODS.includes(request.method) ? null : crossSiteRefusal(request, config.origin, false)
    if (foreign !== null) return { status: 'foreign', why: foreign }
    const judgment = await judge.judge(request)
    if (judgment.status !== 'live') return judgment
    const { found } = judgment
    const background = options.background ?? isBackground(request)
    const record = background ? found.record : await noted(found)
    return record ? { status: 'live', storeKey: found.storeKey, record } : { status: 'nobody' }
  }

  /** A store that cannot be written to keeps nobody from reading. */
  function noted(found: FoundSession): Promise<SessionRecord | null> {
    return parts.notePresence(found, 'in-steps').catch((cause: unknown) => {
      tellOfStore(cause)
      return found.record
    })
  }

  /** One refresh for any number of requests at once, those of the page included. */
  async function usableToken(storeKey: string, record: SessionRecord): Promise<string | null> {
    if (isGood(record, soonMs(record))) return record.accessToken
    const outcome = await parts.refresh(storeKey, soonMs(record))
    if (outcome.status === 'live') return isGood(outcome.record, 0) ? outcome.record.accessToken : null
    return outcome.status !== 'rejected' && isGood(record, 0) ? record.accessToken : null
  }

  function isGood({ accessTokenExpiresAt }: SessionRecord, forMs: number): boolean {
    return accessTokenExpiresAt === null || accessTokenExpiresAt - config.now() > forMs
  }

  function tellOfStore(cause: unknown): void {
    config.report(new StillhereError('backend-unavailable', 'The session store failed.', { cause }))
  }
}

type Seen =
  | { readonly status: 'live'; readonly storeKey: string; readonly record: SessionRecord }
  | { readonly status: 'over'; readonly reason: EndReason }
  | { readonly status: 'replaced'; readonly sessionKey: string }
  | { readonly status: 'nobody' }
  /** Another origin’s page wants to change something. */
  | { readonly status: 'foreign'; readonly why: string }

function refusal(seen: Exclude<Seen, { readonly status: 'live' }>): Response {
  // The header tells a page whose request this was that the cookie is another session's by now.
  if (seen.status === 'replaced')
    return answer(409, { status: 'rejected', reason: 'replaced' }, [], endsHeader({ sessionKey: seen.sessionKey, endsInSeconds: {} }))
  if (seen.status === 'foreign') return problem(403, seen.why)
  return answer(401, rejected(seen.status === 'over' ? seen.reason : null))
}

/** Another site's page is nobody who uses this one. */
function isBackground({ headers }: Request): boolean {
  const site = headers.get('sec-fetch-site')
  return headers.get(BACKGROUND_HEADER) === '1' || (site !== null && site !== 'same-origin' && site !== 'none')
}

function soonMs({ accessTokenExpiresAt, refreshedAt }: SessionRecord): number {
  return accessTokenExpiresAt === null ? 0 : Math.min(SOON_MS, (accessTokenExpiresAt - refreshedAt) / 10)
}
