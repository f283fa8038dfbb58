// A page on oidc-client-ts with its user in localStorage: behind the adapter, or (`?alone`) as the SDK's documentation has it.
import { oidcClientTsBackend } from '@stillhere/adapters/oidc-client-ts'
import { createBrowserSession, createSessionFetch } from '@stillhere/core/browser'
import { UserManager, WebStorageStateStore } from 'oidc-client-ts'
import { readSetting } from './setting.ts'

const { issuer, clientId, scope } = readSetting()
const alone = new URLSearchParams(location.search).has('alone')
const back = `${location.origin}/${alone ? '?alone' : ''}`
const manager = new UserManager({
  authority: issuer,
  client_id: clientId,
  redirect_uri: back,
  post_logout_redirect_uri: back,
  scope,
  prompt: 'consent',
  userStore: new WebStorageStateStore({ store: localStorage }),
  automaticSilentRenew: alone,
  accessTokenExpiringNotificationTimeInSeconds: 10,
})

const status = element('p', { role: 'status' })
const answer = element('p', { id: 'answer' })
if (alone) followSdk()
else followSession()

function followSession(): void {
  const backend = oidcClientTsBackend(manager)
  const session = createBrowserSession({ backend, policy: { inactivity: '15m', refreshLead: '10s' } })
  const api = createSessionFetch(session, { authorize: backend.authorize, origins: [location.origin] })
  const show = () => {
    const { status: what, user, checking } = session.getState()
    status.textContent = checking === null ? `${what} ${user?.sub ?? ''}`.trim() : 'checking'
  }
  button('Sign in', () => session.signIn({ returnTo: '/came-back' }))
  button('Sign out', () => session.signOut())
  button('Ask', async () => {
    answer.textContent = `answered ${(await api('/bearer/api/cases')).status}`
  })
  session.subscribe(show)
  session.start()
  show()
}

function followSdk(): void {
  const show = (text: string) => () => {
    status.textContent = text
  }
  manager.events.addUserLoaded(show('signed-in'))
  manager.events.addUserUnloaded(show('signed-out'))
  manager.events.addAccessTokenExpired(show('signed-out'))
  button('Sign in', () => manager.signinRedirect())
  button('Sign out', () => manager.signoutRedirect())
  const entered = location.search.includes('code=') ? manager.signinCallback() : manager.getUser()
  void entered.then((user) => show(user && !user.expired ? 'signed-in' : 'signed-out')())
}

function element(name: 'p' | 'button', attributes: Readonly<Record<string, string>> = {}): HTMLElement {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  document.body.append(made)
  return made
}

function button(name: string, press: () => unknown): void {
  const made = element('button')
  made.textContent = name
  made.addEventListener('click', () => void press())
}
