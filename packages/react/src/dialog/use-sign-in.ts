'use client'
import type { Session } from '@stillhere/core'
import { useState } from 'react'

/** How "Sign in again" is going. A page that is about to be left stays `running`. */
export type SignInState = 'idle' | 'running' | 'failed'

/** The state of this occasion's sign-in, and what starts one; a press while one is under way does nothing. */
export function useSignIn(session: Session<unknown>, occasion: string): readonly [SignInState, () => void] {
  const [{ of, state }, setSignIn] = useState<{ readonly of: string; readonly state: SignInState }>({ of: '', state: 'idle' })
  const now = of === occasion ? state : 'idle'
  async function start() {
    if (now === 'running') return
    setSignIn({ of: occasion, state: 'running' })
    const result = await session.signIn()
    if (!result.ok && result.reason === 'leaving') return
    setSignIn({ of: occasion, state: result.ok || result.reason === 'cancelled' ? 'idle' : 'failed' })
  }
  return [now, () => void start()]
}
