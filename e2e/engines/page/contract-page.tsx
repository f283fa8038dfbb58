import { type Backend, createSession, type User } from '@stillhere/core'
import { browserPorts, cookieBackend } from '@stillhere/core/browser'
import { SessionGate, SessionProvider, SignOutButton, useSession, useSessionUser } from '@stillhere/react'
import { SessionExpiringDialog } from '@stillhere/react/dialog'
import { createRoot } from 'react-dom/client'
import { provideVisibleTexts } from '../../harness/visible-texts.ts'
import { beginWatch } from '../../stopped/awakening.ts'
import { type ContractHandle, type ContractOptions, RATE, SECRET, SESSIONS } from './contract-options.ts'
import { watchPageShow } from './page-shows.ts'

const {
  name = 'contract',
  policy = {},
  locks = true,
  backend = 'cookie',
}: ContractOptions = JSON.parse(new URLSearchParams(location.search).get('options') ?? '{}')
if (!locks) Object.defineProperty(navigator, 'locks', { value: undefined })

const refreshesAt: number[] = []
let open = 0
const send = globalThis.fetch
globalThis.fetch = async (input, init) => {
  if (typeof input !== 'string' || !input.endsWith('/refresh')) return send(input, init)
  refreshesAt.push(Date.now())
  open += 1
  return send(input, init).finally(() => (open -= 1))
}

const session = createSession<User>({
  name,
  policy,
  ports: browserPorts({ name, rate: RATE }),
  backend:
    backend === 'cookie'
      ? cookieBackend(SESSIONS.find((session) => session.name === name)?.path ?? '', { rate: RATE })
      : everybodyIsSignedIn(),
})
Reflect.set(globalThis, 'contract', {
  session,
  bare: browserPorts({ name: `bare-${name}` }),
  refreshesAt,
  isAsking: () => open > 0,
} satisfies ContractHandle)
provideVisibleTexts([SECRET])
Reflect.set(globalThis, 'beginWatch', beginWatch)
watchPageShow()

// A frame whose origin is opaque can be asked nothing from outside: it tells how it stands.
const tell = () => parent.postMessage({ status: session.getState().status, capabilities: { ...session.capabilities } }, '*')
session.subscribe(tell)
if (parent !== window) void session.settled().then(session.refreshNow).then(tell)

const place = document.getElementById('root')
if (place === null) throw new Error('The page has no element with the id "root".')
createRoot(place).render(
  <SessionProvider session={session}>
    <SessionGate restoring={<h1>One moment</h1>} signedOut={<SignIn />}>
      <Account />
    </SessionGate>
    <SessionExpiringDialog />
  </SessionProvider>,
)

function SignIn() {
  const { signIn } = useSession()
  return (
    <main>
      <h1>Welcome</h1>
      <button onClick={() => void signIn({ returnTo: `/${location.search}` })}>Sign in</button>
    </main>
  )
}

function Account() {
  const { name: person = 'somebody' } = useSessionUser()
  return (
    <main>
      <h1>{SECRET}</h1>
      <p>{person}</p>
      <SignOutButton />
    </main>
  )
}

function everybodyIsSignedIn(): Backend {
  const live = { status: 'live', userId: 'ada', user: { sub: 'ada' }, endsIn: { 'token-expired': '1h' } } as const
  return { restore: async () => live, refresh: async () => live, signOut: async () => {} }
}
