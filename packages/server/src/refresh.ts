import { type EndReason, StillhereError } from '@stillhere/core'
import { authenticatedAt, userOf } from './id-token.ts'
import { storeLeases } from './leases.ts'
import type { Configuration } from './options.ts'
import type { Granted, Provider } from './provider.ts'
import type { SessionRecord } from './record.ts'
import type { EndedSession, FoundSession, Sessions } from './sessions.ts'
import type { SessionJudge } from './session-judge.ts'

export type RefreshOutcome =
  /** `renewed` false: the token was good for as long as was asked, or nothing can renew it. */
  | { readonly status: 'live'; readonly record: SessionRecord; readonly renewed: boolean }
  | { readonly status: 'rejected'; readonly reason: EndReason | null }
  | { readonly status: 'unavailable'; readonly retryAfterSeconds: number | null }
  | { readonly status: 'misconfigured'; readonly message: string }

/** Refreshes one session, or joins the refresh that runs. */
export type Refresh = (storeKey: string, minValidityMs: number) => Promise<RefreshOutcome>

/** Longer than the store and the provider together may take, so that it runs out only after a process that has died. */
const LEASE_MS = 60_000
/** How soon to ask again while another process is refreshing. */
const HELD_RETRY_SECONDS = 5

/**
 * One refresh at the provider for any number of parallel requests of one session, over all processes that share the store: a refresh
 * token that rotates is good for one request, and two with the same one would end the whole grant (RFC 9700 §4.14.2).
 */
export function singleFlightRefresh(config: Configuration, provider: Provider, sessions: Sessions, judge: SessionJudge): Refresh {
  const leases = storeLeases(config.store, LEASE_MS)
  const flights = new Map<string, { readonly minValidityMs: number; readonly outcome: Promise<RefreshOutcome> }>()

  return refresh

  async function refresh(storeKey: string, minValidityMs: number): Promise<RefreshOutcome> {
    const running = flights.get(storeKey)
    if (!running) {
      const outcome = fly(storeKey, minValidityMs).finally(() => flights.delete(storeKey))
      flights.set(storeKey, { minValidityMs, outcome })
      return outcome
    }
    const outcome = await running.outcome
    const wasAskedForLess = running.minValidityMs < minValidityMs
    return outcome.status === 'live' && !outcome.renewed && wasAskedForLess ? refresh(storeKey, minValidityMs) : outcome
  }

  async function fly(storeKey: string, minValidityMs: number): Promise<RefreshOutcome> {
    const seen = await due(storeKey, minValidityMs)
    if (seen.status !== 'kept') return seen
    const lease = await leases.acquire(`${storeKey}:refreshing`)
    if (!lease) return { status: 'unavailable', retryAfterSeconds: HELD_RETRY_SECONDS }
    try {
      const found = await due(storeKey, minValidityMs)
      if (found.status !== 'kept') return found
      const isAnothersWork = isRenewedSince(found.record, seen.record)
      return isAnothersWork ? { status: 'live', record: found.record, renewed: true } : await ask(found, found.refreshToken)
    } finally {
      await lease.release()
    }
  }

  /** The session, if the provider is to be asked; else the outcome as it is. */
  async function due(
    storeKey: string,
    minValidityMs: number,
  ): Promise<RefreshOutcome | (FoundSession & { readonly refreshToken: string })> {
    const found = await saved(storeKey)
    if (found?.status !== 'kept') return over(found)
    const { record } = found
    const stands = sessions.standingOf(record)
    if (stands.over !== null) {
      await judge.end(found, { reason: stands.over })
      return { status: 'rejected', reason: stands.over }
    }
    const leftMs = record.accessTokenExpiresAt === null ? null : record.accessTokenExpiresAt - config.now()
    if (!stands.renewable || record.refreshToken === null || (leftMs !== null && leftMs > minValidityMs))
      return { status: 'live', record, renewed: false }
    return { ...found, refreshToken: record.refreshToken }
  }

  async function ask(found: FoundSession, refreshToken: string): Promise<RefreshOutcome> {
    const answer = await provider.refresh(found.record, refreshToken)
    switch (answer.status) {
      case 'granted':
        return commit(found, answer)
      case 'untrusted':
        config.report(
          new StillhereError(
            'backend-answer-invalid',
            `The provider's answer to a refresh was refused: ${answer.message}. The session was ended.`,
          ),
        )
        return end(found)
      case 'rejected':
        return refused(found)
      case 'misconfigured':
        config.report(new StillhereError('backend-misconfigured', answer.message))
        return answer
      case 'unavailable':
        return answer
      default:
        return answer satisfies never
    }
  }

  /** Read inside the flight: what the request saw before may be a refresh older. What the store has not taken yet goes first. */
  async function saved(storeKey: string): Promise<FoundSession | EndedSession | null> {
    const found = await sessions.read(storeKey)
    if (found?.status !== 'kept' || !found.unsaved) return found
    await sessions.update(found, () => null)
    return sessions.read(storeKey)
  }

  /** Into the record as it stands by now: presence may have been noted while the provider was asked. */
  async function commit(found: FoundSession, granted: Granted): Promise<RefreshOutcome> {
    const record = await sessions.update(found, (present) =>
      isRenewedSince(present, found.record) ? null : renewed(present, granted, config.now()),
    )
    if (record) return { status: 'live', record, renewed: true }
    const ended = await sessions.read(found.storeKey)
    // The session ended while the provider was asked: its late tokens must not live on. After a new sign-in of the same user they
    // may stand under the same grant as the new ones, and revoking would end both.
    const succeeded = ended?.status === 'ended' && ended.succeeded
    const late = granted.refreshToken ?? found.record.refreshToken
    if (late !== null && !succeeded) await provider.revoke(late)
    return over(ended)
  }

  /** Another process may have spent the refresh token first, and then its result counts. */
  async function refused(found: FoundSession): Promise<RefreshOutcome> {
    const present = await sessions.read(found.storeKey)
    if (present?.status !== 'kept') return over(present)
    if (isRenewedSince(present.record, found.record)) return { status: 'live', record: present.record, renewed: true }
    return config.outlivesTokens ? withoutTokens(present) : end(present)
  }

  /** The provider has ended the tokens; the application's session goes on to its own end. */
  async function withoutTokens(found: FoundSession): Promise<RefreshOutcome> {
    const at = config.now()
    const record = await sessions.update(found, (present) => ({
      ...present,
      refreshToken: null,
      accessTokenExpiresAt: Math.min(present.accessTokenExpiresAt ?? at, at),
    }))
    return record ? { status: 'live', record, renewed: false } : over(await sessions.read(found.storeKey))
  }

  /** Its refresh token is dead already, so that nothing is left to revoke. */
  async function end(found: FoundSession): Promise<RefreshOutcome> {
    await sessions.end(found, { reason: 'refresh-rejected' })
    return { status: 'rejected', reason: 'refresh-rejected' }
  }
}

function over(session: FoundSession | EndedSession | null): RefreshOutcome {
  if (session?.status !== 'ended') return { status: 'rejected', reason: null }
  return { status: 'rejected', reason: session.succeeded ? 'replaced' : session.ended }
}

function isRenewedSince(present: SessionRecord, then: SessionRecord): boolean {
  return present.accessToken !== then.accessToken || present.refreshToken !== then.refreshToken
}

function renewed(record: SessionRecord, granted: Granted, now: number): SessionRecord {
  return {
    ...record,
    accessToken: granted.accessToken,
    accessTokenExpiresAt: granted.accessTokenExpiresAt,
    refreshToken: granted.refreshToken ?? record.refreshToken,
    refreshedAt: now,
    ...(granted.claims && granted.idToken
      ? {
          idToken: granted.idToken,
          user: { ...record.user, ...userOf(granted.claims) },
          authenticatedAt: authenticatedAt(granted.claims) ?? record.authenticatedAt,
        }
      : {}),
  }
}
