import type { Calls } from './calls.ts'
import type { OidcClientTs } from './sdk.ts'

const PROBE = 'stillhere-probe'

/** Whether all tabs see what this store keeps. The SDK does not tell where it writes, so something is written. */
export function isInLocalStorage(store: OidcClientTs<{ readonly sub: string }>['settings']['userStore']): boolean {
  try {
    const ignore = () => undefined
    store.set(PROBE, '').catch(ignore)
    const keys = Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index))
    store.remove(PROBE).catch(ignore)
    return keys.some((key) => key?.endsWith(PROBE))
  } catch {
    // None here (a server), or forbidden.
    return false
  }
}

/** Tells the SDK's own listeners, react-oidc-context for one, of what another tab has stored. Returns its undo. */
export function followOtherTabs<Profile extends { readonly sub: string }>({ manager, own }: Calls<Profile>): () => void {
  const { authority, client_id: clientId } = manager.settings
  const heard = ({ key, newValue }: StorageEvent) => {
    if (!key?.endsWith(`user:${authority}:${clientId}`)) return
    void (newValue === null ? manager.events.unload() : own(() => manager.getUser(true)))
  }
  globalThis.addEventListener('storage', heard)
  return () => globalThis.removeEventListener('storage', heard)
}
