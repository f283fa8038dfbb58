import {
  createServer,
  type IncomingMessage,
  request as httpRequest,
  type RequestListener,
  type RequestOptions,
  type Server,
} from 'node:http'

/** A listener on a free port of this machine. */
export interface Serving {
  readonly port: number
  readonly url: string
  readonly server: Server
  close(): Promise<void>
}

export async function serving(listener: RequestListener): Promise<Serving> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    server,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** A port that nobody has, for a program that takes its own. */
export async function freePort(): Promise<number> {
  const { port, close } = await serving(() => {})
  await close()
  return port
}

/** A request as `fetch` would not send it: any path, any header. */
export function raw(port: number, options: RequestOptions & { readonly body?: string } = {}): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ host: '127.0.0.1', port, ...options }, (response) => {
      text(response).then((found) => resolve({ status: response.statusCode ?? 0, text: found }), reject)
    })
    sent.once('error', reject)
    sent.end(options.body)
  })
}

async function text(response: IncomingMessage): Promise<string> {
  let found = ''
  for await (const chunk of response) found += String(chunk)
  return found
}
