import { Auth0Client } from '@auth0/auth0-spa-js'
import { auth0Backend } from '@stillhere/adapters/auth0-spa-js'
import { createBrowserSession, createSessionFetch } from '@stillhere/core/browser'

const auth0 = new Auth0Client({
  domain: 'cases.eu.auth0.com',
  clientId: 'cases',
  useRefreshTokens: true,
  cacheLocation: 'localstorage',
  authorizationParams: { redirect_uri: location.origin, audience: 'https://api.example.com' },
})

if (new URLSearchParams(location.search).has('state')) {
  const { appState } = await auth0.handleRedirectCallback<{ returnTo: string }>()
  history.replaceState(null, '', appState?.returnTo ?? '/')
}

const backend = auth0Backend(auth0, { cacheLocation: 'localstorage' })
export const session = createBrowserSession({ backend, policy: { inactivity: '15m', maxLifetime: '8h' } })
export const api = createSessionFetch(session, { authorize: backend.authorize, origins: ['https://api.example.com'] })
