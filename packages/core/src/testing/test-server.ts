import type { BackendAnswer } from '../engine/answer.ts'
import { type Duration, parseDuration } from '../engine/duration.ts'
import type { Limits } from '../engine/policy-types.ts'
import { type EndReason, LIMIT_REASONS, type LimitReason } from '../engine/words.ts'

/** Stands in every token of this server, so that a leaked one can be found by searching for it. */
export const TOKEN_MARKER = 'stillhere-secret-marker'

/** The browser's cookie: HttpOnly, so no tab ever sees it. Null: none. */
export type Cookie = string | null

/** What the server made of a request. `cookie` is its `Set-Cookie`; left out, the browser keeps what it has. */
export interface Judgment<U> {
  readonly answer: BackendAnswer<U>
  readonly cookie?: Cookie
}

/**
 * An authorization server of the strict kind: short access tokens, single-use refresh tokens without leeway, reuse detection
 * that ends the session, limits enforced to the millisecond by its own clock.
 */
export interface VirtualServer<U> {
  /** How the session stands, without extending it. `named` is the session that the tab means, null when it knows none. */
  look(cookie: Cookie, named: string | null): Judgment<U>
  refresh(cookie: Cookie, named: string | null, presence: boolean): Judgment<U>
  signOut(cookie: Cookie): Cookie
  signIn(user: U, userId: string): string
  /** Ends every session at the server. */
  endAll(reason: EndReason): void
  /** The next refresh is refused (`invalid_grant`), and with it the session is over. */
  rejectRefresh(): void
  readonly refreshes: number
  readonly reuses: number
  readonly signOuts: number
}

interface ServerSession<U> {
  readonly key: string
  readonly user: U
  readonly userId: string
  readonly startedAt: number
  token: string
  tokenIssuedAt: number
  presenceAt: number
  refreshRevoked: boolean
  over: { readonly reason: EndReason | null } | null
}

/** `now` is the server's own clock, which nobody sets. `limits` are those it enforces; tokens live an hour where they name nothing else. */
export function createVirtualServer<U>(now: () => number, limits: Limits): VirtualServer<U> {
  const limitsMs = readLimits(limits)
  const sessions = new Map<string, ServerSession<U>>()
  const tokenOwners = new Map<string, ServerSession<U>>()
  let count = { refreshes: 0, reuses: 0, signOuts: 0, tokens: 0 }

  function issue(session: ServerSession<U>): string {
    count = { ...count, tokens: count.tokens + 1 }
    session.token = `${TOKEN_MARKER}-refresh-${count.tokens}`
    session.tokenIssuedAt = now()
    tokenOwners.set(session.token, session)
    return session.token
  }

  function endsAt(session: ServerSession<U>): Readonly<Partial<Record<LimitReason, number>>> {
    const { maxLifetime, inactivity, serverIdle } = limitsMs
    const renewableUntilAt = Math.min(session.startedAt + limitsMs.refreshTokenLifetime, session.tokenIssuedAt + limitsMs.refreshWindow)
    return {
      'token-expired': session.tokenIssuedAt + limitsMs.accessTokenLifetime,
      ...(Number.isFinite(renewableUntilAt) && { 'refresh-expired': renewableUntilAt }),
      ...(Number.isFinite(inactivity) && { inactive: session.presenceAt + inactivity }),
      ...(Number.isFinite(serverIdle) && { 'server-idle': Math.max(session.presenceAt, session.tokenIssuedAt) + serverIdle }),
      ...(Number.isFinite(maxLifetime) && { 'max-lifetime': session.startedAt + maxLifetime }),
    }
  }

  function enforce(session: ServerSession<U>): void {
    if (session.over !== null) return
    const ends = endsAt(session)
    const past = (reason: LimitReason) => now() >= (ends[reason] ?? Number.POSITIVE_INFINITY)
    const ended: readonly EndReason[] = (['inactive', 'server-idle', 'max-lifetime'] as const).filter(past)
    const [reason] = past('token-expired') && past('refresh-expired') ? ['refresh-expired' as const] : ended
    if (reason !== undefined) session.over = { reason }
  }

  function find(cookie: Cookie, named: string | null): { readonly session: ServerSession<U> } | { readonly refused: Judgment<U> } {
    const session = cookie === null ? undefined : tokenOwners.get(cookie)
    if (session === undefined) return { refused: rejected(null) }
    if (named !== null && named !== session.key) return { refused: rejected('replaced') }
    enforce(session)
    return session.over === null ? { session } : { refused: rejected(session.over.reason) }
  }

  function live(session: ServerSession<U>): BackendAnswer<U> {
    const ends = endsAt(session)
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
    }
  }

  return {
    look(cookie, named) {
      const found = find(cookie, named)
      return 'refused' in found ? found.refused : { answer: live(found.session) }
    },
    refresh(cookie, named, presence) {
      count = { ...count, refreshes: count.refreshes + 1 }
      const found = find(cookie, named)
      if ('refused' in found) return found.refused
      const { session } = found
      const spent = cookie !== session.token
      if (spent) count = { ...count, reuses: count.reuses + 1 }
      if (spent || session.refreshRevoked) {
        session.over = { reason: null }
        return rejected(null)
      }
      if (now() >= (endsAt(session)['refresh-expired'] ?? Number.POSITIVE_INFINITY)) return rejected('refresh-expired')
      if (presence) session.presenceAt = now()
      return { cookie: issue(session), answer: live(session) }
    },
    signOut(cookie) {
      count = { ...count, signOuts: count.signOuts + 1 }
      const session = cookie === null ? undefined : tokenOwners.get(cookie)
      if (session !== undefined) session.over ??= { reason: 'signed-out' }
      return null
    },
    signIn(user, userId) {
      const at = now()
      const key = `session-${sessions.size + 1}`
      const session: ServerSession<U> = {
        key,
        user,
        userId,
        startedAt: at,
        token: '',
        tokenIssuedAt: at,
        presenceAt: at,
        refreshRevoked: false,
        over: null,
      }
      sessions.set(key, session)
      return issue(session)
    },
    endAll(reason) {
      for (const session of sessions.values()) session.over ??= { reason }
    },
    rejectRefresh() {
      for (const session of sessions.values()) session.refreshRevoked = true
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

function readLimits(limits: Limits): Readonly<Record<Exclude<keyof Limits, 'signOnWindow'>, number>> {
  const read = (value: Duration | undefined) => (value === undefined ? Number.POSITIVE_INFINITY : parseDuration(value))
  return {
    inactivity: read(limits.inactivity),
    serverIdle: read(limits.serverIdle),
    maxLifetime: read(limits.maxLifetime),
    refreshWindow: read(limits.refreshWindow),
    refreshTokenLifetime: read(limits.refreshTokenLifetime),
    accessTokenLifetime: parseDuration(limits.accessTokenLifetime ?? '1h'),
  }
}
