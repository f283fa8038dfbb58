// A page on keycloak-js behind its adapter; its other address is the one that a hidden frame comes back to.
import { keycloakBackend } from '@stillhere/adapters/keycloak-js'
import { createBrowserSession } from '@stillhere/core/browser'
import Keycloak from 'keycloak-js'

const SILENT = '/silent-check-sso'
if (location.pathname === SILENT) parent.postMessage(location.href, location.origin)
else open()

function open(): void {
  const url = new URLSearchParams(location.search).get('keycloak') ?? ''
  const keycloak = new Keycloak({ url, realm: 'app', clientId: 'cases' })
  const backend = keycloakBackend(keycloak, {
    init: () => keycloak.init({ onLoad: 'check-sso', silentCheckSsoRedirectUri: location.origin + SILENT, checkLoginIframe: false }),
    silentSignIn: true,
  })
  const session = createBrowserSession({ backend })
  const status = document.createElement('p')
  status.setAttribute('role', 'status')
  const show = () => {
    const { status: what, user } = session.getState()
    status.textContent = `${what} ${user?.sub ?? ''}`.trim()
  }
  const refreshed = document.createElement('p')
  document.body.append(
    status,
    refreshed,
    button('Sign in', () => session.signIn({ returnTo: `/came-back?keycloak=${url}` })),
    button('Sign out', () => session.signOut()),
    button('Refresh', async () => {
      // As an API does that no longer takes the token.
      refreshed.textContent = (await session.reportUnauthorized()).ok ? 'refreshed' : 'not refreshed'
    }),
  )
  session.subscribe(show)
  session.start()
  show()
}

function button(name: string, press: () => unknown): HTMLButtonElement {
  const made = document.createElement('button')
  made.textContent = name
  made.addEventListener('click', () => void press())
  return made
}
