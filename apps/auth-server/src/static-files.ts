import { readFile, realpath } from 'node:fs/promises'
import path from 'node:path'

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
}

/**
 * Files of a built application; a path without a file gets `index.html`, a missing asset 404. No other page may frame it, which an
 * application cannot say in a meta element; one that is a client itself may frame itself, to ask the provider silently.
 */
export function staticFiles(directory: string, framesItself: boolean): (pathname: string) => Promise<Response> {
  return async (pathname) => {
    const root = await realpath(directory)
    const wanted = path.extname(pathname) === '' ? 'index.html' : decoded(pathname)
    const file = wanted === null ? null : path.join(root, wanted)
    if (file === null || !file.startsWith(root + path.sep)) return new Response('Not found', { status: 404 })
    try {
      const content = await readFile(file)
      const type = TYPES[path.extname(file)] ?? 'application/octet-stream'
      return new Response(new Uint8Array(content), {
        headers: {
          'content-type': type,
          'cache-control': 'no-cache',
          'x-content-type-options': 'nosniff',
          'content-security-policy': `frame-ancestors ${framesItself ? "'self'" : "'none'"}`,
        },
      })
    } catch {
      return new Response('Not found', { status: 404 })
    }
  }
}

function decoded(pathname: string): string | null {
  try {
    const text = decodeURIComponent(pathname)
    return text.includes('\0') ? null : text
  } catch {
    return null
  }
}
