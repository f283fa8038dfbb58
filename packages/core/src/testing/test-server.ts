import type { BackendAnswer } from '../engine/answer.ts'
import type { Duration } from '../engine/duration.ts'
import type { Limits } from '../engine/policy-types.ts'
import { type EndReason, LIMIT_REASONS, type LimitReason } from '../engine/words.ts'
import { endsOf, type Grant, passed, readLimits, type ServerSession } from './server-session.ts'

/** Stands in every token of this server, so that a leaked one can be found by searching for it. */
export const TOKEN_MARKER = 'stillhere-secret-marker'

/** What the browser holds: an HttpOnly cookie that no tab ever sees, or one tab's own refresh token. Null: none. */
export type Cookie = string | null

/** What the server made of a request. `cookie` is its `Set-Cookie`; left out, the browser keeps what it has. */
export interface Judgment<U> {
  readonly answer: BackendAnswer<U>
  readonly cookie?: Cookie
}

export interface RefreshRequest {
  readonly presence: boolean
  readonly minValidityMs: number
}

/**
 * An authorization server of the strict kind: short access tokens, single-use refresh tokens without leeway, reuse detection
 * that ends the grant, limits enforced to the millisecond by its own clock.
 */
export interface VirtualServer<U> {
  /** How the session stands, without extending it. `named` is the session that the tab means, null when it knows none. */
  look(cookie: Cookie, named: string | null): Judgment<U>
  refresh(cookie: Cookie, named: string | null, request: RefreshRequest): Judgment<U>
  signOut(cookie: Cookie): Cookie
  signIn(user: U, userId: string, remembered?: boolean): string
  /** The same user has signed in once more for the session of `cookie`, which goes on from here; null where that is over or another's. */
  reauthenticate(cookie: Cookie, userId: string): Cookie
  /** Whether its token is good for half a life at least. */
  isFresh(cookie: Cookie): boolean
  /** A further family of tokens for the session that `cookie` belongs to, as a silent authorization gives one; null where it is over. */
  grant(cookie: Cookie): Cookie
  /** Ends every session at the server. */
  endAll(reason: EndReason): void
  /** The next refresh is refused (`invalid_grant`), and with it the session is over. */
  rejectRefresh(): void
  /** The next exchange between handler and provider loses its answer; only with a handler. */
  loseExchange(): void
  readonly refreshes: number
  readonly reuses: number
  readonly signOuts: number
}

export interface ServerOptions {
  /** Limits of sessions that were signed in with "remember me"; what it does not name comes from the others. */
  readonly remembered?: Limits
  /** A handler with a cookie session stands before the provider and spends the refresh tokens for all tabs. */
  readonly handler?: boolean
}

/** `now` is the server's own clock, which nobody sets. `limits` are those it enforces; tokens live an hour where they name nothing else. */
export function createVirtualServer<U>(now: () => number, limits: Limits, options: ServerOptions = {}): VirtualServer<U> {
  const { handler = false, remembered: rememberedLimits = {} } = options
  const grants: Grant<U>[] = []
  const owners = new Map<string, Grant<U>>()
  const count = { refreshes: 0, reuses: 0, signOuts: 0, tokens: 0, sessions: 0 }
  let losing = 0

  function issue(grant: Grant<U>): string {
    count.tokens += 1
    grant.issuedAt = now()
    grant.adrift = false
    if (handler && grant.token !== '') return grant.token
    grant.token = `${TOKEN_MARKER}-${handler ? 'cookie' : 'refresh'}-${count.tokens}`
    owners.set(grant.token, grant)
    return grant.token
  }

  function openGrant(session: ServerSession<U>): string {
    const grant: Grant<U> = { session, token: '', issuedAt: now(), revoked: false, adrift: false, over: false }
    grants.push(grant)
    return issue(grant)
  }

  function find(cookie: Cookie, named: string | null): { readonly grant: Grant<U> } | { readonly refused: Judgment<U> } {
    const grant = cookie === null ? undefined : owners.get(cookie)
    if (grant === undefined) return { refused: rejected(null) }
    const { session } = grant
    if (named !== null && named !== session.key) return { refused: rejected('replaced') }
    const limit = passed(grant, now())
    if (limit === 'refresh-expired') grant.over = true
    else if (limit !== null) session.over ??= { reason: limit }
    if (session.over !== null) return { refused: rejected(session.over.reason) }
    return grant.over ? { refused: rejected(limit) } : { grant }
  }

  function live(grant: Grant<U>): BackendAnswer<U> {
    const { session } = grant
    const ends = endsOf(grant)
    const left: Partial<Record<LimitReason, Duration>> = {}
    for (const reason of LIMIT_REASONS) {
      const at = ends[reason]
      if (at !== undefined) left[reason] = `${Math.max(0, at - now())}ms`
    }
    const age: Duration = `${now() - session.startedAt}ms`
    return {
      status: 'live',
      userId: session.userId,
      user: session.user,
      endsIn: left,
      authAge: age,
      sessionAge: age,
      sessionKey: session.key,
      ...(session.remembered && { remembered: true }),
    }
  }

  /** What the exchange of a refresh token brings; null for new tokens. */
  function refusal(grant: Grant<U>, cookie: Cookie): Judgment<U> | null {
    const spent = grant.adrift || cookie !== grant.token
    if (spent) count.reuses += 1
    if (spent || grant.revoked) {
      grant.over = true
      return rejected(null)
    }
    return now() >= (endsOf(grant)['refresh-expired'] ?? Number.POSITIVE_INFINITY) ? rejected('refresh-expired') : null
  }

  return {
    look(cookie, named) {
      const found = find(cookie, named)
      return 'refused' in found ? found.refused : { answer: live(found.grant) }
    },
    refresh(cookie, named, { presence, minValidityMs }) {
      count.refreshes += 1
      const found = find(cookie, named)
      if ('refused' in found) return found.refused
      const { grant } = found
      const freshEnough = handler && grant.issuedAt + grant.session.limitsMs.accessTokenLifetime - now() > minValidityMs
      const refused = freshEnough ? null : refusal(grant, cookie)
      if (refused !== null) return refused
      if (presence) grant.session.presenceAt = now()
      if (freshEnough) return { answer: live(grant) }
      if (handler && losing > 0) {
        losing -= 1
        grant.adrift = true
        return { answer: { status: 'unavailable' } }
      }
      return { cookie: issue(grant), answer: live(grant) }
    },
    signOut(cookie) {
      count.signOuts += 1
      const grant = cookie === null ? undefined : owners.get(cookie)
      if (grant === undefined) return null
      grant.over = true
      if (grants.every((other) => other.session !== grant.session || other.over)) grant.session.over ??= { reason: 'signed-out' }
      return null
    },
    signIn(user, userId, remembered = false) {
      count.sessions += 1
      return openGrant({
        key: `session-${count.sessions}`,
        user,
        userId,
        startedAt: now(),
        remembered,
        limitsMs: readLimits(remembered ? { ...limits, ...rememberedLimits } : limits),
        presenceAt: now(),
        over: null,
      })
    },
    reauthenticate(cookie, userId) {
      const found = find(cookie, null)
      if ('refused' in found || found.grant.session.userId !== userId) return null
      const { grant } = found
      grant.session.startedAt = now()
      grant.session.presenceAt = now()
      return issue(grant)
    },
    isFresh(cookie) {
      const found = find(cookie, null)
      if ('refused' in found) return false
      const { issuedAt, session } = found.grant
      return now() - issuedAt < session.limitsMs.accessTokenLifetime / 2
    },
    grant(cookie) {
      const session = cookie === null ? undefined : owners.get(cookie)?.session
      if (session === undefined || session.over !== null) return null
      const fresh = openGrant(session)
      return 'refused' in find(fresh, null) ? null : fresh
    },
    endAll(reason) {
      for (const { session } of grants) session.over ??= { reason }
    },
    rejectRefresh() {
      for (const grant of grants) grant.revoked = true
    },
    loseExchange() {
      losing += 1
    },
    get refreshes() {
      return count.refreshes
    },
    get reuses() {
      return count.reuses
    },
    get signOuts() {
      return count.signOuts
    },
  }
}

function rejected(reason: EndReason | null): Judgment<never> {
  return { answer: reason === null ? { status: 'rejected' } : { status: 'rejected', reason } }
}
