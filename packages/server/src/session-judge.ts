import { type EndReason, SESSION_HEADER } from '@stillhere/core'
import type { Provider, Revocation } from './provider.ts'
import type { EndedSession, Ending, FoundSession, Sessions } from './sessions.ts'

/** Whose request this is, after cookie, name and every limit have been looked at. */
export type Judgment =
  | { readonly status: 'live'; readonly found: FoundSession }
  | { readonly status: 'over'; readonly reason: EndReason }
  /** The cookie is another session's than the one that the page means: this one's. */
  | { readonly status: 'replaced'; readonly sessionKey: string }
  | { readonly status: 'nobody' }

/** Judges sessions and ends them. What is over here is over for every endpoint. */
export interface SessionJudge {
  judge(request: Pick<Request, 'headers'>, named?: string | null): Promise<Judgment>
  /** The cookie is another session's than the one that the page means: nobody is shown another user's session under the old name. */
  isAnother(request: Pick<Request, 'headers'>, session: FoundSession | EndedSession | null, named?: string | null): boolean
  /** Ends it and gives its refresh token back. Answers what came of that; `confirmed` as well when there was none. */
  end(found: FoundSession, ending: Ending): Promise<Revocation>
  /** Gives the refresh tokens of ended sessions back; nobody waits for a provider that may be down. What it does not confirm is reported. */
  revokeSoon(ended: readonly (FoundSession | null)[]): void
}

export function sessionJudge(sessions: Sessions, provider: Provider): SessionJudge {
  const end: SessionJudge['end'] = async (found, ending) => {
    const last = await sessions.end(found, ending)
    const refreshToken = last?.record.refreshToken ?? null
    return refreshToken === null ? 'confirmed' : provider.revoke(refreshToken)
  }

  const revokeSoon: SessionJudge['revokeSoon'] = (ended) => {
    for (const session of ended) if (session && session.record.refreshToken !== null) void provider.revoke(session.record.refreshToken)
  }

  const isAnother: SessionJudge['isAnother'] = ({ headers }, session, named = headers.get(SESSION_HEADER)) => {
    if (!session) return false
    // Asked with the cookie of before, while a new sign-in of the same user took its place.
    if (session.status === 'ended' && session.succeeded) return true
    return named !== null && named !== keyOf(session)
  }

  return {
    end,
    revokeSoon,
    isAnother,
    judge: async (request, named = request.headers.get(SESSION_HEADER)) => {
      const found = await sessions.find(request.headers)
      if (!found) return { status: 'nobody' }
      if (isAnother(request, found, named)) return { status: 'replaced', sessionKey: keyOf(found) }
      if (found.status === 'ended') return { status: 'over', reason: found.ended }
      const { over } = sessions.standingOf(found.record)
      if (over === null) return { status: 'live', found }
      revokeSoon([await sessions.end(found, { reason: over })])
      return { status: 'over', reason: over }
    },
  }
}

function keyOf(session: FoundSession | EndedSession): string {
  return session.status === 'kept' ? session.record.sessionKey : session.sessionKey
}
