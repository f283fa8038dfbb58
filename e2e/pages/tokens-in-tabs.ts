import { type Backend, type BackendAnswer, createSession, type User } from '@stillhere/core'
import { browserPorts } from '@stillhere/core/browser'
import { privx } from '@stillhere/policies'
import { leaveForCode, takeCode } from './code-flow.ts'
import { readSetting } from './setting.ts'

/** How many times faster than real the clock of this page runs. */
const RATE = 300

const { issuer, clientId } = readSetting()

const session = createSession({
  name: 'tokens-in-tabs',
  backend: tokensInThisTab(),
  policy: privx({ refresh_token_valid: '30m', session_valid: '24h', sessionInactivityLimitSeconds: 3600, accessTokenLifetime: '5m' }),
  ports: browserPorts({ name: 'tokens-in-tabs', rate: RATE }),
})
session.subscribe(show)
session.start()
show()

/** A public client whose tokens die with the tab: neither they nor anything that could get them is written down. */
function tokensInThisTab(): Backend {
  let refreshToken: string | null = null

  const ask = async (fields: Readonly<Record<string, string>>): Promise<BackendAnswer<User>> => {
    const body = new URLSearchParams({ client_id: clientId, ...fields })
    const response = await fetch(`${issuer}/token`, { method: 'POST', body })
    if (!response.ok) return { status: 'rejected' }
    const tokens = await response.json()
    refreshToken = tokens.refresh_token
    const user: User = JSON.parse(atob(tokens.id_token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/')))
    return { status: 'live', userId: user.sub, user, sessionKey: user.sub, endsIn: { 'token-expired': `${tokens.expires_in * RATE}s` } }
  }

  return {
    credentials: 'per-tab',
    restore: async () => {
      const code = takeCode()
      return code === null ? { status: 'rejected' } : ask(code)
    },
    refresh: async () =>
      refreshToken === null ? { status: 'rejected' } : ask({ grant_type: 'refresh_token', refresh_token: refreshToken }),
    signOut: async () => {
      refreshToken = null
    },
    signIn: async () => {
      await leaveForCode()
      return { status: 'leaving' }
    },
  }
}

function show(): void {
  const { status, user, checking } = session.getState()
  const content = document.createElement(status === 'signed-in' ? 'p' : 'button')
  if (status === 'signed-in') {
    content.className = 'person-name'
    content.textContent = checking === null ? (user?.name ?? '') : ''
  } else {
    content.textContent = status === 'restoring' ? 'One moment' : 'Sign in'
    content.addEventListener('click', () => void session.signIn())
  }
  document.getElementById('root')?.replaceChildren(content)
}
