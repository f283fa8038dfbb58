import { describe, expect, test } from 'vitest'
import { fakeProvider } from './test-support/fake-provider.ts'
import { CALL, openPage, PLAIN, signedInPage } from './test-support/fake-page.ts'

describe('the user', () => {
  test('is told by the userinfo endpoint where the ID token says no more than who it is', async () => {
    const provider = fakeProvider()
    provider.userInfo = { sub: 'ada', name: 'Ada Lovelace', email: 'ada@example.test' }
    expect((await signedInPage(provider)).answer).toMatchObject({ user: { sub: 'ada', name: 'Ada Lovelace', email: 'ada@example.test' } })
  })

  test('is not asked for there when the ID token has told', async () => {
    const provider = fakeProvider()
    provider.claims = (claims) => ({ ...claims, name: 'Ada' })
    expect((await signedInPage(provider)).answer).toMatchObject({ user: { name: 'Ada' } })
    expect(provider.received.filter(({ path }) => path === '/me')).toEqual([])
  })

  test('is not taken from there when it speaks of somebody else', async () => {
    const provider = fakeProvider()
    provider.userInfo = { sub: 'eve', name: 'Eve' }
    const { answer } = await signedInPage(provider)
    expect(answer).toMatchObject({ status: 'live', userId: 'ada' })
    expect(answer).toHaveProperty('user', { sub: 'ada' })
  })

  test('that parseUser does not accept is a mistake of the set-up, and nobody is signed out for it', async () => {
    const provider = fakeProvider()
    const parseUser = (): never => {
      throw new Error('no roles')
    }
    const before = openPage(provider, { parseUser } as object)
    await before.backend.signIn?.(PLAIN)
    const page = before.next(provider.signIn(before.sentTo[0] ?? ''))
    expect(await page.backend.restore(CALL)).toMatchObject({ status: 'misconfigured', message: expect.stringContaining('parseUser') })
  })
})

describe('options that cannot work are refused at once:', () => {
  test.each([
    ['an issuer without TLS', { issuer: 'http://id.example' }],
    ['an issuer that is no address', { issuer: 'id.example' }],
    ['a scope without openid', { scope: 'profile' }],
    ['a key that no store can hold', { dpop: true, tokenStore: 'session' as const }],
  ])('%s', (_what, given) => {
    expect(() => openPage(fakeProvider(), given)).toThrow(expect.objectContaining({ code: 'backend-misconfigured' }))
  })

  test('this machine may do without TLS', () => {
    expect(openPage(fakeProvider(), { issuer: 'http://localhost:4000' }).backend.credentials).toBe('per-tab')
  })
})
