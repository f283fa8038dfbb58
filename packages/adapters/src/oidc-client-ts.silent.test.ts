import { ErrorTimeout, UserManager, WebStorageStateStore } from 'oidc-client-ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { oidcClientTsBackend } from './oidc-client-ts.ts'
import { CLIENT, ISSUER } from './test-support/fake-provider.ts'
import { memoryStorage } from './test-support/memory-storage.ts'
import { signInThere } from './test-support/oidc-client-ts.ts'
import { openStage, type Stage } from './test-support/stage.ts'

const { signal } = new AbortController()
const NEWER = { signal, presence: false, minValidityMs: Number.MAX_SAFE_INTEGER }

let stage: Stage
beforeEach(() => {
  stage = openStage({ latencyMs: 0 })
})
afterEach(() => stage.close())

type Frame = (url: string) => Promise<string>

/** The real manager; `frame` stands for its hidden frame, which Node has not: from the address asked for to the one that comes back. */
function openManager(frame: Frame): UserManager {
  const navigator = {
    prepare: async () => ({ navigate: async ({ url }: { url: string }) => ({ url: await frame(url) }), close: () => {} }),
    callback: async () => {},
  }
  return new UserManager(
    {
      authority: ISSUER,
      client_id: CLIENT,
      redirect_uri: 'https://app.example.test/back',
      userStore: new WebStorageStateStore({ store: memoryStorage() }),
      stateStore: new WebStorageStateStore({ store: memoryStorage() }),
      automaticSilentRenew: false,
    },
    navigator,
    navigator,
    navigator,
  )
}

const lets: Frame = async (url) => stage.provider.authorize(url)
const knowsNobody: Frame = async (url) => {
  const { searchParams } = new URL(url)
  return `https://app.example.test/back?error=login_required&state=${searchParams.get('state')}`
}
const staysSilent: Frame = async () => {
  throw new ErrorTimeout('IFrame timed out without a response')
}

describe('a page without a user asks the provider in a hidden frame', () => {
  test('and is let in', async () => {
    const backend = oidcClientTsBackend(openManager(lets), { silentSignIn: true })
    expect(await stage.soon(backend.restore({ signal }))).toMatchObject({ status: 'live', userId: 'ada' })
  })

  test.each([
    ['nobody is there', knowsNobody],
    ['nothing at all', staysSilent],
  ])('and starts signed out when it hears that %s', async (_what, frame) => {
    const backend = oidcClientTsBackend(openManager(frame), { silentSignIn: true })
    expect(await stage.soon(backend.restore({ signal }))).toMatchObject({ status: 'rejected' })
  })

  test('and does not unless it is told to', async () => {
    const backend = oidcClientTsBackend(openManager(lets))
    expect(await stage.soon(backend.restore({ signal }))).toEqual({ status: 'rejected', reason: 'signed-out' })
  })
})

describe('a refresh', () => {
  test('that the provider refuses ends nothing while its own session stands', async () => {
    const manager = openManager(lets)
    await signInThere(manager, stage.provider.grant())
    stage.provider.endAll()
    const backend = oidcClientTsBackend(manager, { silentSignIn: true })
    expect(await stage.soon(backend.refresh(NEWER))).toMatchObject({ status: 'live' })
    expect(stage.provider.liveGrants).toBe(1)
  })

  test('that the provider refuses is an end when it knows nobody', async () => {
    const manager = openManager(knowsNobody)
    await signInThere(manager, stage.provider.grant())
    stage.provider.endAll()
    expect(await stage.soon(oidcClientTsBackend(manager, { silentSignIn: true }).refresh(NEWER))).toEqual({ status: 'rejected' })
  })

  test('needs no refresh token then, and none of what ends with one is told', async () => {
    const manager = openManager(lets)
    await signInThere(manager, { ...stage.provider.grant(), refresh_token: '' })
    const backend = oidcClientTsBackend(manager, { silentSignIn: true })
    expect(await backend.restore({ signal })).toHaveProperty('endsIn', { 'token-expired': '300s' })
    await stage.advance(100_000)
    expect(await stage.soon(backend.refresh(NEWER))).toMatchObject({ endsIn: { 'token-expired': '300s' } })
  })

  test('whose frame stays silent is tried again', async () => {
    const manager = openManager(staysSilent)
    await signInThere(manager, { ...stage.provider.grant(), refresh_token: '' })
    await expect(stage.soon(oidcClientTsBackend(manager, { silentSignIn: true }).refresh(NEWER))).rejects.toThrow('timed out')
  })
})
