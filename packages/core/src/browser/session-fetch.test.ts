import { describe, expect, it, vi } from 'vitest'
import type { Session } from '../runtime/session-types.ts'
import { createSessionFetch, type SessionFetchOptions } from './session-fetch.ts'

type Needed = Pick<Session<unknown>, 'settled' | 'reportUnauthorized' | 'reportAnswer' | 'now'>

const SETTLED = {
  status: 'signed-out',
  user: null,
  signedInAt: null,
  warning: null,
  checking: null,
  end: null,
  refresh: { status: 'idle' },
} as const
const URL_OF_API = 'https://api.example/cases'

function setUp(answers: (request: Request, sent: number) => Response | Promise<Response>, options?: SessionFetchOptions) {
  const sent: Request[] = []
  const session = {
    settled: vi.fn<Needed['settled']>(async () => SETTLED),
    reportUnauthorized: vi.fn<Needed['reportUnauthorized']>(async () => ({ ok: true })),
    reportAnswer: vi.fn<Needed['reportAnswer']>(),
    now: vi.fn<Needed['now']>(() => 1000 * (sent.length + 1)),
  }
  const fetch = async (request: Request) => {
    sent.push(request.clone())
    return answers(request, sent.length)
  }
  const calls = (handedOn: boolean) => session.reportUnauthorized.mock.calls.filter(([, given]) => (given?.handedOn ?? false) === handedOn)
  return {
    sent,
    session,
    /** How often a refresh was asked for. */
    asked: () => calls(false).length,
    handedOn: () => calls(true).map(([response]) => response),
    api: createSessionFetch(session, options, { fetch }),
  }
}
const once401 = (_: Request, sent: number) => new Response(String(sent), { status: sent === 1 ? 401 : 200 })

describe('createSessionFetch', () => {
  it('waits for a running refresh before it sends', async () => {
    const { api, sent, session } = setUp(() => new Response())
    const { promise, resolve } = Promise.withResolvers<typeof SETTLED>()
    session.settled.mockReturnValue(promise)
    const answer = api(URL_OF_API)
    await Promise.resolve()
    expect(sent).toHaveLength(0)
    resolve(SETTLED)
    await answer
    expect(sent).toHaveLength(1)
  })

  it('stops waiting when the caller does', async () => {
    const { api, sent, session } = setUp(() => new Response())
    session.settled.mockReturnValue(new Promise(() => {}))
    const caller = new AbortController()
    const answer = api(URL_OF_API, { signal: caller.signal })
    caller.abort(new Error('left the page'))
    await expect(answer).rejects.toThrow('left the page')
    expect(sent).toHaveLength(0)
  })

  it('hands every answer of the own origin to the session, with the instant at which it was asked for', async () => {
    const { api, session } = setUp(once401)
    const response = await api('https://app.example/cases')
    expect(session.reportAnswer.mock.calls.map(([{ headers }, sentAt]) => [headers, sentAt])).toEqual([
      [expect.any(Headers), 1000],
      [response.headers, 2000],
    ])
  })

  it('R-86 hands the answer of another origin to nobody', async () => {
    const { api, session } = setUp(() => Object.defineProperty(new Response(), 'type', { value: 'cors' }))
    await api(URL_OF_API)
    expect(session.reportAnswer).not.toHaveBeenCalled()
  })

  it('reports a 401 and sends once more, body and all', async () => {
    const { api, sent, asked, handedOn } = setUp(once401)
    const response = await api(URL_OF_API, { method: 'POST', body: 'text', headers: { 'x-a': '1' } })
    expect([response.status, sent.length, asked(), handedOn()]).toEqual([200, 2, 1, []])
    expect(await sent[1]?.text()).toBe('text')
    expect(sent[1]?.headers.get('x-a')).toBe('1')
  })

  it('sends a Request once more, and leaves the one of the caller unread', async () => {
    const { api, sent } = setUp(once401)
    const request = new Request(URL_OF_API, { method: 'PUT', body: 'text' })
    expect((await api(request)).status).toBe(200)
    expect(await sent[1]?.text()).toBe('text')
    expect(request.bodyUsed).toBe(false)
  })

  it('leaves the second 401 to the caller', async () => {
    const { api, sent, asked, handedOn } = setUp(() => new Response('no', { status: 401 }))
    const response = await api(URL_OF_API)
    expect(handedOn()).toEqual([response])
    expect([response.status, await response.text(), sent.length, asked()]).toEqual([401, 'no', 2, 1])
  })

  it('leaves the first 401 to the caller, readable, when the refresh failed', async () => {
    const { api, sent, session, handedOn } = setUp(() => new Response('no', { status: 401 }))
    session.reportUnauthorized.mockResolvedValue({ ok: false, reason: 'unavailable', error: null })
    const response = await api(URL_OF_API)
    expect(handedOn()).toEqual([response])
    expect([response.status, await response.text(), sent.length]).toEqual([401, 'no', 1])
  })

  it('does not send a stream twice', async () => {
    const { api, sent } = setUp(once401)
    const body = new Blob(['text']).stream()
    const init: RequestInit & { duplex: 'half' } = { method: 'POST', body, duplex: 'half' }
    expect((await api(URL_OF_API, init)).status).toBe(401)
    expect(sent).toHaveLength(1)
  })

  it('R-84 leaves a 401 that asks for step-up to the caller, without a refresh', async () => {
    const { api, sent, asked, handedOn } = setUp(
      () => new Response(null, { status: 401, headers: { 'www-authenticate': 'Bearer error="insufficient_user_authentication"' } }),
    )
    const response = await api(URL_OF_API)
    expect([response.status, sent.length, asked(), handedOn()]).toEqual([401, 1, 0, [response]])
  })

  it('marks machine work, on the replay too', async () => {
    const { api, sent } = setUp(once401)
    await api(URL_OF_API, { background: true })
    await api(URL_OF_API)
    expect(sent.map((request) => request.headers.get('stillhere-background'))).toEqual(['1', '1', null])
  })

  it('authorizes each sending anew', async () => {
    let token = 0
    const { api, sent } = setUp(once401, {
      origins: ['https://api.example'],
      authorize: (headers) => headers.set('authorization', `Bearer ${++token}`),
    })
    await api(URL_OF_API, { headers: { accept: 'text/plain' } })
    expect(sent.map((request) => [request.headers.get('authorization'), request.headers.get('accept')])).toEqual([
      ['Bearer 1', 'text/plain'],
      ['Bearer 2', 'text/plain'],
    ])
  })

  it('gives the credential to no other origin, and does not send there at all', async () => {
    const authorize = vi.fn()
    const { api, sent } = setUp(() => new Response(), { origins: ['https://api.example/'], authorize })
    await expect(api('https://api.example.evil.com/')).rejects.toMatchObject({ code: 'fetch-origin-refused' })
    await expect(api('http://api.example/')).rejects.toMatchObject({ code: 'fetch-origin-refused' })
    expect([sent.length, authorize.mock.calls.length]).toEqual([0, 0])
  })

  it('follows no redirect with a credential', async () => {
    const { api, sent } = setUp(() => Object.defineProperty(new Response(), 'type', { value: 'opaqueredirect' }), {
      origins: ['https://api.example'],
      authorize() {},
    })
    await expect(api(URL_OF_API)).rejects.toMatchObject({ code: 'fetch-origin-refused' })
    expect((await api(URL_OF_API, { redirect: 'manual' })).type).toBe('opaqueredirect')
    expect(sent.map((request) => request.redirect)).toEqual(['manual', 'manual'])
  })

  it('refuses what is no origin when it is made', () => {
    expect(() => setUp(() => new Response(), { origins: ['api.example'], authorize() {} })).toThrow(
      expect.objectContaining({ code: 'fetch-origin-refused' }),
    )
    expect(() => setUp(() => new Response(), { origins: ['data:text/plain,x'], authorize() {} })).toThrow(
      expect.objectContaining({ code: 'fetch-origin-refused' }),
    )
  })

  it('passes on what the network throws', async () => {
    const { api } = setUp(() => Promise.reject(new TypeError('Failed to fetch')))
    await expect(api(URL_OF_API)).rejects.toThrow('Failed to fetch')
  })
})
