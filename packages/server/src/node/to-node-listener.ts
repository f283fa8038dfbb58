import type { IncomingMessage, ServerResponse } from 'node:http'
import type { SessionServer } from '../server.ts'
import { sendResponse } from './send-response.ts'
import { targetOf, toRequest, UnreadableRequestError } from './to-request.ts'

/** Answers a request; Express and Connect give it the way on as a third argument. */
export type NodeListener = (incoming: IncomingMessage, outgoing: ServerResponse, next?: (error?: unknown) => void) => void

/**
 * The session server for `node:http`, Express and everything that takes their listeners. It answers the paths below the server's
 * `publicUrl` and leaves all others to `next`, or to what Express does next; without either it answers 404. It may be used
 * with or without a mounting path, since it reads the path as the browser sent it. The origin is that of `publicUrl`: behind a proxy
 * nothing has to be set, and no header can change it.
 *
 * @param next the rest of the application, for `node:http`
 * @example
 * createServer(toNodeListener(sessions, app)).listen(3000)
 * @example
 * express().use(toNodeListener(sessions))
 */
export function toNodeListener(server: Pick<SessionServer, 'handle' | 'publicUrl'>, next?: NodeListener): NodeListener {
  const { origin, pathname } = new URL(server.publicUrl)
  const base = pathname.replace(/\/+$/, '')

  return (incoming, outgoing, nextInLine) => {
    if (targetOf(incoming).startsWith(`${base}/`)) return void respond(incoming, outgoing)
    if (nextInLine) return nextInLine()
    if (next) return next(incoming, outgoing)
    outgoing.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('Not found.')
  }

  async function respond(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    try {
      await sendResponse(await server.handle(await toRequest(incoming, outgoing, origin)), outgoing)
    } catch (error) {
      if (outgoing.headersSent || outgoing.destroyed) return void outgoing.destroy()
      const status = error instanceof UnreadableRequestError ? error.status : 500
      const text = error instanceof UnreadableRequestError ? error.message : 'Something went wrong here.'
      // What was not read of the body stays unread, so this connection is of no more use.
      outgoing
        .writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', connection: 'close' })
        .end(text)
    }
  }
}
