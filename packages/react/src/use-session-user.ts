'use client'
import * as texts from '#texts'
import { StillhereError } from '@stillhere/core'
import { createContext, useContext, useState } from 'react'
import type { RegisteredUser } from './register.ts'
import { useSession } from './use-session.ts'

/** true below a gate that keeps an ended session's tree for signing in again in place. */
export const KeptTreeContext = createContext(false)

/**
 * The user, never null. For what stands inside `<SessionGate>`, which takes it away before the user is gone.
 *
 * @throws StillhereError `not-signed-in` where nobody is signed in.
 */
export function useSessionUser(): RegisteredUser {
  const user = useSession((view) => view.user)
  const kept = useContext(KeptTreeContext)
  const [last, setLast] = useState(user)
  if (user !== null && user !== last) setLast(user)
  const known = user ?? (kept ? last : null)
  if (known !== null) return known
  throw new StillhereError('not-signed-in', texts.notSignedIn())
}
