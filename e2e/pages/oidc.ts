import {
  type Backend,
  type BackendAnswer,
  createSession,
  type Duration,
  parseDuration,
  type SessionPolicy,
  type User,
} from '@stillhere/core'
import { browserPorts, createSessionFetch } from '@stillhere/core/browser'
import { oidcBackend, type OidcOptions } from '@stillhere/oidc'
import { indexedDbStore } from './indexed-db-store.ts'
import { noteRefreshes } from './noted-refreshes.ts'
import { readSetting } from './setting.ts'

/** What a test puts into the page before it starts, as `pageOptions`. */
export interface OidcPageOptions extends Omit<Partial<OidcOptions>, 'tokenStore'> {
  readonly tokenStore?: 'memory' | 'session' | 'shared'
  /** How many times as fast as real the session's clock runs. Default 1. */
  readonly rate?: number
  readonly policy?: SessionPolicy
}

const { issuer, clientId, scope } = readSetting()
const { rate = 1, tokenStore = 'memory', policy = {}, ...given }: OidcPageOptions = Reflect.get(globalThis, 'pageOptions') ?? {}
const backend = oidcBackend({
  issuer,
  clientId,
  scope,
  redirectPath: '/',
  tokenStore: tokenStore === 'shared' ? indexedDbStore('tokens') : tokenStore,
  ...given,
})
const ports = browserPorts({ rate })
const noted = noteRefreshes(atRate(backend, rate), ports.facts)
const session = createSession<User>({ backend: noted.backend, policy, ports })
const api = createSessionFetch(session, { authorize: backend.authorize, origins: [location.origin] })
Reflect.set(globalThis, 'stillhereSession', session)
Reflect.set(globalThis, 'stillhereAccessToken', backend.accessToken)

const problems: string[] = []
session.on('problem', ({ code }) => {
  problems.push(code)
  show()
})
session.subscribe(show)
noted.watch(session)
const stop = session.start()
// What has begun is sent.
Reflect.set(globalThis, 'stopAndTell', () => {
  stop()
  return noted.notes()
})

const root = document.getElementById('root')
const state = document.createElement('output')
const result = document.createElement('output')
state.id = 'state'
result.id = 'result'
root?.append(state, result, document.createElement('input'))
action('Sign in', () => session.signIn())
action('Prove', () => session.reauthenticate({ maxAge: '0s' }))
action('Prove twice', () => session.reauthenticate({ maxAge: '1h', acrValues: ['urn:demo:twice'] }))
action('Sign out', () => session.signOut({ returnTo: '/bye' }))
action('Refresh', () => session.reportUnauthorized())
action('Cases', () =>
  api('/bearer/api/cases').then(
    ({ status }) => status,
    ({ code }) => code,
  ),
)
show()

function show(): void {
  const { status, user, end } = session.getState()
  const shown = [status, user?.name, end?.reason, ...problems].filter((part) => part !== undefined)
  document.getElementById('state')?.replaceChildren(shown.join(' '))
}

function action(label: string, act: () => Promise<unknown>): void {
  const button = document.createElement('button')
  button.textContent = label
  button.onclick = async () => {
    result.replaceChildren('…')
    result.replaceChildren(JSON.stringify(await act()))
  }
  root?.append(button)
}

/** The provider's durations are real; the session's clock is faster. */
function atRate(real: Backend<User>, times: number): Backend<User> {
  const scaled = (answer: BackendAnswer<User>): BackendAnswer<User> => {
    if (answer.status !== 'live') return answer
    const longer = (text: Duration): Duration => `${parseDuration(text) * times}ms`
    const endsIn = Object.fromEntries(Object.entries(answer.endsIn).map(([reason, text]) => [reason, longer(text)]))
    const { authAge = '0ms', sessionAge = '0ms' } = answer
    return { ...answer, endsIn, authAge: longer(authAge), sessionAge: longer(sessionAge) }
  }
  return {
    ...real,
    restore: async (call) => scaled(await real.restore(call)),
    refresh: async (call) => scaled(await real.refresh({ ...call, minValidityMs: call.minValidityMs / times })),
  }
}
