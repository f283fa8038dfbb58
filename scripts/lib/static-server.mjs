import { createReadStream, existsSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import path from 'node:path'

/** @type {Readonly<Record<string, string>>} */
const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
}

/**
 * Serves a folder as a plain web server would, on a free port of this machine. `below` is the path that it stands under.
 *
 * @param {string} folder
 * @param {string} [below] Begins and ends with a slash.
 * @returns {Promise<{ url: string, missing: string[], close(): Promise<void> }>} `missing`: the paths that were not found.
 */
export async function serveFolder(folder, below = '/') {
  /** @type {string[]} */
  const missing = []
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const asked = pathname.startsWith(below) ? path.join(folder, decodeURIComponent(pathname.slice(below.length))) : ''
    const file = existsSync(asked) && statSync(asked).isDirectory() ? path.join(asked, 'index.html') : asked
    if (!file.startsWith(folder) || !existsSync(file)) {
      missing.push(pathname)
      response.writeHead(404).end()
      return
    }
    response.writeHead(200, { 'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream' })
    createReadStream(file).pipe(response)
  })
  await new Promise((listening) => server.listen(0, '127.0.0.1', () => listening(undefined)))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return {
    url: `http://127.0.0.1:${address.port}${below}`,
    missing,
    close() {
      server.closeAllConnections()
      return new Promise((closed) => server.close(() => closed(undefined)))
    },
  }
}
