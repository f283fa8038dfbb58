import { describe, expect, test } from 'vitest'
import { serverWorld } from './test-support/world.ts'

const NOW = { minValiditySeconds: 3600 }

describe('the ID token of a refresh', () => {
  test('ends the session when the ID token of a refresh names another user, and leaves no token behind', async () => {
    const { browser, provider, problems } = serverWorld()
    await browser.signIn('ada')
    provider.claims((claims) => ({ ...claims, sub: 'mallory' }))
    const answer = await browser.post('/refresh', NOW)
    expect([answer.status, await answer.json()]).toEqual([401, { status: 'rejected', reason: 'refresh-rejected' }])
    expect(provider.revoked).toHaveLength(1)
    expect(problems).toEqual([expect.stringMatching(/^backend-answer-invalid: .*another user/)])
  })

  test("ends the session when the ID token of a refresh is signed with a stranger's key, and leaves no token behind", async () => {
    const { browser, provider, problems } = serverWorld()
    await browser.signIn('ada')
    provider.signWithStrangersKey()
    expect((await browser.post('/refresh', NOW)).status).toBe(401)
    expect(provider.revoked).toHaveLength(1)
    expect(problems).toEqual([expect.stringMatching(/^backend-answer-invalid: .*signature/)])
  })

  test('keeps the session and its first auth_time when the ID token of a refresh names another', async () => {
    const { browser, provider, advance } = serverWorld()
    await browser.signIn('ada')
    advance(100_000)
    provider.claims((claims) => ({ ...claims, auth_time: Number(claims['auth_time']) + 100, name: 'Somebody' }))
    const answer = await browser.post('/refresh', NOW)
    expect([answer.status, await answer.json()]).toMatchObject([200, { authAgeSeconds: 100, user: { name: 'Ada Lovelace' } }])
    expect(provider.revoked).toEqual([])
    expect((await browser.post('/refresh', NOW)).status).toBe(200)
  })

  test.each([
    ['client', { aud: 'another-client' }],
    ['issuer', { iss: 'https://evil.example' }],
    ['end', { exp: 1_899_999_000 }],
    ['authorized party', { aud: ['app', 'another'], azp: 'another' }],
  ])('keeps the session, but believes nothing of an ID token with a wrong %s, and tells the developer', async (_what, wrong) => {
    const { browser, provider, problems } = serverWorld()
    await browser.signIn('ada')
    provider.claims((claims) => ({ ...claims, ...wrong, name: 'Somebody' }))
    const answer = await browser.post('/refresh', NOW)
    expect([answer.status, await answer.json()]).toMatchObject([200, { user: { name: 'Ada Lovelace' } }])
    expect(problems).toEqual([expect.stringMatching(/^backend-answer-invalid: /)])
    expect((await browser.post('/refresh', NOW)).status).toBe(200)
    expect(provider.reuses()).toBe(0)
  })

  test('keeps the rotated token when only the keys cannot be fetched', async () => {
    const { browser, provider, anotherProcess } = serverWorld()
    await browser.signIn()
    const withoutKeys = anotherProcess()
    provider.setKeysDown(true)
    expect((await browser.post('/refresh', NOW, undefined, withoutKeys)).status).toBe(200)
    expect((await browser.post('/refresh', NOW, undefined, withoutKeys)).status).toBe(200)
    expect([provider.reuses(), provider.revoked]).toEqual([0, []])
  })
})
