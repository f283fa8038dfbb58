import { expect, test } from 'vitest'
import { interceptSession } from './intercept-session.ts'
import type { DrivenContext, DrivenRoute } from './playwright.ts'

const LIVE = { status: 'live', sessionKey: 'one', endsInSeconds: { 'token-expired': 300 } }

/** A context whose server answers that the session lives; `ask` is a page's request, null when it is not the session's. */
async function setUp(aheadMs: () => number = () => 0, reachable = true) {
  const sent: (string | undefined)[] = []
  let matches: (url: URL) => boolean = () => false
  let handle: (route: DrivenRoute) => Promise<void> = async () => {}
  const context: DrivenContext = {
    pages: () => [],
    addInitScript: async () => {},
    on: () => {},
    async route(url, handler) {
      matches = url
      handle = handler
    },
  }
  const wire = await interceptSession(context, '/session', aheadMs)
  async function ask(path: string): Promise<{ status: number; answer: unknown; headers: object } | 'lost' | null> {
    const url = new URL(path, 'https://app.example.com')
    if (!matches(url)) return null
    return new Promise((resolve) => {
      void handle({
        request: () => ({ url: () => url.href, method: () => 'POST', postData: () => null, resourceType: () => 'fetch' }),
        abort: async () => resolve('lost'),
        async fetch({ postData }) {
          sent.push(postData)
          if (!reachable) throw new Error('connect ECONNREFUSED')
          const headers = { 'content-encoding': 'br', 'set-cookie': 'secret', 'cache-control': 'no-store' }
          return { status: () => 200, headers: () => headers, text: async () => JSON.stringify(LIVE) }
        },
        fulfill: async ({ status, headers, body }) => resolve({ status, headers, answer: JSON.parse(body) }),
      })
    })
  }
  return { ...wire, ask, sent }
}

test('answers go through, without what holds for the wire alone; what is not the session’s is let alone', async () => {
  const { ask, requests } = await setUp()
  expect(await ask('/session/peek')).toEqual({ status: 200, answer: LIVE, headers: { 'cache-control': 'no-store' } })
  expect(await ask('/api/cases')).toBeNull()
  expect(await ask('/session/login')).toBeNull()
  expect(requests).toEqual(['peek'])
})

test('a token is asked for anew in any case, because the server does not know that it is old', async () => {
  const { ask, sent } = await setUp()
  for (const path of ['peek', 'refresh', 'extend', 'logout']) await ask(`/session/${path}`)
  const anew = JSON.stringify({ minValiditySeconds: 1e9 })
  expect(sent).toEqual([undefined, anew, anew, undefined])
})

test('remaining times are those of a server whose clock has gone as far as the page’s', async () => {
  let aheadMs = 0
  const { ask } = await setUp(() => aheadMs)
  await ask('/session/peek')
  aheadMs = 60_000
  const answered = await ask('/session/peek')
  expect(answered).toMatchObject({ answer: { endsInSeconds: { 'token-expired': expect.closeTo(240, 0) } } })
})

test('a fault and an end hold until recovered, and a sign-out gets through', async () => {
  const { ask, fail, end, recover } = await setUp()
  fail('network')
  expect(await ask('/session/refresh')).toBe('lost')
  expect(await ask('/session/logout')).toMatchObject({ status: 200 })
  fail(503)
  expect(await ask('/session/peek')).toMatchObject({ status: 503, answer: { status: 'unavailable' } })
  recover()
  end('revoked')
  expect(await ask('/session/peek')).toMatchObject({ status: 200, answer: { status: 'rejected', reason: 'revoked' } })
  expect(await ask('/session/refresh')).toMatchObject({ status: 401, answer: { status: 'rejected', reason: 'revoked' } })
  recover()
  expect(await ask('/session/refresh')).toMatchObject({ status: 200, answer: LIVE })
})

test('a server that cannot be reached is no network for the page, and not an answer that never comes', async () => {
  const { ask } = await setUp(undefined, false)
  expect(await ask('/session/peek')).toBe('lost')
})
