import type { Auth0SpaClient } from './client.ts'

/** Whether another tab signs out while this one waits for its tokens: they would be written into the emptied store. */
export function watchClearing(client: Auth0SpaClient): { cleared(): boolean; stop(): void } {
  const key = `@@auth0spajs@@::${client.getConfiguration().clientId}::@@user@@`
  let cleared = false
  const look = (event: StorageEvent) => {
    if (event.key === null || (event.key === key && event.newValue === null)) cleared = true
  }
  globalThis.addEventListener?.('storage', look)
  return { cleared: () => cleared, stop: () => globalThis.removeEventListener?.('storage', look) }
}
