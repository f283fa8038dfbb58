import type { Protected } from './use-protected.ts'

/** Asks the server for what only it can give to whoever is signed in, and drafts are sealed with; null when it does not now. */
export async function fetchDraftKey({ fetch, apiUrl }: Protected): Promise<string | null> {
  const response = await fetch(`${apiUrl}/draft-key`, { background: true })
  const body: unknown = response.ok ? await response.json() : null
  const key = typeof body === 'object' && body !== null && 'key' in body ? body.key : null
  return typeof key === 'string' ? key : null
}
