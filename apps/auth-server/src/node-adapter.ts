import type { IncomingMessage, ServerResponse } from 'node:http'

const LARGEST_BODY = 65_536

/** A Node request as a Fetch request, under the origin that browsers see; null when its body is too large. */
export async function toRequest(incoming: IncomingMessage, origin: string): Promise<Request | null> {
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers)) {
    for (const one of Array.isArray(value) ? value : [value ?? null]) if (one !== null && !name.startsWith(':')) headers.append(name, one)
  }
  const method = incoming.method ?? 'GET'
  if (method === 'GET' || method === 'HEAD') return new Request(origin + pathOf(incoming), { method, headers })
  const body = await readBody(incoming)
  return body === null ? null : new Request(origin + pathOf(incoming), { method, headers, body })
}

/** A Fetch answer through a Node response. */
export async function sendResponse(response: Response, outgoing: ServerResponse): Promise<void> {
  const headers: Record<string, string | string[]> = {}
  for (const [name, value] of response.headers) if (name !== 'set-cookie') headers[name] = value
  const cookies = response.headers.getSetCookie()
  if (cookies.length > 0) headers['set-cookie'] = cookies
  const body = Buffer.from(await response.arrayBuffer())
  outgoing.writeHead(response.status, headers).end(body)
}

/** The request's body as text, or null when it is too large. */
export async function readBody(incoming: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming) {
    const part = Buffer.from(chunk)
    size += part.length
    if (size > LARGEST_BODY) return null
    chunks.push(part)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** Path and query; a request line with an absolute or odd target counts as `/`. */
export function pathOf(incoming: IncomingMessage): string {
  const target = incoming.url ?? '/'
  return target.startsWith('/') && !target.startsWith('//') ? target : '/'
}

/** Answers only to this machine, and only under its own names: a page elsewhere must not reach it by rebinding a name. */
export function isFromThisMachine(incoming: IncomingMessage): boolean {
  const address = incoming.socket.remoteAddress ?? ''
  const host = (incoming.headers.host ?? '').replace(/:\d+$/, '')
  return ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(address) && ['127.0.0.1', 'localhost', '[::1]'].includes(host)
}
