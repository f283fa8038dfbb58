'use client'
import { type Backend, SessionGate, SessionProvider, useSession, useSessionUser } from '@stillhere/react'
import { SessionExpiringDialog } from '@stillhere/react/dialog'
import { messages } from '@stillhere/react/locales/de'
import '@stillhere/react/dialog.css'

// Copied into each consumer: somebody is signed in, until the backend refuses to refresh.
const backend: Backend = {
  restore: async () => ({ status: 'live', userId: 'u1', user: { sub: 'u1', name: 'Ada' }, endsIn: { 'token-expired': '1h' } }),
  refresh: async () => ({ status: 'rejected' }),
  signOut: async () => {},
}

export function App() {
  return (
    <SessionProvider backend={backend} policy={{ inactivity: '15m', maxLifetime: '8h' }}>
      <SessionGate restoring={<p>One moment</p>} signedOut={<h1>Signed out</h1>}>
        <Greeting />
      </SessionGate>
      <SessionExpiringDialog messages={messages} />
    </SessionProvider>
  )
}

function Greeting() {
  const { name } = useSessionUser()
  const { session } = useSession()
  return (
    <main>
      <h1>Hello {name}</h1>
      <button onClick={() => void session.refreshNow()}>Refresh</button>
    </main>
  )
}
