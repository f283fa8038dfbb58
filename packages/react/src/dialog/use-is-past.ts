'use client'
import type { Session } from '@stillhere/core'
import { useMemo, useSyncExternalStore } from 'react'
import { createClockStore, NEVER_CHANGES } from '../countdown.ts'

/** Whether the session's clock has reached an instant; false for none. Renders once, when it does. */
export function useIsPast(session: Session<unknown>, at: number | null): boolean {
  const store = useMemo(() => {
    if (at === null) return NEVER_CHANGES
    return createClockStore(session, () => {
      const inMs = at - session.now()
      return { value: inMs <= 0, changesInMs: inMs <= 0 ? null : inMs }
    })
  }, [session, at])
  return useSyncExternalStore(store.subscribe, store.getSnapshot, NEVER_CHANGES.getSnapshot) === true
}
