import { BACKGROUND_HEADER, ENDS_HEADER } from '@stillhere/core'
import { describe, expect, test } from 'vitest'
import type { SessionStore } from './index.ts'
import { peek, serverWorld, signedInForLong } from './test-support/world.ts'

const MINUTE = 60_000
const ANY = { minValiditySeconds: 0 }
const LIMITS = { inactivity: '15m' } as const

describe('the remaining times', () => {
  test('stand in one header of every live answer, cut and never rounded up', async () => {
    const world = await signedInForLong({ limits: { inactivity: '15m', maxLifetime: '8h' } })
    const { browser, server, advance } = world
    advance(500)
    const { sessionKey } = (await peek(world.browser)) as { sessionKey: string }
    const told = `session="${sessionKey}", token-expired=2591999.5, inactive=899.5, max-lifetime=28799.5`
    expect((await browser.send('/peek')).headers.get(ENDS_HEADER)).toBe(told)
    expect((await browser.post('/refresh', ANY)).headers.get(ENDS_HEADER)).toBe(told)
    const required = await server.requireSession(browser.request({ [BACKGROUND_HEADER]: '1' }))
    if (!required.ok) throw new Error('The session lives.')
    expect(required.headers).toEqual({ [ENDS_HEADER]: told, 'cache-control': 'no-store' })
    expect((await serverWorld().browser.send('/peek')).headers.has(ENDS_HEADER)).toBe(false)
  })
})

describe('a required session', () => {
  test('tells who it is, with the claims of the ID token', async () => {
    const { browser, server } = await signedInForLong({})
    const required = await server.requireSession(browser.request())
    expect(required).toMatchObject({
      ok: true,
      user: { sub: 'ada', name: 'Ada Lovelace' },
      claims: { iss: 'https://id.example', aud: 'app', sub: 'ada', auth_time: expect.any(Number) },
    })
  })

  test('is to be had, presence or not, while the store takes no writes', async () => {
    let full = false
    const world = serverWorld({ limits: LIMITS })
    const store = {
      ...world.store,
      set: (...write: Parameters<SessionStore['set']>) => (full ? Promise.reject(new Error('full')) : world.store.set(...write)),
    }
    const { browser, server, advance, problems } = await signedInForLong({ limits: LIMITS, store })
    full = true
    advance(MINUTE)
    expect((await server.requireSession(browser.request())).ok).toBe(true)
    expect(problems).toEqual([expect.stringMatching(/^backend-unavailable: The session store failed/)])
  })

  test('of another session than the one that was meant tells which it is, so that the page can ask', async () => {
    const world = await signedInForLong({})
    const { sessionKey } = await peek(world.browser)
    const required = await world.server.requireSession(world.browser.request({ 'stillhere-session': 'mine' }))
    expect(required.ok ? null : required.response.headers.get(ENDS_HEADER)).toBe(`session="${String(sessionKey)}"`)
  })

  test.each([
    ['nobody is signed in', {}, 401, { status: 'rejected' }],
    ['the request means another session', { 'stillhere-session': 'another' }, 409, { status: 'rejected', reason: 'replaced' }],
  ])('is a ready answer when %s', async (_when, headers, status, body) => {
    const { browser, server } = status === 401 ? serverWorld() : await signedInForLong({})
    const required = await server.requireSession(browser.request(headers))
    if (required.ok) throw new Error('There is none.')
    expect([required.response.status, await required.response.json()]).toEqual([status, body])
  })
})
