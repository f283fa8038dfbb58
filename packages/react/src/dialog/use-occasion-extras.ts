'use client'
import { parseDuration, type Session, type Warning } from '@stillhere/core'
import { useMemo, useState, useSyncExternalStore } from 'react'
import { createAnnouncements } from './announcements.ts'
import type { Occasion } from './face.ts'

/** The time left as last spoken, null before the first announcement. `schedule` is durations parted by spaces, so that a list made anew on each render changes nothing. */
export function useSpokenMs(session: Session<unknown>, endsAt: number | null, schedule: string): number | null {
  const store = useMemo(
    () => (endsAt === null ? SILENCE : createAnnouncements(session, endsAt, schedule.split(' ').filter(Boolean).map(parseDuration))),
    [session, endsAt, schedule],
  )
  return useSyncExternalStore(store.subscribe, store.getSnapshot, nothing)
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

/** true from the closing of a warning because the user stayed, until something else happens. */
export function useStayed({ face }: Occasion, live: boolean): boolean {
  const open = face === 'refresh-failed' || face === 'still-here'
  const [seen, setSeen] = useState({ open, stayed: false })
  const stayed = live && face === null && (seen.open || seen.stayed)
  if (open !== seen.open || stayed !== seen.stayed) setSeen({ open, stayed })
  return stayed
}

const SILENCE = { subscribe: () => () => {}, getSnapshot: nothing }

function nothing(): null {
  return null
}
