import { afterEach, describe, expect, it, test, vi } from 'vitest'
import type { BackendAnswer } from '../engine/answer.ts'
import type { User } from '../engine/words.ts'
import { createCookieBackend } from './cookie-backend.ts'

const LIVE = { status: 'live', userId: 'u1', user: { sub: 'u1' }, sessionKey: 'k1', endsInSeconds: { 'token-expired': 300 } }
const HTML = '<!doctype html><title>Sign in</title>'
const BODIES: Readonly<Record<string, string>> = {
  nothing: '',
  HTML,
  'cut off': JSON.stringify(LIVE).slice(0, -9),
  'of another API': '{"error":"login_required"}',
  'a problem (RFC 9457)': '{"status":401,"title":"Unauthorized"}',
  live: JSON.stringify(LIVE),
  rejected: '{"status":"rejected","reason":"inactive"}',
  unavailable: '{"status":"unavailable"}',
  misconfigured: '{"status":"misconfigured","message":"invalid_client"}',
}
/** What the protocol lets a server say. Everything else it cannot have said. */
const OWN_WORDS: Readonly<Record<string, BackendAnswer['status']>> = {
  '200 live': 'live',
  '200 rejected': 'rejected',
  '401 rejected': 'rejected',
  '409 rejected': 'rejected',
  '500 misconfigured': 'misconfigured',
}
const BUSY = [408, 425, 429, 500, 501, 502, 503, 504, 511, 520, 521, 522, 523, 524, 525, 526, 527, 528, 529, 530]
const STRANGE = [200, 201, 202, 203, 300, 302, 307, 400, 401, 402, 403, 404, 405, 406, 409, 410, 418, 421, 422, 431, 451]

type Respond = () => Response | Promise<Response>

function parseUser(user: unknown): User {
  if (typeof user !== 'object' || user === null || !('sub' in user) || typeof user.sub !== 'string') throw new TypeError('no user')
  return { sub: user.sub }
}

/** What the backend makes of it, whatever it asks: of the session at the start, of the session, for tokens, with and without presence. */
async function answersTo(respond: Respond): Promise<readonly BackendAnswer[]> {
  const { signal } = new AbortController()
  const fetch = async () => respond()
  const backend = createCookieBackend('/session', { parseUser }, { fetch })
  return Promise.all([
    backend.restore({ signal }),
    backend.peek?.({ signal }) ?? Promise.reject(new Error('A cookie session can be looked at.')),
    backend.refresh({ signal, presence: false, minValidityMs: 0 }),
    backend.refresh({ signal, presence: true, minValidityMs: 0 }),
  ])
}

async function statusOf(respond: Respond): Promise<unknown> {
  const statuses = new Set((await answersTo(respond)).map((answer) => answer.status))
  return statuses.size === 1 ? [...statuses][0] : statuses
}

/** Whether the developer is told, and of what. */
async function messageOf(respond: Respond): Promise<string | undefined> {
  const [answer] = await answersTo(respond)
  return answer !== undefined && 'message' in answer ? answer.message : undefined
}

async function retryAfterOf(respond: Respond): Promise<unknown> {
  const [answer] = await answersTo(respond)
  return answer?.status === 'unavailable' ? answer.retryAfter : answer
}

const saying = (body: string, init: ResponseInit = {}) => {
  return () => new Response(body, { headers: { 'content-type': 'application/json' }, ...init })
}
const live = (changes: object) => saying(JSON.stringify({ ...LIVE, ...changes }))

function brokenOff(): Response {
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{"status":"rejected"'))
      controller.error(new TypeError('network error'))
    },
  })
  return new Response(body, { headers: { 'content-type': 'application/json' } })
}

describe('what only the server can say', () => {
  it.each([...STRANGE, ...BUSY])(
    'R-83 P-1 a body under %i counts as the word of the server where the protocol says so, and nowhere else',
    async (status) => {
      for (const [name, body] of Object.entries(BODIES)) {
        expect([name, await statusOf(saying(body, { status }))]).toEqual([name, OWN_WORDS[`${status} ${name}`] ?? 'unavailable'])
      }
    },
  )

  it.each([204, 205, 304])('P-1 %i, which has no body, says nothing of the session', async (status) => {
    expect(await statusOf(() => new Response(null, { status }))).toBe('unavailable')
  })

  it.each([
    ['no network', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['an abort', () => Promise.reject(new DOMException('The user aborted a request.', 'AbortError'))],
    ['a time limit', () => Promise.reject(new DOMException('The operation timed out.', 'TimeoutError'))],
    ['a rejection with nothing', () => Promise.reject(undefined)],
    ['a redirect, of which a page may see nothing', () => Response.error()],
    ['an answer that breaks off', brokenOff],
    ['a login page with 200', saying(HTML, { headers: { 'content-type': 'text/html' } })],
    ['a captive portal that calls its page JSON', saying(HTML)],
    ['JSON that is cut off', saying('{"status":"rejected"')],
    ['JSON that is a list', saying('[{"status":"rejected"}]')],
    ['JSON that is null', saying('null')],
    ['JSON that is a number', saying('401')],
    ['JSON that is a text', saying('"rejected"')],
    ['a status in other letters', saying('{"status":"Rejected"}')],
    ['a list for a status', saying('{"status":["rejected"]}', { status: 401 })],
  ] satisfies readonly (readonly [string, Respond])[])('R-83 P-1 %s says nothing of the session', async (_, respond) => {
    expect(await statusOf(respond)).toBe('unavailable')
  })
})

describe('who hears of it', () => {
  it.each(STRANGE.filter((status) => status > 200))('the developer hears that %i is not in the wire format', async (status) => {
    expect(await messageOf(saying(HTML, { status }))).toMatch(new RegExp(`^/session/peek answers ${status} and not in the wire format`))
  })

  it.each(BUSY)('nobody hears of %i, which any server says on a bad day', async (status) => {
    expect(await messageOf(saying(HTML, { status }))).toBeUndefined()
  })
})

describe('an answer that is the own one, with a mistake in it', () => {
  it.each([
    ['"3600"', 'text'],
    ['"2026-11-22T10:00:00Z"', 'an instant'],
    ['-1', 'a negative number'],
    ['null', 'null, which is what NaN becomes in JSON'],
    ['1e400', 'infinity'],
    ['-1e400', 'minus infinity'],
    ['true', 'true'],
    ['false', 'false'],
    ['[3600]', 'a list'],
    ['{}', 'an object'],
  ])('P-1 R-51 %s for seconds, %s, keeps the user signed in and is told to the developer', async (seconds) => {
    for (const field of ['token-expired', 'refresh-expired', 'inactive', 'server-idle', 'max-lifetime']) {
      const respond = saying(JSON.stringify({ ...LIVE, endsInSeconds: 'HERE' }).replace('"HERE"', `{"${field}":${seconds}}`))
      expect([field, await statusOf(respond), await messageOf(respond)]).toEqual([
        field,
        'unavailable',
        expect.stringContaining('`endsInSeconds`'),
      ])
    }
    for (const field of ['authAgeSeconds', 'sessionAgeSeconds']) {
      const respond = saying(JSON.stringify({ ...LIVE, [field]: 'HERE' }).replace('"HERE"', seconds))
      expect([field, await statusOf(respond), await messageOf(respond)]).toEqual([
        field,
        'unavailable',
        expect.stringContaining(`\`${field}\``),
      ])
    }
  })

  it.each([
    [0, '0ms'],
    [0.0004, '0ms'],
    [1e15, `${Number.MAX_SAFE_INTEGER}ms`],
    [Number.MAX_VALUE, `${Number.MAX_SAFE_INTEGER}ms`],
  ])('R-51 %d seconds are a duration from now like any other', async (seconds, duration) => {
    const [answer] = await answersTo(live({ endsInSeconds: { 'token-expired': seconds } }))
    expect(answer).toMatchObject({ status: 'live', endsIn: { 'token-expired': duration } })
  })

  it.each([
    ['userId', [undefined, null, '', 7, {}], 'unavailable'],
    ['sessionKey', [undefined, null, '', 7, {}], 'unavailable'],
    ['endsInSeconds', [undefined, null, 300, '300', [300]], 'unavailable'],
    ['extendable', [null, 0, 'false'], 'unavailable'],
    ['remembered', [null, 1, 'true'], 'unavailable'],
    ['user', [undefined, null, 'u1', {}, { sub: 1 }], 'misconfigured'],
  ])('P-1 without a usable %s it is no answer', async (field, values, status) => {
    for (const value of values) {
      const respond = live({ [field]: value })
      expect([value, await statusOf(respond), await messageOf(respond)]).toEqual([value, status, expect.stringContaining(`\`${field}\``)])
    }
  })

  it('an end of a kind that is not known is none, and no end at all is an answer, too', async () => {
    const [answer] = await answersTo(live({ endsInSeconds: { 'next-moon': 4 } }))
    expect(answer).toMatchObject({ status: 'live', endsIn: {} })
    expect(await statusOf(live({ endsInSeconds: {} }))).toBe('live')
  })
})

describe('when to ask again', () => {
  const servedAt = Date.parse('2026-11-22T10:00:00Z')
  const busy = (headers: Readonly<Record<string, string>>, body: object = { status: 'unavailable' }) => {
    return saying(JSON.stringify(body), { status: 503, headers })
  }

  afterEach(() => {
    vi.useRealTimers()
  })

  it.each(BUSY)('P-2 Retry-After of a proxy under %i counts, whatever else it says', async (status) => {
    for (const [name, body] of Object.entries(BODIES)) {
      if (OWN_WORDS[`${status} ${name}`] !== undefined) continue
      expect([name, await retryAfterOf(saying(body, { status, headers: { 'retry-after': '7' } }))]).toEqual([name, '7000ms'])
    }
  })

  it.each([
    [30, '30000ms'],
    [0.5, '500ms'],
    [0, '0ms'],
    [1e15, `${Number.MAX_SAFE_INTEGER}ms`],
  ])('P-2 retryAfterSeconds %d counts before the header', async (retryAfterSeconds, duration) => {
    expect(await retryAfterOf(busy({ 'retry-after': '7' }, { status: 'unavailable', retryAfterSeconds }))).toBe(duration)
  })

  it.each([['30'], [-1], [null], [true], [[30]], [{}]])(
    'P-2 retryAfterSeconds %j counts for nothing, and the header does',
    async (retryAfterSeconds) => {
      const body = { status: 'unavailable', retryAfterSeconds }
      expect(await retryAfterOf(busy({ 'retry-after': '7' }, body))).toBe('7000ms')
      expect(await retryAfterOf(busy({}, body))).toBeUndefined()
    },
  )

  it.each([
    ['7', '7000ms'],
    [' 7 ', '7000ms'],
    ['0', '0ms'],
    ['99999999999999999999', `${Number.MAX_SAFE_INTEGER}ms`],
    ['', undefined],
    ['soon', undefined],
    ['-3', undefined],
    ['1.5', undefined],
    ['1e3', undefined],
    ['7, 7', undefined],
    ['PT30S', undefined],
  ])('P-2 Retry-After %j is read as %s', async (value, duration) => {
    expect(await retryAfterOf(busy({ 'retry-after': value, date: new Date(servedAt).toUTCString() }))).toBe(duration)
  })

  test.each([0, -24, 24, -1, 1])(
    'P-2 P-9 a date as Retry-After counts from the date of the answer, with a clock that is %d h off',
    async (hours) => {
      vi.useFakeTimers({ now: servedAt + hours * 3_600_000, toFake: ['Date'] })
      const at = (after: number, date: string | undefined = new Date(servedAt).toUTCString()) =>
        retryAfterOf(busy({ 'retry-after': new Date(servedAt + after * 1000).toUTCString(), ...(date === undefined ? {} : { date }) }))
      expect(await at(30)).toBe('30000ms')
      expect(await at(0)).toBe('0ms')
      expect(await at(-60)).toBeUndefined()
      expect(await at(30, 'yesterday')).toBeUndefined()
      expect(await retryAfterOf(busy({ 'retry-after': new Date(servedAt + 30_000).toUTCString() }))).toBeUndefined()
    },
  )
})
