import { act, cleanup, render, screen, waitFor } from '@testing-library/react'
import { createBrowserSession } from '@stillhere/core/browser'
import { SessionGate, SessionProvider, useSession } from '@stillhere/react'
import { User, UserManager, WebStorageStateStore } from 'oidc-client-ts'
import { StrictMode } from 'react'
import { AuthProvider, useAuth } from 'react-oidc-context'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { oidcClientTsBackend } from './oidc-client-ts.ts'

const AUTHORITY = 'https://id.example.test'
let app = 0
/** Each test has an app of its own: what the last one's session still does with its user is no matter. */
let client = ''
let key = ''

beforeEach(() => {
  app += 1
  client = `app-${app}`
  key = `oidc.user:${AUTHORITY}:${client}`
  vi.stubGlobal('fetch', async () => new Response(null))
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
  localStorage.clear()
})

function userWith(accessToken: string): User {
  const now = Math.floor(Date.now() / 1000)
  const profile = { sub: 'ada', iss: AUTHORITY, aud: client, exp: now + 300, iat: now }
  return new User({ access_token: accessToken, refresh_token: 'r', token_type: 'Bearer', profile, expires_at: now + 300 })
}

/** An app below both providers, which share one manager. */
async function openApp() {
  localStorage.setItem(key, userWith('first').toStorageString())
  const manager = new UserManager({
    authority: AUTHORITY,
    client_id: client,
    redirect_uri: `${location.origin}/back`,
    metadata: { issuer: AUTHORITY, revocation_endpoint: `${AUTHORITY}/revoke`, token_endpoint: `${AUTHORITY}/token` },
    userStore: new WebStorageStateStore({ store: localStorage }),
    automaticSilentRenew: false,
  })
  const session = createBrowserSession({ backend: oidcClientTsBackend(manager), name: client })
  render(
    <StrictMode>
      <AuthProvider userManager={manager} skipSigninCallback>
        <SessionProvider session={session}>
          <Standing />
          <SessionGate restoring={<p>restoring</p>} signedOut={<p>sign-in page</p>}>
            <p>private</p>
          </SessionGate>
        </SessionProvider>
      </AuthProvider>
    </StrictMode>,
  )
  await screen.findByText('private')
  await screen.findByText(/authenticated with first/)
  return { manager, session }
}

function Standing() {
  const auth = useAuth()
  const status = useSession((state) => state.status)
  return (
    <p>
      {status}, {auth.isAuthenticated ? `authenticated with ${auth.user?.access_token}` : 'not authenticated'}
    </p>
  )
}

/** What a browser tells when another tab has written. */
function writtenElsewhere(newValue: string | null): void {
  if (newValue === null) localStorage.removeItem(key)
  else localStorage.setItem(key, newValue)
  dispatchEvent(new StorageEvent('storage', { key: key, newValue, storageArea: localStorage }))
}

test('both providers agree on who is signed in', async () => {
  await openApp()
  expect(screen.getByText('signed-in, authenticated with first')).toBeDefined()
})

test('a sign-out of the session is one for useAuth', async () => {
  const { session } = await openApp()
  await act(() => session.signOut())
  expect(await screen.findByText('ended, not authenticated')).toBeDefined()
  expect(screen.queryByText('private')).toBeNull()
  expect(localStorage.getItem(key)).toBeNull()
})

test('an old button that removes the user ends the session', async () => {
  const { manager } = await openApp()
  await act(() => manager.removeUser())
  expect(await screen.findByText('ended, not authenticated')).toBeDefined()
  expect(screen.queryByText('private')).toBeNull()
})

test('useAuth hears of the tokens that another tab was given, and the session goes on', async () => {
  await openApp()
  act(() => writtenElsewhere(userWith('second').toStorageString()))
  expect(await screen.findByText('signed-in, authenticated with second')).toBeDefined()
})

test('what another tab clears is over here for both', async () => {
  await openApp()
  act(() => writtenElsewhere(null))
  expect(await screen.findByText('ended, not authenticated')).toBeDefined()
  await waitFor(() => expect(screen.queryByText('private')).toBeNull())
})
