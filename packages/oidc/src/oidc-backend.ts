import type { Backend, User } from '@stillhere/core'
import { createOidcBackend } from './create-oidc-backend.ts'
import { standardUser } from './grant.ts'
import type { OidcOptions } from './options.ts'

/** A public OpenID Connect client as the backend of a session. */
export interface OidcBackend<out U = User> extends Backend<U> {
  /** The access token, after a running refresh; null when there is none. Never put it in React state. */
  accessToken(): Promise<string | null>
  /** Adds the access token to a request: Bearer (RFC 6750) or, with `dpop`, with a proof (RFC 9449). For `createSessionFetch`. */
  authorize(headers: Headers, request: Request): Promise<void>
}

/**
 * Signs in at an OpenID Provider from the page itself, without a secret: authorization code with PKCE, tokens in this page's memory
 * unless `tokenStore` says else, refresh with rotation. A cookie session keeps tokens out of scripts' reach altogether, and is better
 * where a server can be had (`@stillhere/server`).
 *
 * `parseUser` is where your user type is earned: it is handed the claims of the ID token, and of the userinfo endpoint where the ID token
 * leaves out what the scope asked for, and throws what it does not accept.
 *
 * @throws StillhereError `backend-misconfigured` for options that cannot work.
 * @example
 * const backend = oidcBackend({ issuer: 'https://id.example.com', clientId: 'cases', scope: 'openid profile offline_access' })
 */
export function oidcBackend<U>(
  options: OidcOptions & { readonly parseUser: (claims: Readonly<Record<string, unknown>>) => U },
): OidcBackend<U>
export function oidcBackend(options: OidcOptions): OidcBackend<User>
export function oidcBackend(
  options: OidcOptions & { readonly parseUser?: (claims: Readonly<Record<string, unknown>>) => unknown },
): OidcBackend<unknown> {
  return createOidcBackend({ ...options, parseUser: options.parseUser ?? standardUser }, globalThis)
}
