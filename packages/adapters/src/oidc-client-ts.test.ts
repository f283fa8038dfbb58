import { WebStorageStateStore } from 'oidc-client-ts'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { oidcClientTsBackend } from './oidc-client-ts.ts'
import { METADATA, TOKEN_MARKER } from './test-support/fake-provider.ts'
import { openManager, signInThere } from './test-support/oidc-client-ts.ts'
import { openStage, type Stage } from './test-support/stage.ts'

const { signal } = new AbortController()
const DUE = { signal, presence: false, minValidityMs: 225_000 }
const NEWER = { ...DUE, minValidityMs: Number.MAX_SAFE_INTEGER }
const SIGN_OUT = { signal, reason: 'signed-out', returnTo: null } as const

let stage: Stage
beforeEach(() => {
  stage = openStage({ latencyMs: 0 })
})
afterEach(async () => {
  vi.restoreAllMocks()
  await stage.close()
})

test('a manager that renews by itself is refused, with the way out', async () => {
  const manager = await openManager(stage, 'localStorage', 'new', { automaticSilentRenew: true })
  expect(() => oidcClientTsBackend(manager)).toThrow(
    expect.objectContaining({ code: 'backend-renews-itself', message: expect.stringContaining('automaticSilentRenew: false') }),
  )
})

describe('whose the tokens are', () => {
  test('is told by where the manager keeps its user, whatever its prefix', async () => {
    const prefixed = { userStore: new WebStorageStateStore({ store: stage.localStorage, prefix: 'mine:' }) }
    expect(oidcClientTsBackend(await openManager(stage, 'localStorage', 'new')).credentials).toBe('shared')
    expect(oidcClientTsBackend(await openManager(stage, 'localStorage', 'new', prefixed)).credentials).toBe('shared')
    expect(oidcClientTsBackend(await openManager(stage, 'sessionStorage', 'new')).credentials).toBe('per-tab')
    await stage.advance(1000)
    expect(stage.localStorage.length).toBe(0)
  })

  test('is per tab where there is no localStorage, as on a server', async () => {
    const manager = await openManager(stage, 'sessionStorage', 'new')
    vi.stubGlobal('localStorage', undefined)
    expect(oidcClientTsBackend(manager).credentials).toBe('per-tab')
  })

  test('can be said for another store', async () => {
    const manager = await openManager(stage, 'sessionStorage', 'new')
    expect(oidcClientTsBackend(manager, { credentials: 'shared' }).credentials).toBe('shared')
  })
})

describe('refreshing', () => {
  test.each([
    ['invalid_grant', { status: 'rejected' }],
    ['login_required', { status: 'rejected' }],
    ['invalid_client', { status: 'misconfigured', message: 'the provider answers invalid_client' }],
    ['unauthorized_client', { status: 'misconfigured', message: 'the provider answers unauthorized_client' }],
    ['temporarily_unavailable', { status: 'unavailable' }],
    [TOKEN_MARKER, { status: 'unavailable' }],
  ])('an answer %s of the provider is told as what it means', async (error, answer) => {
    const backend = oidcClientTsBackend(await openManager(stage, 'localStorage', 'signed-in'))
    vi.stubGlobal('fetch', async (input: string, init?: RequestInit) =>
      init?.method === 'POST' ? Response.json({ error }, { status: 400 }) : stage.provider.fetch(input, init),
    )
    expect(await stage.soon(backend.refresh(NEWER))).toEqual(answer)
  })

  test.each(['network', 503] as const)('what is no word of the provider is thrown, and says nothing of tokens (%s)', async (fault) => {
    const backend = oidcClientTsBackend(await openManager(stage, 'localStorage', 'signed-in'))
    stage.provider.fail(fault, 1)
    const thrown = await stage.soon(backend.refresh(NEWER)).then(
      () => null,
      (error: unknown) => error,
    )
    expect(thrown).toBeInstanceOf(Error)
    expect(JSON.stringify(thrown, Object.getOwnPropertyNames(thrown))).not.toContain(TOKEN_MARKER)
  })

  test('a slow provider is asked once, although the session asks again', async () => {
    const manager = await openManager(stage, 'localStorage', 'signed-in')
    const backend = oidcClientTsBackend(manager)
    stage.provider.setLatency(40_000)
    // Discovery takes as long.
    void manager.metadataService.getTokenEndpoint()
    await stage.advance(41_000)
    const first = backend.refresh(NEWER)
    await stage.advance(31_000)
    const second = backend.refresh(NEWER)
    await stage.advance(10_000)
    expect(await first).toMatchObject({ status: 'live', endsIn: { 'token-expired': '300s' } })
    expect(await second).toMatchObject({ status: 'live' })
    expect(stage.provider).toMatchObject({ refreshes: 1, reuses: 0 })
  })

  test('a request that is never answered is given up after a minute, and another one is sent', async () => {
    const backend = oidcClientTsBackend(await openManager(stage, 'localStorage', 'signed-in', { metadata: METADATA }))
    stage.provider.setLatency(3_600_000)
    const stuck = backend.refresh(NEWER).catch((error: unknown) => error)
    await stage.advance(60_000)
    expect(await stuck).toBeInstanceOf(Error)
    stage.provider.setLatency(0)
    expect(await stage.soon(backend.refresh(NEWER))).toMatchObject({ status: 'live' })
  })

  test('a token that is good for longer is told without a request, unless somebody wants to stay', async () => {
    const backend = oidcClientTsBackend(await openManager(stage, 'localStorage', 'signed-in'))
    await stage.advance(10_000)
    expect(await stage.soon(backend.refresh(DUE))).toMatchObject({ status: 'live', endsIn: { 'token-expired': '290s' } })
    expect(stage.provider.refreshes).toBe(0)
    expect(await stage.soon(backend.refresh({ ...DUE, presence: true }))).toMatchObject({ endsIn: { 'token-expired': '300s' } })
    expect(stage.provider.refreshes).toBe(1)
  })

  test('a refresh makes no new user', async () => {
    const backend = oidcClientTsBackend(await openManager(stage, 'localStorage', 'signed-in'))
    const first = await stage.soon(backend.refresh(NEWER))
    await stage.advance(10_000)
    const second = await stage.soon(backend.refresh(NEWER))
    if (first.status !== 'live' || second.status !== 'live') throw new Error('Both were to be live')
    expect(second.user).toBe(first.user)
  })

  test('a refusal of a token that another tab has renewed meanwhile ends nothing', async () => {
    const manager = await openManager(stage, 'localStorage', 'signed-in')
    const backend = oidcClientTsBackend(manager)
    stage.provider.endAll()
    stage.provider.setLatency(1000)
    const asked = backend.refresh(NEWER)
    await stage.advance(500)
    await signInThere(await openManager(stage, 'localStorage', 'new'), stage.provider.grant())
    expect(await stage.soon(asked)).toMatchObject({ status: 'live' })
  })

  test('without a refresh token it is told that nothing can be renewed', async () => {
    const manager = await openManager(stage, 'localStorage', 'new')
    const { refresh_token: _none, ...tokens } = stage.provider.grant()
    await signInThere(manager, { ...tokens, refresh_token: '' })
    const backend = oidcClientTsBackend(manager)
    expect(await backend.restore({ signal })).toMatchObject({ endsIn: { 'token-expired': '300s', 'refresh-expired': '0s' } })
  })

  test('a store that was emptied means that somebody has signed out', async () => {
    const backend = oidcClientTsBackend(await openManager(stage, 'localStorage', 'new'))
    expect(await backend.refresh(NEWER)).toEqual({ status: 'rejected', reason: 'signed-out' })
  })
})

describe('restoring', () => {
  test('tells who is there, for how long, and since when they are authenticated', async () => {
    const backend = oidcClientTsBackend(await openManager(stage, 'localStorage', 'signed-in'))
    await stage.advance(100_000)
    expect(await backend.restore({ signal })).toEqual({
      status: 'live',
      userId: 'ada',
      user: expect.objectContaining({ sub: 'ada' }),
      endsIn: { 'token-expired': '200s' },
      authAge: '100s',
    })
  })

  test('a token that is over is told as over and not spent: several tabs may start at once', async () => {
    const backend = oidcClientTsBackend(await openManager(stage, 'localStorage', 'signed-in'))
    await stage.sleep(600_000)
    expect(await backend.restore({ signal })).toMatchObject({ status: 'live', endsIn: { 'token-expired': '0s' } })
    expect(stage.provider.refreshes).toBe(0)
  })
})

describe('signing out', () => {
  test('revokes the tokens, clears the store, and names the end of the session at the provider', async () => {
    const manager = await openManager(stage, 'localStorage', 'signed-in', { post_logout_redirect_uri: 'https://app.example.test/out' })
    const told = await stage.soon(oidcClientTsBackend(manager).signOut(SIGN_OUT))
    const url = new URL(told?.redirectTo ?? '')
    expect(url.origin + url.pathname).toBe(METADATA.end_session_endpoint)
    expect(url.searchParams.get('post_logout_redirect_uri')).toBe('https://app.example.test/out')
    expect(url.searchParams.get('id_token_hint')).not.toBeNull()
    expect(stage.provider.liveGrants).toBe(0)
    expect(stage.localStorage.length).toBe(0)
  })

  test('a provider that can neither revoke nor end is no obstacle', async () => {
    const { revocation_endpoint: _noRevocation, end_session_endpoint: _noEnd, ...metadata } = METADATA
    const manager = await openManager(stage, 'localStorage', 'signed-in', { metadata })
    expect(await stage.soon(oidcClientTsBackend(manager).signOut(SIGN_OUT))).toBeUndefined()
    expect(stage.localStorage.length).toBe(0)
  })

  test('an access token that cannot be revoked is no obstacle', async () => {
    const manager = await openManager(stage, 'localStorage', 'new')
    await signInThere(manager, { ...stage.provider.grant(), refresh_token: '' })
    expect(await stage.soon(oidcClientTsBackend(manager).signOut(SIGN_OUT))).toHaveProperty('redirectTo')
    expect(stage.provider.revocations).toBe(1)
  })

  test('a revocation that the provider refuses for another reason is told, and the tokens are gone all the same', async () => {
    const manager = await openManager(stage, 'localStorage', 'signed-in', { metadata: METADATA })
    vi.stubGlobal('fetch', async () => Response.json({ error: 'invalid_client' }, { status: 401 }))
    await expect(stage.soon(oidcClientTsBackend(manager).signOut(SIGN_OUT))).rejects.toThrow('401')
    expect(stage.localStorage.length).toBe(0)
  })

  test('tokens are gone in time when the provider does not answer, and stay gone when it does', async () => {
    const manager = await openManager(stage, 'localStorage', 'signed-in', { metadata: METADATA })
    const backend = oidcClientTsBackend(manager)
    stage.provider.setLatency(20_000)
    const signingOut = backend.signOut(SIGN_OUT).catch((error: unknown) => error)
    await stage.advance(4000)
    expect(await signingOut).toBeInstanceOf(Error)
    expect(stage.localStorage.length).toBe(0)
    await stage.advance(60_000)
    expect(stage.localStorage.length).toBe(0)
  })
})

describe('news of the SDK', () => {
  test('what the app does with the manager is told to the session, what the session does is not', async () => {
    const manager = await openManager(stage, 'localStorage', 'signed-in')
    const backend = oidcClientTsBackend(manager)
    const changed = vi.fn<() => void>()
    const undo = backend.subscribe?.(changed)
    await stage.soon(backend.refresh(NEWER))
    expect(changed).not.toHaveBeenCalled()
    await manager.removeUser()
    expect(changed).toHaveBeenCalledTimes(1)
    undo?.()
    undo?.()
    await manager.removeUser()
    expect(changed).toHaveBeenCalledTimes(1)
  })

  test('only a monitored provider can be asked how the session stands', async () => {
    expect(oidcClientTsBackend(await openManager(stage, 'localStorage', 'signed-in')).peek).toBeUndefined()
    vi.spyOn(console, 'error').mockReturnValue()
    const manager = await openManager(stage, 'localStorage', 'signed-in', { monitorSession: true })
    const backend = oidcClientTsBackend(manager)
    const status = vi.spyOn(manager, 'querySessionStatus')
    status.mockResolvedValueOnce({ session_state: 's', sub: 'ada' })
    expect(await backend.peek?.({ signal })).toMatchObject({ status: 'live' })
    status.mockResolvedValueOnce({ session_state: 's', sub: 'grace' })
    expect(await backend.peek?.({ signal })).toEqual({ status: 'rejected', reason: 'revoked' })
  })
})

test('the access token goes on requests, and a DPoP-bound one with its proof', async () => {
  const manager = await openManager(stage, 'localStorage', 'new')
  const { authorize } = oidcClientTsBackend(manager)
  const request = new Request('https://api.example.test/cases')
  const nothing = new Headers()
  await authorize(nothing, request)
  expect([...nothing]).toEqual([])
  await signInThere(manager, stage.provider.grant())
  const bearer = new Headers()
  await authorize(bearer, request)
  expect(bearer.get('authorization')).toBe(`Bearer ${(await manager.getUser())?.access_token}`)
  vi.spyOn(manager, 'dpopProof').mockResolvedValue('proof')
  const user = await manager.getUser()
  if (user) await manager.storeUser(Object.assign(user, { token_type: 'DPoP' }))
  const bound = new Headers()
  await authorize(bound, request)
  expect([bound.get('authorization')?.split(' ')[0], bound.get('dpop')]).toEqual(['DPoP', 'proof'])
})
