'use client'
import { type Deadline, parseDuration, type Session } from '@stillhere/core'
import { useMemo, useSyncExternalStore } from 'react'
import { countDown, createClockStore, NEVER_CHANGES, type Reading } from './countdown.ts'
import { useProvided } from './session-context.ts'

/**
 * Milliseconds left until the end that the user will meet, in whole steps (default one second), rounded up and never negative:
 * the end that is warned of, else the earliest deadline. An access token that is being refreshed as it should is none. null
 * without such an end and on the server. The only hook that ticks, and only while it is mounted.
 *
 * @throws StillhereError `provider-missing` outside a `<SessionProvider>`.
 * @example
 * const leftMs = useSessionCountdown({ step: '1m' })
 */
export function useSessionCountdown(options?: { readonly step?: '1s' | '10s' | '1m' }): number | null {
  const { session } = useProvided()
  return useTimeLeft(session, null, parseDuration(options?.step ?? '1s'))
}

/** The same for an instant at hand; null means the end that the user will meet. */
export function useTimeLeft(session: Session<unknown>, endsAt: number | null, stepMs: number): number | null {
  const store = useMemo(() => createClockStore(session, () => timeLeft(session, endsAt, stepMs)), [session, endsAt, stepMs])
  return useSyncExternalStore(store.subscribe, store.getSnapshot, NEVER_CHANGES.getSnapshot)
}

function timeLeft(session: Session<unknown>, endsAt: number | null, stepMs: number): Reading<number | null> {
  const end = endsAt ?? session.getState().warning?.endsAt ?? session.deadlines().find(isMet)?.endsAt
  return end === undefined ? { value: null, changesInMs: null } : countDown(end - session.now(), stepMs)
}

/** A token that will be refreshed before it warns is no end. */
function isMet({ reason, extendable, warnAt }: Deadline): boolean {
  return reason !== 'token-expired' || !extendable || warnAt !== null
}
