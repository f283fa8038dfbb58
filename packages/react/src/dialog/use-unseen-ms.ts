'use client'
import type { Session, Warning } from '@stillhere/core'
import { useMemo } from 'react'

/** How long nobody had been seen when the warning opened; 0 where it does not matter. */
export function useUnseenMs(session: Session<unknown>, warning: Warning | null): number {
  const cause = warning?.cause ?? null
  const openedAt = warning?.openedAt ?? 0
  return useMemo(() => {
    const deadline = session.deadlines().find(({ reason }) => reason === cause)
    return deadline && (cause === 'inactive' || cause === 'server-idle') ? openedAt - deadline.sinceAt : 0
  }, [session, cause, openedAt])
}
