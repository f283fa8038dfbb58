import { createHash, randomUUID } from 'node:crypto'
import { decodeJwt } from 'jose'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { headlessBrowser, type HeadlessBrowser } from './headless-browser.ts'
import { startAuthServer } from './index.ts'

const server = await startAuthServer({ publicClients: [{ name: 'page', redirectUris: ['/counts'], accessTokenSeconds: 90 }] })
afterAll(() => server.close())
afterEach(() => {
  server.clearFaults()
  server.resetCounts()
})

const SCOPE = 'openid profile email offline_access cases'

interface Tokens {
  readonly access_token: string
  readonly refresh_token: string
  readonly id_token: string
  readonly expires_in: number
}

async function signedIn({ scope = SCOPE, more = {}, browser = headlessBrowser() } = {}): Promise<{
  readonly tokens: Tokens
  readonly browser: HeadlessBrowser
}> {
  const verifier = randomUUID() + randomUUID()
  const asked = new URLSearchParams({
    client_id: 'page',
    response_type: 'code',
    redirect_uri: `${server.appUrl}/counts`,
    scope,
    prompt: 'consent',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...more,
  })
  const { url } = await browser.follow(`${server.issuer}/auth?${asked}`, 'ada.lovelace')
  const { searchParams } = new URL(url)
  expect(searchParams.get('iss')).toBe(server.issuer)
  const code = searchParams.get('code') ?? ''
  const answer = await token({ grant_type: 'authorization_code', code, code_verifier: verifier, redirect_uri: `${server.appUrl}/counts` })
  expect(answer.status).toBe(200)
  return { tokens: await answer.json(), browser }
}

function token(fields: Readonly<Record<string, string>>, path = '/token', origin = server.appUrl): Promise<Response> {
  const body = new URLSearchParams({ client_id: 'page', ...fields })
  return fetch(server.issuer + path, { method: 'POST', headers: { origin }, body })
}

const refreshed = (refreshToken: string): Promise<Response> => token({ grant_type: 'refresh_token', refresh_token: refreshToken })

describe('a public client', () => {
  test('gets tokens for a code with PKCE and no secret, readable for its own origin, and the API takes the access token', async () => {
    const { tokens } = await signedIn()
    expect(tokens.expires_in).toBe(90)
    expect(decodeJwt(tokens.id_token)).toMatchObject({ sub: 'ada.lovelace', name: 'Ada Lovelace', auth_time: expect.any(Number) })
    const answer = await refreshed(tokens.refresh_token)
    expect(answer.headers.get('access-control-allow-origin')).toBe(server.appUrl)
    const get = (headers: HeadersInit) => fetch(`${server.appUrl}/bearer/api/cases`, { headers })
    expect((await get({ authorization: `Bearer ${tokens.access_token}` })).status).toBe(200)
    expect((await get({})).status).toBe(401)
  })

  test('is not readable for another origin', async () => {
    const { tokens } = await signedIn()
    const answer = await token({ grant_type: 'refresh_token', refresh_token: tokens.refresh_token }, '/token', 'https://elsewhere.example')
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([400, null])
  })

  test('gets a new refresh token each time, and one that comes back ends the grant', async () => {
    const { tokens } = await signedIn()
    const next: Tokens = await (await refreshed(tokens.refresh_token)).json()
    expect(next.refresh_token).not.toBe(tokens.refresh_token)
    expect(await (await refreshed(tokens.refresh_token)).json()).toMatchObject({ error: 'invalid_grant' })
    expect(await (await refreshed(next.refresh_token)).json()).toMatchObject({ error: 'invalid_grant' })
    expect(server.counts()).toMatchObject({ reuses: 1, tokenRequests: { authorization_code: 1, refresh_token: 3 } })
  })

  test('may revoke its refresh token, and sign out at the provider back to its own page', async () => {
    const { tokens, browser } = await signedIn()
    expect((await token({ token: tokens.refresh_token }, '/token/revocation')).status).toBe(200)
    expect((await refreshed(tokens.refresh_token)).status).toBe(400)
    const asked = new URLSearchParams({ id_token_hint: tokens.id_token, post_logout_redirect_uri: `${server.appUrl}/counts`, state: 's' })
    const { url } = await browser.follow(`${server.issuer}/session/end?${asked}`, '')
    expect(url).toBe(`${server.appUrl}/counts?state=s`)
    expect(server.counts().revocations).toBe(1)
  })

  test('is told about the user at the userinfo endpoint when its token is not for the API', async () => {
    const { tokens } = await signedIn({ scope: 'openid profile' })
    const answer = await fetch(`${server.issuer}/me`, {
      headers: { authorization: `Bearer ${tokens.access_token}`, origin: server.appUrl },
    })
    expect(await answer.json()).toMatchObject({ sub: 'ada.lovelace', name: 'Ada Lovelace' })
  })

  test('gets a form of its own and a stronger sign-in when it asks for one', async () => {
    const { browser, tokens } = await signedIn()
    expect(decodeJwt(tokens.id_token)).not.toHaveProperty('acr')
    const { tokens: strong } = await signedIn({ browser, more: { prompt: 'login', acr_values: 'urn:demo:twice' } })
    expect(decodeJwt(strong.id_token)).toMatchObject({ acr: 'urn:demo:twice' })
  })
})

describe('a fault strikes the refreshes of a public client:', () => {
  test('unavailable says when to come back, and leaves the token good', async () => {
    const { tokens } = await signedIn()
    server.setFaults({ unavailable: { times: 1, retryAfterSeconds: 7 } })
    const answer = await refreshed(tokens.refresh_token)
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '7'])
    expect((await refreshed(tokens.refresh_token)).status).toBe(200)
    expect(server.counts()).toMatchObject({ reuses: 0, faults: { unavailable: 1 } })
  })

  test('a request that is dropped before has done nothing, one that is dropped after has rotated', async () => {
    const { tokens } = await signedIn()
    server.setFaults({ dropBefore: 1 })
    await expect(refreshed(tokens.refresh_token)).rejects.toThrow('fetch failed')
    server.setFaults({ dropAfter: 1 })
    await expect(refreshed(tokens.refresh_token)).rejects.toThrow('fetch failed')
    expect(server.counts()).toMatchObject({ reuses: 0, tokenRequests: { refresh_token: 1 } })
    expect((await refreshed(tokens.refresh_token)).status).toBe(400)
    expect(server.counts().reuses).toBe(1)
  })

  test('rejected: the provider says invalid_grant in its own words', async () => {
    const { tokens } = await signedIn()
    server.setFaults({ reject: 1 })
    expect(await (await refreshed(tokens.refresh_token)).json()).toMatchObject({ error: 'invalid_grant' })
    expect(server.counts().reuses).toBe(0)
  })

  test('a code is exchanged whatever the faults', async () => {
    server.setFaults({ dropBefore: 'always', unavailable: 'always' })
    expect((await signedIn()).tokens.access_token).toBeTruthy()
  })
})
