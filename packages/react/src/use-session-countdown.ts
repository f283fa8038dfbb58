'use client'
import { parseDuration, type Session } from '@stillhere/core'
import { useMemo, useSyncExternalStore } from 'react'
import { countDown, createClockStore, type Reading } from './countdown.ts'
import { useProvided } from './session-context.ts'

/**
 * Milliseconds left until the binding deadline, in whole steps (default one second), rounded up and never negative; null
 * without a deadline and on the server. The only hook that ticks, and only while it is mounted.
 *
 * @throws StillhereError `provider-missing` outside a `<SessionProvider>`.
 * @example
 * const leftMs = useSessionCountdown({ step: '1m' })
 */
export function useSessionCountdown(options?: { readonly step?: '1s' | '10s' | '1m' }): number | null {
  const { session } = useProvided()
  return useTimeLeft(session, null, parseDuration(options?.step ?? '1s'))
}

/** The same for an instant at hand; null means the binding deadline. */
export function useTimeLeft(session: Session<unknown>, endsAt: number | null, stepMs: number): number | null {
  const store = useMemo(() => createClockStore(session, () => timeLeft(session, endsAt, stepMs)), [session, endsAt, stepMs])
  return useSyncExternalStore(store.subscribe, store.getSnapshot, onServer)
}

function timeLeft(session: Session<unknown>, endsAt: number | null, stepMs: number): Reading<number | null> {
  const end = endsAt ?? session.deadlines()[0]?.endsAt
  return end === undefined ? { value: null, changesInMs: null } : countDown(end - session.now(), stepMs)
}

function onServer(): null {
  return null
}
