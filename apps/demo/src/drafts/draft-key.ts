import type { Protected } from '../cases/use-protected.ts'
import { keyFrom } from './seal.ts'

/** Asks the server for the key of whoever is signed in; null when it does not answer with one now. */
export async function fetchDraftKey({ fetch, apiUrl }: Protected): Promise<CryptoKey | null> {
  try {
    const response = await fetch(`${apiUrl}/draft-key`)
    const body: unknown = response.ok ? await response.json() : null
    const key = typeof body === 'object' && body !== null && 'key' in body ? body.key : null
    return typeof key === 'string' ? await keyFrom(key) : null
  } catch {
    return null
  }
}
