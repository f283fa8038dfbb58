import { bearerBackend, type BearerTokens } from '@stillhere/adapters/bearer'
import { createBrowserSession, createSessionFetch } from '@stillhere/core/browser'

const backend = bearerBackend({
  refresh: (refreshToken, signal) => post('/auth/refresh', { refreshToken }, signal),
  revoke: (tokens, signal) => post('/auth/logout', { refreshToken: tokens?.refreshToken }, signal),
  read: readTokens,
})
export const session = createBrowserSession({ backend, policy: { inactivity: '15m', maxLifetime: '8h' } })
export const api = createSessionFetch(session, { authorize: backend.authorize, origins: ['https://api.example.com'] })

/** What the sign-in form calls. */
export async function signIn(name: string, password: string): Promise<boolean> {
  const response = await post('/auth/login', { name, password })
  if (!response.ok) return false
  await backend.accept(await response.json())
  return (await session.restore()).ok
}

function post(path: string, body: object, signal?: AbortSignal): Promise<Response> {
  const headers = { 'content-type': 'application/json' }
  return fetch(path, { method: 'POST', headers, body: JSON.stringify(body), ...(signal && { signal }) })
}

interface Answer {
  readonly accessToken: string
  readonly refreshToken: string
  readonly expiresInSeconds: number
  readonly user: { readonly id: string; readonly name: string }
}

function readTokens(body: unknown): BearerTokens<{ readonly sub: string; readonly name: string }> {
  const { accessToken, refreshToken, expiresInSeconds, user } = body as Answer
  return { accessToken, refreshToken, expiresIn: `${expiresInSeconds}s`, userId: user.id, user: { sub: user.id, name: user.name } }
}
