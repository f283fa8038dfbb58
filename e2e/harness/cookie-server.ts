import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Next.js puts its settings into the script where next-auth looks for them. */
const PAGE = `<!doctype html><html lang="en"><head><link rel="icon" href="data:,">
<script>globalThis.process = { env: {} }</script><script type="module" src="/page.js"></script></head></html>`

/** An application of one page and one SDK's routes, on one origin. */
export interface CookieServer {
  readonly url: string
  close(): Promise<void>
}

/** Serves `script` at every path but those below `/api`, which are `handle`'s. */
export async function startCookieServer(
  script: string,
  handleAt: (url: string) => (request: Request) => Promise<Response>,
): Promise<CookieServer> {
  let handle: (request: Request) => Promise<Response> = async () => new Response(null, { status: 503 })
  const server = createServer((incoming, outgoing) => void answer(incoming, outgoing))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const url = `http://localhost:${port}`
  handle = handleAt(url)

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const path = incoming.url ?? '/'
    if (path.startsWith('/api/')) return write(outgoing, await handle(await read(incoming)))
    const isScript = path === '/page.js'
    outgoing.setHeader('content-type', isScript ? 'text/javascript' : 'text/html')
    outgoing.end(isScript ? script : PAGE)
  }

  async function read(incoming: IncomingMessage): Promise<Request> {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(Buffer.from(chunk))
    const { method = 'GET' } = incoming
    const headers = Object.entries(incoming.headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]))
    return new Request(url + incoming.url, {
      method,
      headers: Object.fromEntries(headers),
      ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
    })
  }

  return {
    url,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function write(outgoing: ServerResponse, response: Response): Promise<void> {
  outgoing.statusCode = response.status
  for (const [name, value] of response.headers) if (name !== 'set-cookie') outgoing.setHeader(name, value)
  outgoing.setHeader('set-cookie', response.headers.getSetCookie())
  outgoing.end(Buffer.from(await response.arrayBuffer()))
}
