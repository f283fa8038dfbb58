import type { IncomingMessage, ServerResponse } from 'node:http'
import { isObject } from '../record.ts'
import { LONGEST_BODY } from '../request-bodies.ts'

/** What may have been done to the request before: Express keeps the path as it came, and body parsers what they have read. */
type Incoming = IncomingMessage & { readonly originalUrl?: string; readonly body?: unknown }

/** A refusal that says which answer it deserves. */
export class UnreadableRequestError extends Error {
  override readonly name = 'UnreadableRequestError'
  readonly status: 400 | 413

  constructor(status: 400 | 413, message: string) {
    super(message)
    this.status = status
  }
}

/**
 * A Node request as a Fetch request, under the origin that browsers see. What the request says about its own origin (`Host`,
 * `Forwarded`, `X-Forwarded-*`) is passed on as headers and never believed. Its `signal` aborts when the client goes away before
 * the answer is sent. The body is read, up to 64 KiB; one that a body parser has read before is taken from there.
 *
 * @param origin such as `'https://app.example'`
 * @throws UnreadableRequestError with `status` 413 for a larger body, 400 for what is no request to a path
 * @example
 * app.get('/api/cases', async (req, res) => {
 *   const token = await sessions.accessToken(await toRequest(req, res, 'https://app.example'))
 *   if (token === null) return void res.sendStatus(401)
 *   res.json(await casesFor(token))
 * })
 */
export async function toRequest(incoming: IncomingMessage, outgoing: ServerResponse, origin: string): Promise<Request> {
  const gone = new AbortController()
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) gone.abort()
  })
  const method = incoming.method ?? 'GET'
  const body = method === 'GET' || method === 'HEAD' ? null : await bodyOf(incoming)
  try {
    return new Request(origin + targetOf(incoming), { method, headers: headersOf(incoming), body, signal: gone.signal })
  } catch {
    throw new UnreadableRequestError(400, 'The request cannot be read.')
  }
}

/** Path and query as the client sent them, whatever a router has cut off. A target that is no path (`*`, an absolute one) is `/`. */
export function targetOf(incoming: Incoming): string {
  const target = incoming.originalUrl ?? incoming.url ?? '/'
  return target.startsWith('/') ? target : '/'
}

function headersOf(incoming: Incoming): Headers {
  const headers = new Headers()
  for (const [name, value = []] of Object.entries(incoming.headers))
    // HTTP/2 puts method and path among the headers.
    if (!name.startsWith(':')) for (const one of [value].flat()) headers.append(name, one)
  return headers
}

async function bodyOf(incoming: Incoming): Promise<string | Uint8Array<ArrayBuffer>> {
  if (incoming.readableDidRead && incoming.body !== undefined) return parsedBody(incoming)
  const announced = Number(incoming.headers['content-length'] ?? 0)
  const chunks: Buffer[] = []
  let size = 0
  if (announced > LONGEST_BODY) throw tooLarge()
  for await (const chunk of incoming) {
    const part = Buffer.from(chunk)
    size += part.length
    if (size > LONGEST_BODY) throw tooLarge()
    chunks.push(part)
  }
  return new Uint8Array(Buffer.concat(chunks))
}

/** A parser has been there: bytes and text are what was sent; anything else was a form or JSON, and is written as what it was. */
function parsedBody({ body, headers }: Incoming): string | Uint8Array<ArrayBuffer> {
  if (body instanceof Uint8Array) return new Uint8Array(body)
  if (typeof body === 'string') return body
  return headers['content-type']?.startsWith('application/x-www-form-urlencoded') ? formOf(body) : (JSON.stringify(body) ?? '')
}

/** Of a field that came twice the parser has made a list. */
function formOf(body: unknown): string {
  const fields = isObject(body) ? Object.entries(body) : []
  return new URLSearchParams(fields.flatMap(([name, value]) => [value].flat().map((one) => [name, String(one)]))).toString()
}

function tooLarge(): UnreadableRequestError {
  return new UnreadableRequestError(413, 'The body is too large.')
}
