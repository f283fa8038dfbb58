'use client'
import type { RefreshState, SessionState } from '@stillhere/core'
import { type ComponentPropsWithoutRef, type ReactElement, useSyncExternalStore } from 'react'
import { clockText } from '../messages/format.ts'
import type { SessionMessages, SessionStanding } from '../messages/messages.ts'
import { useMessages } from '../messages/use-messages.ts'
import { type SessionView, useSession } from '../use-session.ts'
import { joinClasses } from './join-classes.ts'
import { useIsPast } from './use-is-past.ts'

export interface SessionStatusProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  /** Every word. Default: the provider's, else English. */
  readonly messages?: SessionMessages
}

/** A refresh that takes longer is mentioned; the others would only flicker. */
const MENTIONED_AFTER_MS = 1000
/** From this failure on it is more than a blip. */
const FAILING_FROM_ATTEMPT = 2
/** These say that nobody needs to do anything, so they are seen and not spoken. */
const QUIET: readonly SessionStanding[] = ['restoring', 'fine', 'refreshing', 'signed-out']

/**
 * One quiet line: signed in, refreshing, failing and until when that is no matter, offline, checking, or an end that is near
 * although its dialog was put away. What may need somebody is spoken politely, once (WCAG 4.1.3); the rest is only seen.
 * `data-status` says which. It renders when that changes, not with the clock.
 *
 * @throws StillhereError `provider-missing` outside a `<SessionProvider>`.
 * @example
 * <footer><SessionStatus /></footer>
 */
export function SessionStatus({ messages, className, ...rest }: SessionStatusProps): ReactElement {
  const words = useMessages(messages)
  const { session, standing, untilAt, startedAt } = useSession(pickStanding)
  const offline = useSyncExternalStore(subscribeToNetwork, isOffline, isNever)
  const long = useIsPast(session, startedAt === null ? null : startedAt + MENTIONED_AFTER_MS)

  const shown = seenAs(standing, { offline, long })
  const text = stoppedOnce(words.status[shown]({ clock: untilAt === null ? '' : clockText(untilAt, words.locale) }))
  const quiet = QUIET.includes(shown)
  return (
    <div {...rest} className={joinClasses('stillhere-status', className)} data-status={shown} lang={words.locale}>
      <span className="stillhere-status__dot" aria-hidden="true" />
      {quiet && <span>{text}</span>}
      <span role="status">{quiet ? '' : text}</span>
    </div>
  )
}

/** "Until 2:35 p.m.": in Canada and Mexico the full stop of the time of day is the sentence's as well. */
function stoppedOnce(sentence: string): string {
  return sentence.replace('..', '.')
}

interface Standing {
  readonly session: SessionView['session']
  readonly standing: SessionStanding
  /** Until when the user stays signed in as things stand, null where that is not known. */
  readonly untilAt: number | null
  /** When the refresh under way began. */
  readonly startedAt: number | null
}

function pickStanding(view: SessionView): Standing {
  const { session, refresh } = view
  return {
    session,
    standing: standingOf(view),
    untilAt: view.status === 'signed-in' ? untilAt(view) : null,
    startedAt: refresh.status === 'running' ? refresh.startedAt : null,
  }
}

function standingOf({ status, warning, checking, refresh }: SessionState<unknown>): SessionStanding {
  switch (status) {
    case 'restoring':
      return 'restoring'
    case 'signed-out':
    case 'ended':
      return 'signed-out'
    case 'signed-in':
      return checking ? 'checking' : warning ? 'warning' : ofRefresh(refresh)
  }
}

function ofRefresh(refresh: RefreshState): SessionStanding {
  switch (refresh.status) {
    case 'idle':
      return 'fine'
    case 'running':
      return 'refreshing'
    case 'retrying':
      return refresh.attempt < FAILING_FROM_ATTEMPT ? 'fine' : 'failing'
    case 'failed':
      return 'failing'
  }
}

/** The end that is warned of, else the earliest that activity does not move. */
function untilAt({ warning, refresh, session }: SessionView): number | null {
  const fixed = session.deadlines().find(({ reason }) => reason !== 'inactive' && reason !== 'server-idle')
  return warning?.endsAt ?? (refresh.status === 'retrying' ? refresh.validUntilAt : null) ?? fixed?.endsAt ?? null
}

function seenAs(standing: SessionStanding, { offline, long }: { readonly offline: boolean; readonly long: boolean }): SessionStanding {
  if (offline && (standing === 'fine' || standing === 'refreshing' || standing === 'failing')) return 'offline'
  return standing === 'refreshing' && !long ? 'fine' : standing
}

function subscribeToNetwork(changed: () => void): () => void {
  addEventListener('online', changed)
  addEventListener('offline', changed)
  return () => {
    removeEventListener('online', changed)
    removeEventListener('offline', changed)
  }
}

/** A hint and no more: browsers call a machine online that reaches nothing. */
function isOffline(): boolean {
  return !navigator.onLine
}

function isNever(): boolean {
  return false
}
