import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Listening {
  readonly port: number
  /** Sets what answers; until then requests are answered 503. */
  answerWith(listener: (incoming: IncomingMessage, outgoing: ServerResponse) => void): void
  /** Safe to call twice. */
  close(): Promise<void>
}

/** A server on 127.0.0.1; port 0 takes a free one. */
export async function listenOnLoopback(port: number): Promise<Listening> {
  let respond = (_incoming: IncomingMessage, outgoing: ServerResponse): void => void outgoing.writeHead(503).end()
  const server = createServer((incoming, outgoing) => {
    // One request per connection: Chromium silently repeats a request whose reused connection broke, and would hide a fault.
    outgoing.shouldKeepAlive = false
    respond(incoming, outgoing)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve())
  })
  return {
    port: portOf(server),
    answerWith: (listener) => {
      respond = listener
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address()
  if (typeof address === 'object' && address !== null) return address.port
  throw new Error('The server listens on a pipe instead of a port.')
}
