/** The cookies of one browser: every tab's. Its clock is `Date`. */
export interface CookieJar {
  /** As the request's header. */
  header(): string
  take(response: { readonly headers: Headers }): void
  has(name: string): boolean
}

interface Cookie {
  readonly value: string
  readonly expiresAt: number
}

export function createCookieJar(): CookieJar {
  const kept = new Map<string, Cookie>()
  const live = () => [...kept].filter(([, { expiresAt }]) => expiresAt > Date.now())
  return {
    header: () =>
      live()
        .map(([name, { value }]) => `${name}=${value}`)
        .join('; '),
    take({ headers }) {
      for (const line of headers.getSetCookie()) {
        const [pair = '', ...attributes] = line.split(';')
        const name = pair.slice(0, pair.indexOf('=')).trim()
        kept.set(name, { value: pair.slice(pair.indexOf('=') + 1), expiresAt: expiryOf(attributes) })
      }
    },
    has: (name) => live().some(([known]) => known.includes(name)),
  }
}

function expiryOf(attributes: readonly string[]): number {
  const named = new Map(attributes.map((one) => [one.split('=')[0]?.trim().toLowerCase() ?? '', one.slice(one.indexOf('=') + 1)]))
  const maxAge = named.get('max-age')
  if (maxAge !== undefined) return Date.now() + Number(maxAge) * 1000
  const expires = named.get('expires')
  return expires === undefined ? Number.POSITIVE_INFINITY : Date.parse(expires)
}
