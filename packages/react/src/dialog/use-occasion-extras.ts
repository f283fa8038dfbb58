'use client'
import { parseDuration, type Session, type Warning } from '@stillhere/core'
import { useMemo, useState, useSyncExternalStore } from 'react'
import { NEVER_CHANGES } from '../countdown.ts'
import { createAnnouncements, type Spoken } from './announcements.ts'
import type { Occasion } from './face.ts'

/**
 * What has been spoken of the time left. `schedule` is durations parted by spaces, so that a list made anew on each render
 * changes nothing.
 */
export function useSpoken(session: Session<unknown>, { warning }: Occasion, schedule: string): Spoken {
  const opened = warning && `${warning.cause} ${warning.openedAt}`
  const store = useMemo(
    () => (opened ? createAnnouncements(session, schedule.split(' ').filter(Boolean).map(parseDuration)) : NEVER_CHANGES),
    [session, opened, schedule],
  )
  return useSyncExternalStore(store.subscribe, store.getSnapshot, NEVER_CHANGES.getSnapshot) ?? SILENT
}

/** How long nobody had been seen when the warning opened; 0 where it does not matter. */
export function useUnseenMs(session: Session<unknown>, warning: Warning | null): number {
  const cause = warning?.cause ?? null
  const openedAt = warning?.openedAt ?? 0
  return useMemo(() => {
    const deadline = session.deadlines().find(({ reason }) => reason === cause)
    return deadline && (cause === 'inactive' || cause === 'server-idle') ? openedAt - deadline.sinceAt : 0
  }, [session, cause, openedAt])
}

/** true from the closing of a dialog because all is well again, until something else happens. */
export function useStayed({ face }: Occasion, live: boolean): boolean {
  const open = face === 'refresh-failed' || face === 'still-here' || face === 'checking'
  const [seen, setSeen] = useState({ open, stayed: false })
  const stayed = live && face === null && (seen.open || seen.stayed)
  if (open !== seen.open || stayed !== seen.stayed) setSeen({ open, stayed })
  return stayed
}

const SILENT: Spoken = { leftMs: null, lastSeconds: false }
