'use client'
import * as texts from '#texts'
import { type Session, type SessionState, StillhereError } from '@stillhere/core'
import { type Context, createContext, useContext } from 'react'
import type { Drafts } from './drafts/drafts.ts'
import type { SessionDraftOptions } from './drafts/session-draft-options.ts'
import type { RegisteredUser } from './register.ts'

/** What the provider hands down. It never changes while the session stays, so the context itself renders nobody. */
export interface Provided {
  readonly session: Session<RegisteredUser>
  /** What server rendering and the first client render show. */
  readonly serverState: SessionState<RegisteredUser>
  readonly draftOptions: SessionDraftOptions | undefined
  /** Put here by the first one that asks (`useDrafts`), because apps without drafts must not load them. */
  drafts?: Drafts
}

export const SessionContext: Context<Provided | null> = createContext<Provided | null>(null)

/**
 * What the nearest provider hands down.
 *
 * @throws StillhereError `provider-missing` outside a `<SessionProvider>`.
 */
export function useProvided(): Provided {
  return orThrow(useContext(SessionContext))
}

/** The same for what was read from the context already. */
export function orThrow(provided: Provided | null): Provided {
  if (provided) return provided
  throw new StillhereError('provider-missing', texts.providerMissing())
}
