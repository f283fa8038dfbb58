import type { Session, SessionEnd } from '@stillhere/core'
import { useEffect } from 'react'
import { here } from './navigation.tsx'
import type { Settings } from './settings/settings.ts'
import { tabStorage } from './tab-storage.ts'

/**
 * Under a policy whose sign-on session is a further way of staying in: who is not signed in any more goes to the provider once and, if it
 * still knows them, comes back without having seen a form (OpenID Connect Core 1.0 §3.1.2.1, `prompt=none`). A navigation and no frame,
 * because browsers keep the provider's cookie from frames of other sites.
 */
export function useSilentSignIn(session: Session, { policy, sessionName, sessionUrl }: Settings): void {
  const wanted = policy.signOnWindow !== undefined
  useEffect(() => {
    if (!wanted) return
    const storage = tabStorage()
    const tried = `${sessionName}:silent-sign-in`
    const look = () => {
      const { status, end, checking } = session.getState()
      if (status === 'signed-in' && checking === null) storage?.removeItem(tried)
      if (storage === null || (status !== 'signed-out' && status !== 'ended') || !ranOut(end) || storage.getItem(tried) !== null) return
      storage.setItem(tried, 'yes')
      location.assign(`${sessionUrl}/login?${new URLSearchParams({ prompt: 'none', return_to: here() })}`)
    }
    look()
    return session.subscribe(look)
  }, [session, wanted, sessionName, sessionUrl])
}

/** Or nobody knows of any end. Whoever signed out, or was put out, wants to be out. */
function ranOut(end: SessionEnd | null): boolean {
  return end === null || end.reason === 'token-expired' || end.reason === 'refresh-expired'
}
