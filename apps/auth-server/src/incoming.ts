import type { IncomingMessage } from 'node:http'

const LARGEST_BODY = 65_536

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
