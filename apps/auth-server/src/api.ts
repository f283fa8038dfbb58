import type { SessionServer } from '@stillhere/server'
import { createRemoteJWKSet, jwtVerify } from 'jose'
import { CASES } from './cases.ts'
import type { Counter } from './counts.ts'

/** The name that access tokens for this API carry as audience, and the scope they need. */
export const API_AUDIENCE = 'urn:demo:cases'
export const API_SCOPE = 'cases'

/** `iat` and `exp` are cut to whole seconds, which would make a token up to a second shorter than its `expires_in`. */
const WHOLE_SECOND = 1
const LONGEST_NOTE = 20_000

/** The protected API: `GET <base>/cases`, `GET <base>/cases/<id>`, `PUT <base>/cases/<id>/note`. Notes live in memory. */
export function casesApi(issuer: string, counter: Counter): (request: Request, rest: string, session: SessionServer) => Promise<Response> {
  const keys = createRemoteJWKSet(new URL(`${issuer}/jwks`))
  const notes = new Map<string, string>()

  return async (request, rest, session) => {
    const required = await session.requireSession(request)
    const token = required.ok ? await session.accessToken(request) : null
    if (!required.ok || token === null || !(await isAccepted(token))) {
      counter.apiCall('unauthorized')
      return required.ok ? json(401, { error: 'unauthorized' }, { 'www-authenticate': 'Bearer error="invalid_token"' }) : required.response
    }
    counter.apiCall('answered')
    const response = await respond(request, rest)
    for (const [name, value] of Object.entries(required.headers)) response.headers.set(name, value)
    return response
  }

  async function isAccepted(token: string): Promise<boolean> {
    try {
      const { payload } = await jwtVerify(token, keys, { issuer, audience: API_AUDIENCE, typ: 'at+jwt', clockTolerance: WHOLE_SECOND })
      return typeof payload['scope'] === 'string' && payload['scope'].split(' ').includes(API_SCOPE)
    } catch {
      return false
    }
  }

  async function respond(request: Request, rest: string): Promise<Response> {
    const [, collection, id, part, more] = rest.split('/')
    if (collection !== 'cases' || more !== undefined) return json(404, { error: 'not-found' })
    if (id === undefined)
      return request.method === 'GET' ? json(200, { cases: CASES.map(({ summary: _summary, ...listed }) => listed) }) : notAllowed('GET')
    const found = CASES.find((one) => one.id === id)
    if (!found) return json(404, { error: 'not-found' })
    if (part === undefined) return request.method === 'GET' ? json(200, { ...found, note: notes.get(id) ?? '' }) : notAllowed('GET')
    if (part !== 'note') return json(404, { error: 'not-found' })
    return request.method === 'PUT' ? putNote(request, id) : notAllowed('PUT')
  }

  async function putNote(request: Request, id: string): Promise<Response> {
    // A page of another site cannot send this type without asking first, and is never answered.
    if (!request.headers.get('content-type')?.startsWith('application/json')) return json(415, { error: 'json-only' })
    const body: unknown = await request.json().catch(() => null)
    if (typeof body !== 'object' || body === null || !('note' in body) || typeof body.note !== 'string' || body.note.length > LONGEST_NOTE)
      return json(400, { error: 'note-expected' })
    notes.set(id, body.note)
    return json(200, { id, note: body.note })
  }
}

function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Response {
  return Response.json(body, { status, headers: { 'cache-control': 'no-store', ...headers } })
}

function notAllowed(method: string): Response {
  return json(405, { error: 'method-not-allowed' }, { allow: method })
}
