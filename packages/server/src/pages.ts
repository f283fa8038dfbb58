import { plainHeaders } from './responses.ts'

/** Where a page for people leads. */
export interface PageLink {
  readonly href: string
  readonly text: string
}

/** A page for people, shown only when a navigation cannot go on. The texts are this server's own. */
export function page(status: number, title: string, text: string, way: PageLink, retryAfterSeconds: number | null = null): Response {
  const headers = plainHeaders('text/html; charset=utf-8', [])
  headers.set('content-security-policy', "default-src 'none'; frame-ancestors 'none'")
  if (retryAfterSeconds !== null) headers.set('retry-after', String(retryAfterSeconds))
  const href = way.href.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${title}</title></head><body><main><h1>${title}</h1><p>${text}</p><p><a href="${href}">${way.text}</a></p></main></body></html>`
  return new Response(html, { status, headers })
}

/** Whether somebody looks at the answer (Fetch Metadata; a browser that does not send it asks for HTML by name). */
export function isNavigation({ headers }: Request): boolean {
  const mode = headers.get('sec-fetch-mode')
  return mode === null ? (headers.get('accept') ?? '').includes('text/html') : mode === 'navigate'
}
