'use client'
import type { Duration } from '@stillhere/core'
import { type ActivityHold, createActivityHold } from '@stillhere/core/activity'
import { useEffect, useRef } from 'react'
import { useProvided } from '../session-context.ts'

/** Options of {@link useActivityHold}. */
export interface ActivityHoldOptions {
  /** Whether the job runs. */
  readonly while: boolean
  /** The longest that it stands for a person after they were last seen in this page. */
  readonly max: Duration
}

/**
 * Stands for presence while a job runs that nobody has to touch: an upload, an export, playback. Costs no render. It ends with the
 * component and with the tab, is no answer to a warning that is open, and never passes the maximum lifetime. Jobs that follow each other
 * without anybody at the page do not renew `max`, as long as the same component holds for them.
 *
 * @throws StillhereError `provider-missing` outside a `<SessionProvider>`; `duration-invalid` when `max` is no duration.
 * @example
 * useActivityHold('upload', { while: progress < 1, max: '30m' })
 */
export function useActivityHold(label: string, { while: wanted, max }: ActivityHoldOptions): void {
  const { session } = useProvided()
  const hold = useRef<ActivityHold | null>(null)
  useEffect(() => {
    const made = createActivityHold(session)
    hold.current = made
    return () => {
      hold.current = null
      made.detach()
    }
  }, [session])
  useEffect(() => {
    if (wanted) hold.current?.hold(label, { max })
    else hold.current?.release()
  }, [session, label, wanted, max])
}
