import { type EndReason, StillhereError } from '@stillhere/core'
import { authenticatedAt, userOf } from './id-token.ts'
import { storeLeases } from './leases.ts'
import { standing } from './lifetimes.ts'
import type { Configuration } from './options.ts'
import type { Granted, Provider } from './provider.ts'
import type { SessionRecord } from './record.ts'
import type { FoundSession, Sessions } from './sessions.ts'

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
export function singleFlightRefresh(config: Configuration, provider: Provider, sessions: Sessions): Refresh {
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
    if ('status' in seen) return seen
    const lease = await leases.acquire(`${storeKey}:refreshing`)
    if (!lease) return { status: 'unavailable', retryAfterSeconds: HELD_RETRY_SECONDS }
    try {
      const found = await due(storeKey, minValidityMs)
      if ('status' in found) return found
      const isAnothersWork = found.record.accessToken !== seen.record.accessToken
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
    if (!found) return { status: 'rejected', reason: null }
    const { record } = found
    const stands = standing(record, config.limits, config.now())
    if (stands.over !== null) return endByLimit(found, stands.over)
    const leftMs = record.accessTokenExpiresAt === null ? null : record.accessTokenExpiresAt - config.now()
    if (!stands.renewable || record.refreshToken === null || (leftMs !== null && leftMs > minValidityMs))
      return { status: 'live', record, renewed: false }
    return { ...found, refreshToken: record.refreshToken }
  }

  async function ask(found: FoundSession, refreshToken: string): Promise<RefreshOutcome> {
    const { record } = found
    const answer = await provider.refresh(record, refreshToken)
    switch (answer.status) {
      case 'granted':
        return commit(found, renewed(record, answer, config.now()))
      case 'untrusted':
        config.report(
          new StillhereError(
            'backend-answer-invalid',
            `The provider's answer to a refresh was refused: ${answer.message}. The session was ended.`,
          ),
        )
        return end(found, 'refresh-rejected')
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
  async function saved(storeKey: string): Promise<FoundSession | null> {
    const found = await sessions.read(storeKey)
    if (!found?.unsaved) return found
    await sessions.replace(found, found.record)
    return sessions.read(storeKey)
  }

  async function commit(found: FoundSession, record: SessionRecord): Promise<RefreshOutcome> {
    if (await sessions.replace(found, record)) return { status: 'live', record, renewed: true }
    const present = await sessions.read(found.storeKey)
    if (present) return { status: 'live', record: present.record, renewed: true }
    // The session ended while the provider was asked: its late tokens must not live on. After a new sign-in of the same user they
    // may stand under the same grant as the new ones, and revoking would end both.
    if (record.refreshToken !== null && !(await sessions.wasSucceeded(found.storeKey))) await provider.revoke(record.refreshToken)
    return { status: 'rejected', reason: null }
  }

  /** Another process may have spent the refresh token first, and then its result counts. */
  async function refused(found: FoundSession): Promise<RefreshOutcome> {
    const present = await sessions.read(found.storeKey)
    if (!present) return { status: 'rejected', reason: null }
    if (present.revision !== found.revision) return { status: 'live', record: present.record, renewed: true }
    return end(found, 'refresh-rejected')
  }

  /** The provider may think longer of the grant than our limits do. */
  async function endByLimit(found: FoundSession, reason: EndReason): Promise<RefreshOutcome> {
    const last = await sessions.remove(found, 'ended')
    if (last && last.record.refreshToken !== null) await provider.revoke(last.record.refreshToken)
    return { status: 'rejected', reason }
  }

  async function end(found: FoundSession, reason: EndReason): Promise<RefreshOutcome> {
    await sessions.remove(found, 'ended')
    return { status: 'rejected', reason }
  }
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
