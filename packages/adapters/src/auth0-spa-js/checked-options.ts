import { StillhereError } from '@stillhere/core'
import type { Auth0SpaClient } from './client.ts'

/** What the SDK was told can be seen on the object, though it is not declared: said when it contradicts, believed when it is not there. */
export function checkedOptions(client: Auth0SpaClient, declared: 'memory' | 'localstorage'): { readonly dpop: boolean } {
  const told: unknown = Reflect.get(client, 'options')
  if (typeof told !== 'object' || told === null) return { dpop: false }
  const read = (key: string): unknown => Reflect.get(told, key)
  const actual = read('cacheLocation') ?? 'memory'
  if (!read('cache') && actual !== declared)
    throw misconfigured(
      `auth0Backend: cacheLocation is '${declared}', and the client was made with ${JSON.stringify(actual)}. Tabs would refresh apart that share tokens, or wait for tokens that they do not share. Say the same in both places.`,
    )
  if (read('interactiveErrorHandler') === 'popup')
    throw misconfigured(
      "auth0Backend: the client was made with interactiveErrorHandler: 'popup', so a refresh in the background could open a window. Leave it out, and call session.reauthenticate() from a click.",
    )
  return { dpop: read('useDpop') === true }
}

export function misconfigured(message: string): StillhereError {
  return new StillhereError('backend-misconfigured', message)
}
