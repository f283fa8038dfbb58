import { followStorage } from '../follow-storage.ts'
import type { Auth0SpaClient } from './client.ts'

/** Hears that another tab has emptied the store, as a sign-out does. Returns its undo. */
export function followClearing(client: Auth0SpaClient, cleared: () => void): () => void {
  const key = `@@auth0spajs@@::${client.getConfiguration().clientId}::@@user@@`
  return followStorage((event) => {
    if (event.key === null || (event.key === key && event.newValue === null)) cleared()
  })
}
