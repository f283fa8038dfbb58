// A page that asks for its tokens with plain fetch and keeps them where all tabs are.
import { bearerBackend } from '@stillhere/adapters/bearer'
import type { User } from '@stillhere/core'
import { createBrowserSession, createSessionFetch } from '@stillhere/core/browser'
import { button } from './button.ts'
import { leaveForCode, takeCode } from './code-flow.ts'
import { readSetting } from './setting.ts'

interface Answer {
  readonly access_token: string
  readonly refresh_token: string
  readonly id_token: string
  readonly expires_in: number
}

const { issuer, clientId } = readSetting()
const post = (path: string, fields: Readonly<Record<string, string>>, signal: AbortSignal | null = null) =>
  fetch(issuer + path, { method: 'POST', body: new URLSearchParams({ client_id: clientId, ...fields }), signal })

const backend = bearerBackend<User>({
  store: localStorage,
  refresh: (refreshToken, signal) => post('/token', { grant_type: 'refresh_token', refresh_token: refreshToken ?? '' }, signal),
  revoke: (tokens, signal) => post('/token/revocation', { token: tokens?.refreshToken ?? '' }, signal),
  read(body) {
    if (!isAnswer(body)) throw new Error('This is no answer of the token endpoint.')
    const { access_token: accessToken, refresh_token: refreshToken, id_token: idToken, expires_in: seconds } = body
    const user: User = JSON.parse(atob((idToken.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/')))
    return { accessToken, refreshToken, expiresIn: `${seconds}s`, userId: user.sub, user }
  },
  async signIn() {
    await leaveForCode()
    return { status: 'leaving' }
  },
})
const code = takeCode()
if (code !== null) await backend.accept(await (await post('/token', code)).json())

const session = createBrowserSession({ backend })
const api = createSessionFetch(session, { authorize: backend.authorize, origins: [location.origin] })
const status = document.createElement('p')
status.setAttribute('role', 'status')
const result = document.createElement('p')
const show = () => {
  const { status: what, user } = session.getState()
  status.textContent = `${what} ${user?.sub ?? ''}`.trim()
}
document.body.append(
  status,
  result,
  button('Sign in', () => session.signIn()),
  button('Sign out', () => session.signOut()),
  button('Refresh', async () => void (result.textContent = `refreshed: ${(await session.reportUnauthorized()).ok}`)),
  button('Ask', async () => void (result.textContent = `answered ${(await api('/bearer/api/cases')).status}`)),
)
session.subscribe(show)
session.start()
show()

function isAnswer(body: unknown): body is Answer {
  return (
    typeof body === 'object' && body !== null && ['access_token', 'refresh_token', 'id_token', 'expires_in'].every((name) => name in body)
  )
}
