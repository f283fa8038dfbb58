import { createBrowserSession, createSessionFetch, stepUpChallenge } from '@stillhere/core/browser'
import { oidcBackend } from '@stillhere/oidc'

const backend = oidcBackend({
  issuer: 'https://id.example.com',
  clientId: 'cases',
  redirectPath: '/',
  scope: 'openid profile offline_access',
})

export const session = createBrowserSession({ backend, policy: { inactivity: '15m', maxLifetime: '8h' } })
export const api = createSessionFetch(session, { authorize: backend.authorize, origins: ['https://api.example.com'] })

/** The API may ask for a fresher sign-in (RFC 9470): a window opens, and the page stays as it is. */
export async function pay(body: string): Promise<Response> {
  const send = () => api('https://api.example.com/payments', { method: 'POST', body })
  const response = await send()
  const challenge = stepUpChallenge(response)
  if (!challenge) return response
  return (await session.reauthenticate(challenge)).ok ? send() : response
}
