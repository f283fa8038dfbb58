import { createHmac, randomBytes } from 'node:crypto'
import { createRemoteJWKSet, jwtVerify } from 'jose'
import { type Case, casesAt } from './cases.ts'
import type { Counter } from './counts.ts'
import { acceptsProofs } from './proof-of-possession.ts'

/** The name that access tokens for this API carry as audience, and the scope they need. */
export const API_AUDIENCE = 'urn:demo:cases'
export const API_SCOPE = 'cases'

/** Who tells the API whose request it is. */
export interface ApiSession {
  requireSession(
    request: Request,
  ): Promise<
    { readonly ok: true; readonly headers: Readonly<Record<string, string>> } | { readonly ok: false; readonly response: Response }
  >
  accessToken(request: Request): Promise<string | null>
}

/** Without a session at the server: the request itself brings its token (RFC 6750), or one that is bound to a key (RFC 9449). */
export const bearerSession: ApiSession = {
  requireSession: async () => ({ ok: true, headers: {} }),
  accessToken: async (request) => /^(?:Bearer|DPoP) (.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? null,
}

/** `iat` and `exp` are cut to whole seconds, which would make a token up to a second shorter than its `expires_in`. */
const WHOLE_SECOND = 1
const LONGEST_NOTE = 20_000

/**
 * The protected API: `GET <base>/cases`, `GET <base>/cases/<id>`, `PUT <base>/cases/<id>/note`, and `GET <base>/draft-key`, with which
 * a browser seals what its user has typed: only the same user gets the same key again. Notes are everybody's own and live in memory.
 */
export function casesApi(issuer: string, counter: Counter): (request: Request, rest: string, session: ApiSession) => Promise<Response> {
  const keys = createRemoteJWKSet(new URL(`${issuer}/jwks`))
  const cases = casesAt(Date.now())
  const notes = new Map<string, string>()
  const draftSecret = randomBytes(32)
  const isProved = acceptsProofs()

  return async (request, rest, session) => {
    const required = await session.requireSession(request)
    const token = required.ok ? await session.accessToken(request) : null
    const subject = token === null ? null : await acceptedSubject(token, request)
    if (!required.ok || subject === null) {
      counter.apiCall('unauthorized')
      return required.ok ? json(401, { error: 'unauthorized' }, { 'www-authenticate': 'Bearer error="invalid_token"' }) : required.response
    }
    counter.apiCall('answered')
    const response = await respond(request, rest, subject)
    for (const [name, value] of Object.entries(required.headers)) response.headers.set(name, value)
    return response
  }

  async function acceptedSubject(token: string, request: Request): Promise<string | null> {
    try {
      const { payload } = await jwtVerify(token, keys, { issuer, audience: API_AUDIENCE, typ: 'at+jwt', clockTolerance: WHOLE_SECOND })
      const inScope = typeof payload['scope'] === 'string' && payload['scope'].split(' ').includes(API_SCOPE)
      return inScope && (await isProved(request, token, payload)) ? (payload.sub ?? null) : null
    } catch {
      return null
    }
  }

  async function respond(request: Request, rest: string, subject: string): Promise<Response> {
    const [, collection, id, part, more] = rest.split('/')
    if (collection === 'draft-key' && id === undefined)
      return request.method === 'GET' ? json(200, { key: draftKey(subject) }) : notAllowed('GET')
    if (collection !== 'cases' || more !== undefined) return json(404, { error: 'not-found' })
    if (id === undefined) return request.method === 'GET' ? json(200, { cases: cases.map(listed) }) : notAllowed('GET')
    const found = cases.find((one) => one.id === id)
    if (!found) return json(404, { error: 'not-found' })
    if (part === undefined)
      return request.method === 'GET' ? json(200, { ...found, note: notes.get(noteKey(subject, id)) ?? '' }) : notAllowed('GET')
    if (part !== 'note') return json(404, { error: 'not-found' })
    return request.method === 'PUT' ? putNote(request, subject, id) : notAllowed('PUT')
  }

  async function putNote(request: Request, subject: string, id: string): Promise<Response> {
    // A page of another site cannot send this type without asking first, and is never answered.
    if (!request.headers.get('content-type')?.startsWith('application/json')) return json(415, { error: 'json-only' })
    const body: unknown = await request.json().catch(() => null)
    if (typeof body !== 'object' || body === null || !('note' in body) || typeof body.note !== 'string' || body.note.length > LONGEST_NOTE)
      return json(400, { error: 'note-expected' })
    notes.set(noteKey(subject, id), body.note)
    return json(200, { id, note: body.note })
  }

  function draftKey(subject: string): string {
    return createHmac('sha256', draftSecret).update(subject).digest('base64url')
  }
}

function listed({ id, title, person, status, priority, updatedAt, dueAt, assignee }: Case): Partial<Case> {
  return { id, title, person, status, priority, updatedAt, dueAt, assignee }
}

function noteKey(subject: string, id: string): string {
  return JSON.stringify([subject, id])
}

function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Response {
  return Response.json(body, { status, headers: { 'cache-control': 'no-store', ...headers } })
}

function notAllowed(method: string): Response {
  return json(405, { error: 'method-not-allowed' }, { allow: method })
}
