// A page on keycloak-js behind its adapter; its other address is the one that a hidden frame comes back to.
import { keycloakBackend } from '@stillhere/adapters/keycloak-js'
import { createBrowserSession } from '@stillhere/core/browser'
import Keycloak from 'keycloak-js'
import { button } from './button.ts'
import { readSetting } from './setting.ts'

const SILENT = '/silent-check-sso'
if (location.pathname === SILENT) parent.postMessage(location.href, location.origin)
else open()

function open(): void {
  const { issuer, clientId, scope } = readSetting()
  let refusing = false
  asKeycloakWrites(`${issuer}/token`, () => refusing)
  const keycloak = new Keycloak({ oidcProvider: issuer, clientId })
  const backend = keycloakBackend(keycloak, {
    init: () => keycloak.init({ onLoad: 'check-sso', silentCheckSsoRedirectUri: location.origin + SILENT, checkLoginIframe: false, scope }),
    silentSignIn: true,
    revocationEndpoint: `${issuer}/token/revocation`,
  })
  const session = createBrowserSession({ backend })
  const status = document.createElement('p')
  status.setAttribute('role', 'status')
  const show = () => {
    const { status: what, user } = session.getState()
    status.textContent = `${what} ${user?.sub ?? ''}`.trim()
  }
  const refreshed = document.createElement('p')
  const refresh = async () => {
    // As an API does that no longer takes the token.
    refreshed.textContent = (await session.reportUnauthorized()).ok ? 'refreshed' : 'not refreshed'
  }
  document.body.append(
    status,
    refreshed,
    button('Sign in', () => session.signIn({ returnTo: '/came-back' })),
    button('Sign out', () => session.signOut()),
    button('Refresh twice', async () => {
      await keycloak.updateToken(-1)
      await refresh()
    }),
    button('Refresh in vain', async () => {
      refusing = true
      await refresh()
      refusing = false
    }),
  )
  session.subscribe(show)
  session.start()
  show()
}

/** The SDK reads refresh tokens as JSON Web Tokens, as Keycloak writes them: the provider's own go around in the claims of one. */
function asKeycloakWrites(tokenEndpoint: string, isRefused: () => boolean): void {
  const send = globalThis.fetch
  globalThis.fetch = async (input, init) => {
    if (input !== tokenEndpoint || !(init?.body instanceof URLSearchParams)) return send(input, init)
    const form = new URLSearchParams(init.body)
    const wrapped = form.get('refresh_token')
    if (wrapped !== null && isRefused()) return Response.json({ error: 'invalid_grant' }, { status: 400 })
    if (wrapped !== null) form.set('refresh_token', JSON.parse(atob(wrapped.split('.')[1] ?? '')).jti)
    // It sends cookies along, which Keycloak's answers allow and this provider's do not.
    const response = await send(input, { ...init, body: form, credentials: 'omit' })
    const { refresh_token: jti, ...tokens } = await response.json()
    const claims = { typ: 'Refresh', jti, exp: Math.floor(Date.now() / 1000) + 1800 }
    return Response.json({ ...tokens, ...(jti && { refresh_token: ['{}', JSON.stringify(claims), ''].map(btoa).join('.') }) }, response)
  }
}
