'use client'
import type { Session, SessionState } from '@stillhere/core'
import { useContext, useMemo, useState, useSyncExternalStore } from 'react'
import type { RegisteredUser } from './register.ts'
import { RESTORING } from './server-state.ts'
import { orThrow, SessionContext } from './session-context.ts'
import { keepWhileEqual } from './shallow.ts'

/** State fields and the four actions of a user; `session` for the rest. */
export type SessionView<U = RegisteredUser> = SessionState<U> & SessionActions<U>

interface SessionActions<out U> {
  readonly session: Session<U>
  readonly extend: Session<U>['extend']
  readonly signIn: Session<U>['signIn']
  readonly reauthenticate: Session<U>['reauthenticate']
  readonly signOut: Session<U>['signOut']
}

/**
 * The session: everything, or what the selector takes from it. Renders again only when the result changes; results are
 * compared shallowly, so fresh objects and arrays are fine. A background refresh touches neither `status` nor `user`.
 *
 * @throws StillhereError `provider-missing` outside a `<SessionProvider>` when no session is given.
 * @example
 * const name = useSession((s) => s.user?.name)
 */
export function useSession(): SessionView
export function useSession<T>(selector: (view: SessionView) => T): T
export function useSession<U, T>(selector: (view: SessionView<U>) => T, session: Session<U>): T
export function useSession(selector: AnySelector = everything, given?: Session<unknown>): unknown {
  const provided = useContext(SessionContext)
  const session = given ?? orThrow(provided).session
  const serverState = provided?.session === session ? provided.serverState : RESTORING
  const [keep] = useState(() => keepWhileEqual<unknown>())
  const viewOf = useMemo(() => createViews(session), [session])
  return useSyncExternalStore(
    session.subscribe,
    () => keep(selector(viewOf(session.getState()))),
    () => keep(selector(viewOf(serverState))),
  )
}

/** Written as a method, whose parameter is compared both ways: which user it takes follows from the session, as the overloads say. */
type AnySelector = { select(view: SessionView<unknown>): unknown }['select']

function everything<U>(view: SessionView<U>): SessionView<U> {
  return view
}

/** One view per state, however many components ask. */
function createViews<U>(session: Session<U>): (state: SessionState<U>) => SessionView<U> {
  const { extend, signIn, reauthenticate, signOut } = session
  let last: { readonly state: SessionState<U>; readonly view: SessionView<U> } | null = null
  return (state) => {
    if (last?.state !== state) last = { state, view: { ...state, session, extend, signIn, reauthenticate, signOut } }
    return last.view
  }
}
