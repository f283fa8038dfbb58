import { createElement as h } from 'react'
import { createRoot } from 'react-dom/client'
import { SessionGate, SessionProvider, useSession, useSessionUser } from '@stillhere/react'
import { SessionExpiringDialog } from '@stillhere/react/dialog'
import { messages } from '@stillhere/react/locales/de'

const backend = {
  restore: async () => ({ status: 'live', userId: 'u1', user: { sub: 'u1', name: 'Ada' }, endsIn: { 'token-expired': '1h' } }),
  refresh: async () => ({ status: 'rejected' }),
  signOut: async () => {},
}

function Greeting() {
  const { name } = useSessionUser()
  const { session } = useSession()
  return h('main', null, h('h1', null, 'Hello ', name), h('button', { onClick: () => session.refreshNow() }, 'Refresh'))
}

createRoot(document.getElementById('root')).render(
  h(
    SessionProvider,
    { backend, policy: { inactivity: '15m', maxLifetime: '8h' } },
    h(SessionGate, { restoring: h('p', null, 'One moment'), signedOut: h('h1', null, 'Signed out') }, h(Greeting)),
    h(SessionExpiringDialog, { messages }),
  ),
)
