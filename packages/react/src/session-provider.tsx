'use client'
import * as texts from '#texts'
import type { Session, SessionEnd, SessionEvents, SessionOptions, Warning } from '@stillhere/core'
import { StillhereError } from '@stillhere/core'
import { createBrowserSession } from '@stillhere/core/browser'
import { type ReactElement, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import type { SessionDraftOptions } from './drafts/session-draft-options.ts'
import type { SessionMessages } from './messages/messages.ts'
import { MessagesContext } from './messages/messages-context.ts'
import type { RegisteredUser } from './register.ts'
import { RESTORING, withoutInstants } from './server-state.ts'
import { type Provided, SessionContext } from './session-context.ts'
import { shallowEqual } from './shallow.ts'
import { useEventOf } from './use-session-event.ts'

interface ProviderProps {
  readonly children?: ReactNode
  /** Every word that the components below show, the gate's cover and the sign-out button too. Default: those of a provider around, else English. May change at any time. */
  readonly messages?: SessionMessages
  /** How `useSessionDraft` keeps what was typed. Read once. Default: sealed in the tab, for three days. */
  readonly drafts?: SessionDraftOptions
  /** The dialog opens. The network works still: save here. */
  readonly onWarning?: (warning: Warning) => void | Promise<void>
  /** The session is about to end, in every tab. The synchronous part runs with form state in memory; a returned promise holds navigation back, at most 2 s. */
  readonly onBeforeEnd?: (event: SessionEvents<RegisteredUser>['before-end']) => void | Promise<void>
  /** The session is over; private content is gone. */
  readonly onEnded?: (end: SessionEnd) => void
}

type Absent<Keys extends PropertyKey> = { readonly [K in Keys]?: undefined }

/** A session made elsewhere, or the options to make one. Options are read once, like `useState`'s. */
export type SessionProviderProps = ProviderProps &
  (
    | ({ readonly session: Session<RegisteredUser> } & Absent<keyof SessionOptions>)
    | ({ readonly session?: undefined } & SessionOptions<RegisteredUser>)
  )

/**
 * Holds the session for everything below and keeps it started while mounted. Several may be nested: the nearest counts.
 * Options that change later are ignored and reported (`provider-options-changed`); use `key` for another session.
 *
 * @example
 * <SessionProvider backend={backend} policy={{ inactivity: '15m' }}><App /></SessionProvider>
 */
export function SessionProvider(props: SessionProviderProps): ReactElement {
  const [first] = useState(() => provide(props))
  const session = props.session ?? first.session
  const provided = useMemo(
    () => (session === first.session ? first : { session, serverState: RESTORING, draftOptions: first.draftOptions }),
    [session, first],
  )

  const outer = useContext(MessagesContext)
  useReportOfChanges(props)
  useEventOf(session, 'warning', props.onWarning)
  useEventOf(session, 'before-end', props.onBeforeEnd)
  useEventOf(session, 'ended', props.onEnded)
  useEffect(() => {
    const stop = session.start()
    // StrictMode unmounts and mounts again in one task; letting go after it keeps the platform attached and restores once.
    return () => queueMicrotask(stop)
  }, [session])

  return (
    <SessionContext.Provider value={provided}>
      <MessagesContext.Provider value={props.messages ?? outer}>{props.children}</MessagesContext.Provider>
    </SessionContext.Provider>
  )
}

function provide(props: SessionProviderProps): Provided {
  // A session made elsewhere may have moved on before hydration; the server can only have shown `restoring`.
  if (props.session) return { session: props.session, serverState: RESTORING, draftOptions: props.drafts }
  const session = createBrowserSession<RegisteredUser>(props)
  return { session, serverState: withoutInstants(session.getState()), draftOptions: props.drafts }
}

/** One error in the console, because nothing in the app can handle it. */
function useReportOfChanges({ session, backend, policy, name, initial }: SessionProviderProps): void {
  const options = session ? null : { backend, name, data: JSON.stringify([policy, initial]) }
  const [first] = useState(options)
  const changed = !shallowEqual(options, first)
  useEffect(() => {
    if (!changed) return
    console.error(new StillhereError('provider-options-changed', texts.providerOptionsChanged()))
  }, [changed])
}
