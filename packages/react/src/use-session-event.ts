'use client'
import type { Session, SessionEvents } from '@stillhere/core'
import { useEffect, useInsertionEffect, useRef } from 'react'
import type { RegisteredUser } from './register.ts'
import { useProvided } from './session-context.ts'

type Listener<Event extends keyof SessionEvents> = (detail: SessionEvents<RegisteredUser>[Event]) => void | Promise<void>

/**
 * Listens to the session's events. The latest listener is called; subscribing costs no render.
 *
 * @throws StillhereError `provider-missing` outside a `<SessionProvider>`.
 * @example
 * useSessionEvent('ended', ({ reason }) => track('signed out', reason))
 */
export function useSessionEvent<Event extends keyof SessionEvents>(event: Event, listener: Listener<Event>): void {
  useEventOf(useProvided().session, event, listener)
}

/** The same for a session at hand and a listener that may be absent. */
export function useEventOf<Event extends keyof SessionEvents>(
  session: Session<RegisteredUser>,
  event: Event,
  listener: Listener<Event> | undefined,
): void {
  const latest = useRef(listener)
  useInsertionEffect(() => {
    latest.current = listener
  })
  useEffect(() => session.on(event, (detail) => latest.current?.(detail)), [session, event])
}
