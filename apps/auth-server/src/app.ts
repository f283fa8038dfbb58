import type { IncomingMessage, ServerResponse } from 'node:http'
import type { SessionServer } from '@stillhere/server'
import { sendResponse, toRequest, UnreadableRequestError } from '@stillhere/server/node'
import { type ApiSession, bearerSession } from './api.ts'
import type { Counter } from './counts.ts'
import { throughFaults } from './fault-gate.ts'
import { type FaultSwitch, readFaultSettings } from './faults.ts'
import { isFromThisMachine } from './incoming.ts'

/** The protected API for pages that hold a token themselves. */
const BEARER_API_PATH = '/bearer/api'

interface Mounted {
  readonly path: string
  readonly apiPath: string
  readonly server: SessionServer
}

export interface App {
  /** The origin that browsers see. */
  readonly origin: string
  readonly sessions: readonly Mounted[]
  readonly api: (request: Request, rest: string, session: ApiSession) => Promise<Response>
  readonly counter: Counter
  readonly faults: FaultSwitch | null
  readonly files: ((pathname: string) => Promise<Response>) | null
  readonly log: (line: string) => void
}

/** Sessions, the protected API, `/faults`, `/counts` and the files, on one origin. */
export function appListener(app: App): (incoming: IncomingMessage, outgoing: ServerResponse) => void {
  return (incoming, outgoing) => {
    respond(app, incoming, outgoing).catch((error: unknown) => {
      if (error instanceof UnreadableRequestError && !outgoing.headersSent)
        return void outgoing.writeHead(error.status, { connection: 'close' }).end(error.message)
      app.log(`app server: ${error instanceof Error ? error.message : 'unknown failure'}`)
      if (!outgoing.headersSent) outgoing.writeHead(500)
      outgoing.end()
    })
  }
}

async function respond(app: App, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  if (!isFromThisMachine(incoming)) return sendResponse(plain(403, 'This server answers to this machine only.'), outgoing)
  const request = await toRequest(incoming, outgoing, app.origin)
  const { pathname } = new URL(request.url)
  for (const { path, apiPath, server } of app.sessions) {
    const rest = below(path, pathname)
    if (rest !== null) return throughFaults(server, request, rest, { incoming, outgoing }, app.faults, app.counter)
    const apiRest = below(apiPath, pathname)
    if (apiRest !== null) return sendResponse(await app.api(request, apiRest, server), outgoing)
  }
  const bearerRest = below(BEARER_API_PATH, pathname)
  if (bearerRest !== null) return sendResponse(await app.api(request, bearerRest, bearerSession), outgoing)
  if (app.faults && pathname === '/faults') return sendResponse(await respondToFaults(app.faults, app.counter, request), outgoing)
  if (pathname === '/counts' && request.method === 'GET') return sendResponse(json(200, app.counter.read()), outgoing)
  if (pathname === '/counts/reset' && request.method === 'POST') {
    app.counter.reset()
    return sendResponse(json(200, app.counter.read()), outgoing)
  }
  const readable = request.method === 'GET' || request.method === 'HEAD'
  return sendResponse(app.files && readable ? await app.files(pathname) : plain(404, 'Not found.'), outgoing)
}

async function respondToFaults(faults: FaultSwitch, counter: Counter, request: Request): Promise<Response> {
  const state = (): Response => json(200, { faults: faults.read(), struck: counter.read().faults, counts: counter.read() })
  switch (request.method) {
    case 'GET':
      return state()
    case 'POST': {
      // A page of another site cannot send this type without asking first, and is never answered.
      if (!request.headers.get('content-type')?.startsWith('application/json')) return json(415, { error: 'json-only' })
      const settings = readFaultSettings(await request.json().catch(() => null))
      if (!settings) return json(400, { error: 'faults-expected' })
      faults.set(settings)
      return state()
    }
    case 'DELETE':
      faults.clear()
      return state()
    default:
      return json(405, { error: 'method-not-allowed' })
  }
}

function below(base: string, pathname: string): string | null {
  return pathname.startsWith(`${base}/`) ? pathname.slice(base.length) : null
}

function json(status: number, body: unknown): Response {
  return Response.json(body, { status, headers: { 'cache-control': 'no-store' } })
}

function plain(status: number, text: string): Response {
  return new Response(text, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } })
}
