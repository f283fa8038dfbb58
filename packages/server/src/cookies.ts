/** One cookie of this server: its name under the rules of the scheme, and its two header values. */
export interface ServerCookie {
  readonly name: string
  /** The value in a `Cookie` header, or null. Only 256-bit base64url text is a value; anything else counts as none. */
  read(headers: Headers): string | null
  /** A `Set-Cookie` value. `maxAgeSeconds` null: until the browser closes. */
  write(value: string, maxAgeSeconds: number | null): string
  clear(): string
}

const VALUE = /^[A-Za-z0-9_-]{43}$/

/**
 * Over https the cookie is `Secure` and its name carries `__Host-`, so that no other host and no plain-text answer can plant it
 * (RFC 6265bis §4.1.3.2). Over http, allowed on loopback only, neither is used: Safari refuses Secure cookies there.
 */
export function serverCookie(name: string, secure: boolean): ServerCookie {
  const fullName = secure ? `__Host-${name}` : name
  const attributes = `Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
  return {
    name: fullName,
    read: (headers) => {
      const pairs = (headers.get('cookie') ?? '').split(';').map((pair) => pair.trim())
      const value = pairs.find((pair) => pair.startsWith(`${fullName}=`))?.slice(fullName.length + 1)
      return value !== undefined && VALUE.test(value) ? value : null
    },
    write: (value, maxAgeSeconds) => `${fullName}=${value}; ${attributes}${maxAgeSeconds === null ? '' : `; Max-Age=${maxAgeSeconds}`}`,
    clear: () => `${fullName}=; ${attributes}; Max-Age=0`,
  }
}
