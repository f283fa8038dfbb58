import { UserManager, WebStorageStateStore } from 'oidc-client-ts'
import { oidcClientTsBackend } from '@stillhere/adapters/oidc-client-ts'
import { createBrowserSession, createSessionFetch } from '@stillhere/core/browser'

const manager = new UserManager({
  authority: 'https://id.example.com',
  client_id: 'cases',
  redirect_uri: `${location.origin}/`,
  scope: 'openid profile offline_access',
  userStore: new WebStorageStateStore({ store: localStorage }),
  automaticSilentRenew: false,
})

const backend = oidcClientTsBackend(manager)
export const session = createBrowserSession({ backend, policy: { inactivity: '15m', maxLifetime: '8h' } })
export const api = createSessionFetch(session, { authorize: backend.authorize, origins: ['https://api.example.com'] })
