import { readSetting } from './setting.ts'

const VERIFIER = 'verifier'

/** Leaves for the provider, which sends the browser back to `/` with a code. */
export async function leaveForCode(): Promise<void> {
  const { issuer, clientId, scope } = readSetting()
  const verifier = crypto.randomUUID() + crypto.randomUUID()
  sessionStorage.setItem(VERIFIER, verifier)
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier)))
  const query = new URLSearchParams({
    client_id: clientId,
    response_type: 'code',
    redirect_uri: `${location.origin}/`,
    scope,
    prompt: 'consent',
    code_challenge: btoa(String.fromCharCode(...digest))
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replaceAll('=', ''),
    code_challenge_method: 'S256',
  })
  location.assign(`${issuer}/auth?${query}`)
}

/** What the token endpoint is to be asked with when the browser has come back; null when it has not. */
export function takeCode(): Readonly<Record<string, string>> | null {
  const code = new URLSearchParams(location.search).get('code')
  const verifier = sessionStorage.getItem(VERIFIER)
  if (code === null || verifier === null) return null
  sessionStorage.removeItem(VERIFIER)
  history.replaceState(null, '', '/')
  return { grant_type: 'authorization_code', code, code_verifier: verifier, redirect_uri: `${location.origin}/` }
}
