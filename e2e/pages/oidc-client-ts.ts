// A page on oidc-client-ts: behind the adapter with its user in localStorage, or (`?per-tab`) in sessionStorage with pop-up and hidden
// frame, or (`?alone`) in localStorage as the SDK's documentation has it.
import { oidcClientTsBackend } from '@stillhere/adapters/oidc-client-ts'
import { createBrowserSession, createSessionFetch } from '@stillhere/core/browser'
import { UserManager, WebStorageStateStore } from 'oidc-client-ts'
import { button } from './button.ts'
import { readSetting } from './setting.ts'

const { issuer, clientId, scope } = readSetting()
const given = new URLSearchParams(location.search)
const alone = given.has('alone')
const perTab = given.has('per-tab')
const back = `${location.origin}/${alone ? '?alone' : perTab ? '?per-tab' : ''}`
const manager = new UserManager({
  authority: issuer,
  client_id: clientId,
  redirect_uri: back,
  post_logout_redirect_uri: back,
  scope,
  ...(!perTab && { prompt: 'consent' }),
  userStore: new WebStorageStateStore({ store: perTab ? sessionStorage : localStorage }),
  automaticSilentRenew: alone,
  accessTokenExpiringNotificationTimeInSeconds: 10,
})

const status = document.createElement('p')
status.setAttribute('role', 'status')
const answer = document.createElement('p')
answer.id = 'answer'
document.body.append(status, answer)
if (alone) followSdk()
else followSession()

function followSession(): void {
  const backend = oidcClientTsBackend(manager, perTab ? { popup: true, silentSignIn: true } : {})
  const session = createBrowserSession({ backend, policy: { inactivity: '15m', refreshLead: '10s' } })
  const api = createSessionFetch(session, { authorize: backend.authorize, origins: [location.origin] })
  const show = () => {
    const { status: what, user, checking } = session.getState()
    status.textContent = checking === null ? `${what} ${user?.sub ?? ''}`.trim() : 'checking'
  }
  document.body.append(
    button('Sign in', () => session.signIn({ returnTo: '/came-back' })),
    button('Sign out', () => session.signOut()),
    button('Ask', async () => {
      answer.textContent = `answered ${(await api('/bearer/api/cases')).status}`
    }),
    button('Prove', async () => {
      const { ok } = await session.reauthenticate({ maxAge: '60s', acrValues: ['any'] })
      answer.textContent = ok ? 'proven' : 'not proven'
    }),
  )
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
  document.body.append(
    button('Sign in', () => manager.signinRedirect()),
    button('Sign out', () => manager.signoutRedirect()),
  )
  const entered = location.search.includes('code=') ? manager.signinCallback() : manager.getUser()
  void entered.then((user) => show(user && !user.expired ? 'signed-in' : 'signed-out')())
}
