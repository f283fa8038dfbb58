import Keycloak from 'keycloak-js'
import { keycloakBackend } from '@stillhere/adapters/keycloak-js'
import { createBrowserSession, createSessionFetch } from '@stillhere/core/browser'

const keycloak = new Keycloak({ url: 'https://id.example.com', realm: 'main', clientId: 'cases' })
const backend = keycloakBackend(keycloak, {
  init: () =>
    keycloak.init({
      onLoad: 'check-sso',
      silentCheckSsoRedirectUri: `${location.origin}/silent-check-sso.html`,
      checkLoginIframe: false,
    }),
  silentSignIn: true,
})

export const session = createBrowserSession({ backend, policy: { inactivity: '15m', maxLifetime: '8h' } })
export const api = createSessionFetch(session, { authorize: backend.authorize, origins: ['https://api.example.com'] })
