'use client'
import { parseDuration, type Session } from '@stillhere/core'
import { useMemo, useSyncExternalStore } from 'react'
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

const SILENT: Spoken = { leftMs: null, lastSeconds: false }
