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

async function retryAfterOf(respond: Respond): Promise<unknown> {
  const [answer] = await answersTo(respond)
  return answer?.status === 'unavailable' ? answer.retryAfter : answer
}

const saying = (body: string, init: ResponseInit = {}) => {
  return () => new Response(body, { headers: { 'content-type': 'application/json' }, ...init })
}

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
