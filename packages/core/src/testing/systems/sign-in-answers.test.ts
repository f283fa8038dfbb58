import { describe, expect, test } from 'vitest'
import type { BackendAnswer } from '../../engine/answer.ts'
import { StillhereError } from '../../engine/errors.ts'
import type { RefreshResult, RestoreResult } from '../../engine/results.ts'
import type { User } from '../../engine/words.ts'
import { createEmitter } from '../../runtime/emitter.ts'
import { live, scriptedBackend } from '../../test-support/scripted-backend.ts'
import { unhandledDuring } from '../../test-support/unhandled-rejections.ts'
import { openWorld, type OpenWorld } from '../world.ts'

const ada = { sub: 'u1' }

describe('a popup that signs in somebody else', () => {
  function withPopup() {
    const signIn = async () => live({ userId: 'u2', user: { sub: 'u2' }, sessionKey: 'second' })
    const restore = async () => live({ sessionKey: 'first' })
    return openWorld({ user: ada, backend: scriptedBackend({ restore, peek: restore, signIn }) })
  }

  test('R-70 ends this session as replaced', async () => {
    const { world } = withPopup()
    const { session } = world.tab()
    await world.advance('1m')
    await expect(session.signIn()).resolves.toMatchObject({ ok: false })
    expect(session.getState()).toMatchObject({ status: 'ended', user: null, end: { reason: 'replaced' } })
  })

  test('R-70 when it was to prove that the user is there ends this session, too', async () => {
    const { world } = withPopup()
    const { session } = world.tab()
    await world.advance('1m')
    await expect(session.reauthenticate({ maxAge: '1s' })).resolves.toMatchObject({ ok: false, reason: 'different-user' })
    expect(session.getState()).toMatchObject({ status: 'ended', user: null, end: { reason: 'replaced' } })
    await world.advance('2h')
    expect(session.getState().status).toBe('ended')
  })
})

describe('proving that the user is there', () => {
  test('is asked for once: while the proof is fresh no tab asks again, also after a refresh', async () => {
    const proof = { at: 0, asked: 0 }
    const answer = async () => live({ sessionKey: 'one', authAge: `${opened.world.now - proof.at}ms` })
    const signIn = () => {
      proof.at = opened.world.now
      proof.asked += 1
      return answer()
    }
    const opened: OpenWorld<User> = openWorld({
      user: ada,
      backend: scriptedBackend({ restore: answer, peek: answer, refresh: answer, signIn }),
    })
    const { world } = opened
    proof.at = world.now
    const tabs = [world.tab(), world.tab()]
    await world.advance('30m')
    for (const { session } of [...tabs, ...tabs]) {
      await expect(session.reauthenticate({ maxAge: '5m' })).resolves.toEqual({ ok: true, authenticatedAt: proof.at })
      await world.advance('1s')
    }
    await world.advance('29m')
    for (const { session } of tabs) await expect(session.reauthenticate({ maxAge: '31m' })).resolves.toMatchObject({ ok: true })
    expect(proof.asked).toBe(1)
    await world.advance('5m')
    await expect(tabs[1]?.session.reauthenticate({ maxAge: '31m' })).resolves.toMatchObject({ ok: true })
    expect(proof.asked).toBe(2)
  })
})

describe('a proof that the backend itself has refused', () => {
  test.each(['different-user', 'not-fresh', 'cancelled', 'blocked'] as const)(
    'IAS-7 %s leaves the session as it is, and says why',
    async (status) => {
      const error = new StillhereError('oidc-popup-closed', 'why')
      const { world } = openWorld({ user: ada, backend: scriptedBackend({ signIn: async () => ({ status, error }) }) })
      const { session } = world.tab()
      await world.advance('1m')
      await expect(session.reauthenticate({ maxAge: '1s' })).resolves.toEqual({ ok: false, reason: status, error })
      expect(session.getState()).toMatchObject({ status: 'signed-in', user: ada })
    },
  )

  test('is no reason of a plain sign-in', async () => {
    const { world } = openWorld({ user: ada, backend: scriptedBackend({ signIn: async () => ({ status: 'not-fresh' }) }) })
    const { session } = world.tab()
    await world.advance('1m')
    await expect(session.signIn()).resolves.toEqual({ ok: false, reason: 'unavailable', error: null })
  })
})

describe('a proof of now', () => {
  test.each([
    ['however long the form took', '3m', '2m', true],
    ['also when it was quick, and seconds were cut', '1s', '2s', true],
    ['but not when it is of before it was asked for', '3m', '4m', false],
  ] as const)('IAS-7 counts %s', async (_how, formTakes, authAge, ok) => {
    const { promise, resolve } = Promise.withResolvers<BackendAnswer>()
    const { world } = openWorld({ user: ada, backend: scriptedBackend({ signIn: () => promise }) })
    const { session } = world.tab()
    await world.advance('1m')
    const result = session.reauthenticate({ maxAge: '0s' })
    await world.advance(formTakes)
    resolve(live({ authAge }))
    await expect(result).resolves.toMatchObject(ok ? { ok } : { ok, reason: 'not-fresh' })
  })
})

describe("other people's code", () => {
  test('an error that has a name keeps it and is told once, while the session is asked for again', async () => {
    const error = new StillhereError('oidc-nonce-mismatch', 'the answer to another sign-in')
    let asked = 0
    const restore = async () => {
      asked += 1
      if (asked <= 2) throw error
      return live()
    }
    const { world } = openWorld({ user: ada, backend: scriptedBackend({ restore }) })
    const { session } = world.tab()
    const problems: StillhereError[] = []
    session.on('problem', (problem) => void problems.push(problem))
    await world.advance('1m')
    expect([problems, session.getState().status]).toEqual([[error], 'signed-in'])
  })

  test('a user object that cannot be turned into JSON keeps nobody out', async () => {
    const user = { id: 7n }
    const answer = async () => ({ status: 'live', userId: 'u1', user: { id: 7n }, endsIn: { 'token-expired': '1h' } }) as const
    const { world } = openWorld({ user, backend: { restore: answer, refresh: answer, signOut: async () => {} } })
    const { session } = world.tab()
    const results: (RestoreResult | RefreshResult)[] = []
    void session.restore().then((result) => results.push(result))
    await world.advance('1s')
    void session.refreshNow().then((result) => results.push(result))
    await world.advance('1s')
    expect(results).toEqual([{ ok: true, status: 'signed-in' }, { ok: true }])
    expect(session.getState()).toMatchObject({ status: 'signed-in', user })
  })

  test('a listener whose promise rejects surfaces as an unhandled rejection and holds nobody up', async () => {
    const emitter = createEmitter<{ readonly 'before-end': string }>()
    const failure = new Error('draft was not saved')
    const heard: string[] = []
    emitter.on('before-end', () => Promise.reject(failure))
    emitter.on('before-end', (reason) => void heard.push(reason))
    const surfaced = await unhandledDuring(() => emitter.emit('before-end', 'inactive'))
    expect(heard).toEqual(['inactive'])
    expect(surfaced).toEqual([failure])
  })
})
