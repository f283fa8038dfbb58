// An app that has Auth0's SDK and hands it to stillhere. `?memory` keeps the tokens in the tab and its worker, `?alone` leaves the SDK to itself.
import { Auth0Client } from '@auth0/auth0-spa-js'
import { auth0Backend } from '@stillhere/adapters/auth0-spa-js'
import { createBrowserSession, createSessionFetch, type SessionFetch } from '@stillhere/core/browser'
import { button } from './button.ts'
import { readSetting } from './setting.ts'

declare global {
  interface Window {
    /** Asks for new tokens, by the session or, where there is none, by the SDK. */
    refresh: () => Promise<string>
    api: SessionFetch | null
  }
}

const { issuer, clientId, scope } = readSetting()
const asked = new URLSearchParams(location.search)
const cacheLocation = location.pathname === '/memory' ? 'memory' : 'localstorage'
const auth0 = new Auth0Client({
  domain: issuer,
  clientId,
  useRefreshTokens: true,
  cacheLocation,
  authorizationParams: { redirect_uri: location.origin + location.pathname, scope, prompt: 'consent' },
})
if (asked.has('state')) {
  await auth0.handleRedirectCallback()
  history.replaceState(null, '', location.pathname)
}

const say = (text: string) => {
  document.title = text
}

if (asked.has('alone')) {
  window.api = null
  window.refresh = () => auth0.getTokenSilently({ cacheMode: 'off' }).then(() => 'ok', String)
  say((await auth0.isAuthenticated()) ? 'signed-in' : 'signed-out')
} else {
  const backend = auth0Backend(auth0, { cacheLocation })
  const session = createBrowserSession({ backend })
  session.subscribe(() => say(session.getState().status))
  session.start()
  window.api = createSessionFetch(session, { authorize: backend.authorize, origins: [issuer] })
  window.refresh = async () => ((await session.refreshNow()).ok ? 'ok' : 'not')
  document.body.append(
    button('Sign in', () => session.signIn({ returnTo: '/' })),
    button('Sign out', () => session.signOut()),
  )
}
