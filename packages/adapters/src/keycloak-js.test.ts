import type Keycloak from 'keycloak-js'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { keycloakBackend } from './keycloak-js.ts'
import { CLIENT, ISSUER, TOKEN_MARKER } from './test-support/fake-provider.ts'
import { APP, openKeycloak } from './test-support/keycloak-js.ts'
import { openStage, type Stage } from './test-support/stage.ts'

const { signal } = new AbortController()
const DUE = { signal, presence: false, minValidityMs: 225_000 }
const NEWER = { ...DUE, minValidityMs: Number.MAX_SAFE_INTEGER }
const SIGN_OUT = { signal, reason: 'signed-out', returnTo: null } as const
const SIGN_IN = { signal, returnTo: '/cases/8', reauthenticate: null } as const

let stage: Stage
beforeEach(() => {
  stage = openStage({ latencyMs: 0 })
})
afterEach(() => stage.close())

/** An instance that holds the tokens of somebody who has just signed in. */
async function signedIn(): Promise<{ readonly keycloak: Keycloak; readonly backend: ReturnType<typeof keycloakBackend> }> {
  const { keycloak } = await openKeycloak(stage, 'signed-in')
  const backend = keycloakBackend(keycloak)
  await stage.soon(backend.restore({ signal }))
  return { keycloak, backend }
}

/** What the token endpoint answers from now on. */
function answerWith(status: number, body: BodyInit, headers: HeadersInit = {}): void {
  vi.stubGlobal('fetch', async () => new Response(body, { status, headers }))
}

describe('renewing beside the session', () => {
  test('is refused where it is seen at once, with the way out', async () => {
    const { keycloak } = await openKeycloak(stage, 'new')
    keycloak.onTokenExpired = () => {}
    expect(() => keycloakBackend(keycloak)).toThrow(expect.objectContaining({ code: 'backend-renews-itself' }))
  })

  test('is told to the developer where it is begun later', async () => {
    const { keycloak, backend } = await signedIn()
    keycloak.onTokenExpired = () => {}
    expect(await backend.refresh(NEWER)).toMatchObject({ status: 'misconfigured', message: expect.stringContaining('onTokenExpired') })
    expect(await backend.restore({ signal })).toMatchObject({ status: 'misconfigured' })
    expect(stage.provider.refreshes).toBe(0)
  })
})

describe('restoring', () => {
  test('takes in what the provider sends back with, and tells lifetimes by its clock', async () => {
    const { keycloak } = await openKeycloak(stage, 'signed-in')
    const backend = keycloakBackend(keycloak)
    expect(await stage.soon(backend.restore({ signal }))).toEqual({
      status: 'live',
      userId: 'ada',
      user: expect.objectContaining({ sub: 'ada', name: 'Ada' }),
      endsIn: { 'token-expired': '300s', 'refresh-expired': '1800s' },
      authAge: '0s',
    })
    expect(location.href).toBe(`${APP}/cases/7`)
    // This clock goes a day ahead, and the SDK has seen it.
    if (keycloak.timeSkew === null) throw new Error('The skew was to be known')
    Object.assign(keycloak, { timeSkew: keycloak.timeSkew + 86_400 })
    vi.setSystemTime(Date.now() + 86_400_000)
    expect(await backend.restore({ signal })).toMatchObject({ endsIn: { 'token-expired': '300s' } })
  })

  test('nobody is there in a new tab, and the SDK is not initialised again without need', async () => {
    const { keycloak } = await openKeycloak(stage, 'new')
    const init = vi.spyOn(keycloak, 'init')
    const backend = keycloakBackend(keycloak)
    expect(await stage.soon(backend.restore({ signal }))).toEqual({ status: 'rejected', reason: 'signed-out' })
    expect(await stage.soon(backend.restore({ signal }))).toEqual({ status: 'rejected', reason: 'signed-out' })
    expect(init).toHaveBeenCalledTimes(1)
  })

  test('an initialisation that failed is tried again', async () => {
    const { keycloak } = await openKeycloak(stage, 'signed-in')
    const backend = keycloakBackend(keycloak)
    stage.provider.fail('network', 1)
    await expect(stage.soon(backend.restore({ signal }))).rejects.toThrow('Failed to fetch')
    expect(await stage.soon(backend.restore({ signal }))).toMatchObject({ status: 'rejected' })
  })

  test('an app that initialises by itself hands its promise over', async () => {
    const { keycloak } = await openKeycloak(stage, 'signed-in')
    const ready = keycloak.init({ checkLoginIframe: false })
    expect(await stage.soon(keycloakBackend(keycloak, { init: () => ready }).restore({ signal }))).toMatchObject({ status: 'live' })
  })

  test('a hidden frame that stays silent brings nobody in', async () => {
    const { keycloak } = await openKeycloak(stage, 'new')
    const backend = keycloakBackend(keycloak, { init: () => new Promise(() => {}), silentSignIn: true })
    const asked = backend.restore({ signal })
    await stage.advance(20_000)
    expect(await asked).toEqual({ status: 'rejected', reason: 'signed-out' })
  })

  test('the redirect that follows a lost token is switched off', async () => {
    const { keycloak, page } = await openKeycloak(stage, 'signed-in')
    const backend = keycloakBackend(keycloak, { init: () => keycloak.init({ onLoad: 'login-required', checkLoginIframe: false }) })
    await stage.soon(backend.restore({ signal }))
    keycloak.clearToken()
    // What a redirect needs first takes as long as this.
    await stage.soon(keycloak.createLoginUrl())
    expect(page.wentTo).toBeNull()
  })
})

describe('refreshing', () => {
  test.each([
    [400, 'invalid_grant', { status: 'rejected' }],
    // The SDK throws its tokens away for every 400.
    [400, 'invalid_request', { status: 'rejected' }],
    [403, 'invalid_request', { status: 'unavailable' }],
    [401, 'unauthorized_client', { status: 'misconfigured', message: 'the provider answers unauthorized_client' }],
    [400, 'invalid_client', { status: 'misconfigured', message: 'the provider answers invalid_client' }],
  ])('an answer %i %s is told as what it means', async (status, error, answer) => {
    const { backend } = await signedIn()
    answerWith(status, JSON.stringify({ error }))
    expect(await stage.soon(backend.refresh(NEWER))).toEqual(answer)
  })

  test('a server in trouble is asked again when it wants', async () => {
    const { backend, keycloak } = await signedIn()
    answerWith(503, '<h1>Busy</h1>', { 'retry-after': '120' })
    expect(await stage.soon(backend.refresh(NEWER))).toEqual({ status: 'unavailable', retryAfter: '120s' })
    expect(keycloak.authenticated).toBe(true)
  })

  test('what is no word of the provider is thrown, and says nothing of tokens', async () => {
    const { backend } = await signedIn()
    stage.provider.fail('network', 1)
    const thrown = await stage.soon(backend.refresh(NEWER)).catch((error: unknown) => error)
    expect(thrown).toBeInstanceOf(TypeError)
    expect(JSON.stringify(thrown, Object.getOwnPropertyNames(thrown))).not.toContain(TOKEN_MARKER)
  })

  test('a page in place of an answer ends the session only because the SDK has thrown its tokens away', async () => {
    const { backend, keycloak } = await signedIn()
    answerWith(400, '<h1>Who are you?</h1>')
    expect(await stage.soon(backend.refresh(NEWER))).toEqual({ status: 'rejected' })
    expect(keycloak.refreshToken).toBeUndefined()
  })

  test('a token that is good for longer is told without a request, unless somebody wants to stay', async () => {
    const { backend } = await signedIn()
    await stage.advance(10_000)
    expect(await backend.refresh(DUE)).toMatchObject({ endsIn: { 'token-expired': '290s' } })
    expect(stage.provider.refreshes).toBe(0)
    expect(await stage.soon(backend.refresh({ ...DUE, presence: true }))).toMatchObject({ endsIn: { 'token-expired': '300s' } })
  })

  test('calls that meet are one request, also with one of the app', async () => {
    const { backend, keycloak } = await signedIn()
    stage.provider.setLatency(1000)
    await stage.soon(Promise.all([backend.refresh(NEWER), backend.refresh(NEWER), keycloak.updateToken(-1)]))
    expect(stage.provider).toMatchObject({ refreshes: 1, reuses: 0 })
  })

  test('where the provider can be asked in a frame, a refused token is no end yet', async () => {
    const { keycloak, page } = await openKeycloak(stage, 'signed-in')
    const init = async () => {
      // Stands for the frame, which Node has not: it brings what the page would have been sent back with.
      if (keycloak.clientId !== undefined) page.load(stage.provider.authorize(await keycloak.createLoginUrl({ prompt: 'none' })))
      return keycloak.init({ checkLoginIframe: false })
    }
    const backend = keycloakBackend(keycloak, { init, silentSignIn: true })
    expect(await stage.soon(backend.restore({ signal }))).toMatchObject({ endsIn: { 'token-expired': '300s' } })
    stage.provider.endAll()
    // Nor is the refresh token's end one.
    expect(await stage.soon(backend.refresh(NEWER))).toHaveProperty('endsIn', { 'token-expired': '300s' })
  })
})

describe('signing in and out', () => {
  test('the page leaves for the provider, and is to come back to where the user was', async () => {
    const { keycloak, page } = await openKeycloak(stage, 'new')
    const backend = keycloakBackend(keycloak)
    await stage.soon(backend.restore({ signal }))
    void backend.signIn?.({ ...SIGN_IN, reauthenticate: { maxAgeMs: 60_000, acrValues: ['gold'] } })
    await vi.waitFor(async () => {
      await stage.advance(1)
      expect(page.wentTo).not.toBeNull()
    })
    const asked = new URL(page.wentTo ?? '').searchParams
    expect(Object.fromEntries(asked)).toMatchObject({
      redirect_uri: `${APP}/cases/8`,
      prompt: 'login',
      max_age: '60',
      acr_values: 'gold',
    })
  })

  test('a sign-out clears and revokes the tokens, and names the end of the session at the provider', async () => {
    const { keycloak, backend } = await signedIn()
    const told = await stage.soon(backend.signOut({ ...SIGN_OUT, returnTo: '/bye' }))
    const url = new URL(told?.redirectTo ?? '')
    expect(url.origin + url.pathname).toBe(`${ISSUER}/realms/app/protocol/openid-connect/logout`)
    expect(url.searchParams.get('post_logout_redirect_uri')).toBe(`${APP}/bye`)
    expect(url.searchParams.get('id_token_hint')).not.toBeNull()
    expect([keycloak.token, keycloak.refreshToken, keycloak.idToken]).toEqual([undefined, undefined, undefined])
    expect(stage.provider).toMatchObject({ revocations: 1, liveGrants: 0 })
    expect(stage.provider.asked.at(-1)).toContain(`client_id=${CLIENT}`)
  })

  test('a sign-out that the provider does not confirm is told as such, and the tokens are gone all the same', async () => {
    const { keycloak, backend } = await signedIn()
    answerWith(500, '')
    await expect(stage.soon(backend.signOut(SIGN_OUT))).rejects.toThrow('500')
    expect(keycloak.token).toBeUndefined()
  })

  test('where nobody is signed in there is nothing to tell', async () => {
    const { keycloak } = await openKeycloak(stage, 'new')
    const backend = keycloakBackend(keycloak)
    await stage.soon(backend.restore({ signal }))
    expect(await backend.signOut(SIGN_OUT)).toBeUndefined()
  })
})

test("the SDK's news reach the session and the app's own listener, until it no longer listens", async () => {
  const { keycloak, backend } = await signedIn()
  const own = vi.fn<() => void>()
  const changed = vi.fn<() => void>()
  keycloak.onAuthLogout = own
  const undo = backend.subscribe?.(changed)
  keycloak.clearToken()
  expect([own.mock.calls.length, changed.mock.calls.length]).toEqual([1, 1])
  undo?.()
  undo?.()
  expect(keycloak.onAuthLogout).toBe(own)
})

test('what the session itself does is no news to it', async () => {
  const { backend } = await signedIn()
  const changed = vi.fn<() => void>()
  backend.subscribe?.(changed)
  stage.provider.endAll()
  await stage.soon(backend.refresh(NEWER))
  expect(changed).not.toHaveBeenCalled()
})

test('the access token goes on requests while there is one', async () => {
  const { keycloak, backend } = await signedIn()
  const headers = new Headers()
  backend.authorize(headers)
  expect(headers.get('authorization')).toBe(`Bearer ${keycloak.token}`)
  keycloak.clearToken()
  const without = new Headers()
  backend.authorize(without)
  expect([...without]).toEqual([])
})
