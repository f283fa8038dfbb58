import type { Auth0SpaClient } from './client.ts'

/** Hears that another tab has emptied the store, as a sign-out does. Returns its undo. */
export function followClearing(client: Auth0SpaClient, cleared: () => void): () => void {
  const key = `@@auth0spajs@@::${client.getConfiguration().clientId}::@@user@@`
  const heard = (event: StorageEvent) => {
    if (event.key === null || (event.key === key && event.newValue === null)) cleared()
  }
  globalThis.addEventListener?.('storage', heard)
  return () => globalThis.removeEventListener?.('storage', heard)
}
