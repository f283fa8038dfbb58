import type { EndReason } from '@stillhere/core'
import { liveAnswer } from './answers.ts'
import type { Configuration } from './options.ts'
import type { SignOut } from './logout.ts'
import type { NotePresence } from './presence.ts'
import type { SessionRecord } from './record.ts'
import type { Refresh } from './refresh.ts'
import { endsHeader } from './remaining-times.ts'
import { readLogout, readRefresh } from './request-bodies.ts'
import { answer, problem, rejected } from './responses.ts'
import type { Sessions } from './sessions.ts'
import type { SessionJudge } from './session-judge.ts'

/** What the page asks while somebody is signed in. */
export interface SessionEndpoints {
  peek(request: Request): Promise<Response>
  refresh(request: Request, body: string): Promise<Response>
  extend(request: Request, body: string): Promise<Response>
  logout(request: Request, body: string): Promise<Response>
}

export function sessionEndpoints(
  config: Configuration,
  sessions: Sessions,
  judge: SessionJudge,
  parts: { readonly refresh: Refresh; readonly notePresence: NotePresence; readonly leaving: SignOut },
): SessionEndpoints {
  return {
    peek: async (request) => {
      const judgment = await judge.judge(request)
      switch (judgment.status) {
        case 'live':
          return live(judgment.found.record)
        case 'over':
          return answer(200, rejected(judgment.reason))
        case 'replaced':
          return replaced()
        case 'nobody':
          return answer(200, rejected(null))
        default:
          return judgment satisfies never
      }
    },

    refresh: (request, body) => renew(request, body, false),

    // Presence counts even when the provider cannot renew just now: somebody was there.
    extend: (request, body) => renew(request, body, true),

    logout: async (request, text) => {
      const body = readLogout(text, config.origin)
      if (!body) return problem(400, 'The body must be {"reason": end reason, "returnTo": path of this origin or null}.')
      // Not one that a limit has ended unnoticed either: its ID token is good for the sign-out at the provider.
      const found = await sessions.find(request.headers)
      return judge.isAnother(request, found) ? replaced() : parts.leaving.end(found, body.reason, body.returnTo)
    },
  }

  async function renew(request: Request, text: string, presence: boolean): Promise<Response> {
    const body = readRefresh(text)
    if (!body) return problem(400, 'The body must be {"minValiditySeconds": number}.')
    const judgment = await judge.judge(request)
    if (judgment.status === 'replaced') return replaced()
    if (judgment.status !== 'live') return gone(judgment.status === 'over' ? judgment.reason : null)
    if (presence) await parts.notePresence(judgment.found, 'exact')
    const outcome = await parts.refresh(judgment.found.storeKey, body.minValiditySeconds * 1000)
    switch (outcome.status) {
      case 'live':
        return live(outcome.record)
      case 'rejected':
        // The cookie stays: it names nothing any more, and by now it may be that of a new sign-in.
        return outcome.reason === 'replaced' ? replaced() : gone(outcome.reason)
      case 'unavailable': {
        const { retryAfterSeconds } = outcome
        return answer(503, { status: 'unavailable', ...(retryAfterSeconds === null ? {} : { retryAfterSeconds }) })
      }
      case 'misconfigured':
        return answer(500, outcome)
      default:
        return outcome satisfies never
    }
  }

  function live(record: SessionRecord): Response {
    const told = liveAnswer(record, sessions.standingOf(record), config.now())
    return answer(200, told, [], endsHeader(told))
  }
}

function replaced(): Response {
  return answer(409, { status: 'rejected', reason: 'replaced' })
}

function gone(reason: EndReason | null): Response {
  return answer(401, rejected(reason))
}
