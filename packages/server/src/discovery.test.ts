import { describe, expect, test } from 'vitest'
import { fakeProvider, MARKER } from './test-support/fake-provider.ts'
import { held } from './test-support/held.ts'
import { serverWorld } from './test-support/world.ts'

describe('the discovery document', () => {
  test.each([
    ['authorization_endpoint', 'http://id.example/authorize'],
    ['authorization_endpoint', 'javascript:alert(1)'],
    ['token_endpoint', 'http://id.example/token'],
    ['end_session_endpoint', 'http://id.example/end-session'],
    ['revocation_endpoint', 'http://id.example/revoke'],
    ['jwks_uri', 'http://id.example/jwks'],
    ['jwks_uri', 'no address'],
  ])('that sends tokens, keys or people over %s to %s is not followed: the developer is told', async (endpoint, address) => {
    const { browser, provider, problems } = serverWorld()
    provider.metadata[endpoint] = address
    expect((await browser.send('/login')).status).toBe(500)
    expect(problems).toEqual([expect.stringMatching(`^backend-misconfigured: .*${endpoint}`)])
  })

  test('without the address of the keys is not guessed at', async () => {
    const { browser, provider, problems } = serverWorld()
    delete provider.metadata['jwks_uri']
    expect((await browser.send('/login')).status).toBe(500)
    expect(problems).toEqual([expect.stringMatching(/^backend-misconfigured: .*jwks_uri/)])
  })

  test('may name http where the issuer itself is a loopback address', async () => {
    const provider = fakeProvider(() => 1_900_000_000_000)
    for (const [name, value] of Object.entries(provider.metadata))
      if (typeof value === 'string') provider.metadata[name] = value.replace('https://id.example', 'http://127.0.0.1:9000')
    const { browser } = serverWorld({ issuer: 'http://127.0.0.1:9000', fetch: provider.fetch })
    expect((await browser.send('/login')).status).toBe(303)
  })

  test('is fetched once for any number of requests at once, and again after an hour', async () => {
    let fetched = 0
    const { promise, release } = held()
    const provider = fakeProvider(() => 1_900_000_000_000)
    const { browser, advance } = serverWorld({
      fetch: async (url, init) => {
        if (!url.includes('.well-known')) return provider.fetch(url, init)
        fetched += 1
        await promise
        return provider.fetch(url, init)
      },
    })
    const logins = Promise.all(Array.from({ length: 50 }, () => browser.send('/login')))
    await new Promise((resolve) => setImmediate(resolve))
    release()
    expect((await logins).map(({ status }) => status)).toEqual(Array.from({ length: 50 }, () => 303))
    expect(fetched).toBe(1)
    advance(3_600_000)
    await Promise.all(Array.from({ length: 50 }, () => browser.send('/login')))
    expect(fetched).toBe(2)
  })

  test('that could not be fetched is asked for again by the next request', async () => {
    const { browser, provider, problems } = serverWorld()
    provider.setDown(true)
    expect((await browser.send('/login')).status).toBe(503)
    provider.setDown(false)
    expect((await browser.send('/login')).status).toBe(303)
    expect(problems.join()).not.toContain(MARKER)
  })
})
