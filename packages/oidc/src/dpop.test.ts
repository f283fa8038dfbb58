import { calculateJwkThumbprint, decodeProtectedHeader, EmbeddedJWK, type JWK, jwtVerify } from 'jose'
import { describe, expect, test } from 'vitest'
import { fakeProvider, refused } from './test-support/fake-provider.ts'
import { openPage, REFRESH, signedInPage } from './test-support/fake-page.ts'

const given = { dpop: true } as const

async function proofOf(proof: string | null) {
  const { payload } = await jwtVerify(proof ?? '', EmbeddedJWK, { typ: 'dpop+jwt' })
  return { payload, key: await calculateJwkThumbprint(decodeProtectedHeader(proof ?? '').jwk as JWK) }
}

const proofs = (provider: ReturnType<typeof fakeProvider>, path = '/token') =>
  Promise.all(provider.received.filter((one) => one.path === path).map(({ headers }) => proofOf(headers.get('dpop'))))

describe('with dpop (RFC 9449)', () => {
  test('code and refresh token are used with a proof of one key, made anew each time, and so is the access token', async () => {
    const provider = fakeProvider()
    const { backend } = await signedInPage(provider, given)
    await backend.refresh(REFRESH)
    const sent = await proofs(provider)
    expect(sent.map(({ payload }) => payload)).toMatchObject([
      { htm: 'POST', htu: 'https://id.example/token' },
      { htm: 'POST', htu: 'https://id.example/token' },
    ])
    const headers = new Headers()
    await backend.authorize(headers, new Request('https://api.example/cases?x=1', { method: 'PUT', body: '' }))
    expect(headers.get('authorization')).toBe(`DPoP ${await backend.accessToken()}`)
    const own = await proofOf(headers.get('dpop'))
    expect(own.payload).toMatchObject({ htm: 'PUT', htu: 'https://api.example/cases', ath: expect.any(String) })
    expect(new Set([...sent, own].map(({ key }) => key)).size).toBe(1)
    expect(new Set([...sent, own].map(({ payload }) => payload.jti)).size).toBe(3)
  })

  test('another page has another key', async () => {
    const provider = fakeProvider()
    await signedInPage(provider, given)
    await signedInPage(provider, given)
    const keys = (await proofs(provider)).map(({ key }) => key)
    expect(new Set(keys).size).toBe(2)
  })

  test('a nonce that the provider wants is put into the proof, and the request sent once more', async () => {
    const provider = fakeProvider()
    const { backend } = await signedInPage(provider, given)
    provider.instead('/token', () => refused('use_dpop_nonce', 400, { 'dpop-nonce': 'n-1' }))
    expect(await backend.refresh(REFRESH)).toMatchObject({ status: 'live' })
    expect((await proofs(provider)).map(({ payload }) => payload['nonce'])).toEqual([undefined, undefined, 'n-1'])
    expect(provider.reuses).toBe(0)
  })

  test('a proof tells the time of the page’s server, whatever the clock of the machine', async () => {
    const provider = fakeProvider()
    const anHourAhead = new Date(Date.now() + 3_600_000).toUTCString()
    const fetch = (url: string, init: RequestInit = {}): Promise<Response> =>
      init.method === 'HEAD' ? Promise.resolve(new Response(null, { headers: { date: anHourAhead } })) : provider.fetch(url, init)
    await signedInPage({ ...provider, fetch }, given)
    const [proof] = await proofs(provider)
    expect(Math.abs(Number(proof?.payload.iat) * 1000 - Date.parse(anHourAhead))).toBeLessThan(60_000)
  })

  test('without it no proof is sent', async () => {
    const provider = fakeProvider()
    await signedInPage(provider)
    expect(provider.received.map(({ headers }) => headers.get('dpop'))).toEqual(provider.received.map(() => null))
    const headers = new Headers()
    await openPage(provider, given).backend.authorize(headers, new Request('https://api.example/'))
    expect([...headers]).toEqual([])
  })
})
