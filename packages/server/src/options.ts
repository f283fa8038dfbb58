import { StillhereError } from '@stillhere/core'
import { type Limits, type LimitsMs, readLimits, type SessionServerLimits } from './limits.ts'
import { memoryStore } from './memory-store.ts'
import { parseUrl } from './parse-url.ts'
import type { ProviderFetch } from './provider-fetch.ts'
import { returnPath } from './return-path.ts'
import type { SessionStore } from './store.ts'

export interface SessionServerOptions {
  /** The OpenID Provider's issuer identifier. https; http only on a loopback host. */
  readonly issuer: string
  readonly clientId: string
  /** Left out: a public client. */
  readonly clientSecret?: string
  /**
   * Where browsers find this server: origin and base path, `'https://app.example/session'`. To be registered at the provider:
   * `<publicUrl>/callback` as redirect URI and `<publicUrl>/signed-out` as post-logout redirect URI. https; http only on a
   * loopback host.
   */
  readonly publicUrl: string
  /** Default `'openid profile offline_access'`. */
  readonly scope?: string
  /** Name of the cookie; a second session on an origin needs its own. Default `'stillhere'`. */
  readonly name?: string
  /** Default {@link memoryStore}: one process, and a restart signs everybody out. */
  readonly store?: SessionStore
  /** What the server enforces. Default: nothing but what the provider says. */
  readonly limits?: SessionServerLimits
  /**
   * What the end of the tokens means. `'end'`, the default: it ends the session. `'keep'`: the session goes on without them, until one of
   * `inactivity`, `serverIdle` and `maxLifetime` ends it; `accessToken` answers null then.
   */
  readonly afterTokens?: 'end' | 'keep'
  /** Where the browser lands after the provider's sign-out, unless the call named a path. Default `'/'`. */
  readonly postLogoutPath?: `/${string}`
  /** Epoch milliseconds. Default: the system's clock. */
  readonly now?: () => number
  /** Requests to the provider. Default: the platform's `fetch`. */
  readonly fetch?: ProviderFetch
  /**
   * What a developer should know: a refused client, an answer of the provider that fails its checks, a revocation that was not
   * confirmed. Never holds a token. What it throws is ignored.
   */
  readonly onProblem?: (problem: StillhereError) => void
}

/** The options after checking, in the units the code works in. */
export interface Configuration {
  readonly issuer: URL
  readonly clientId: string
  readonly clientSecret: string | null
  readonly origin: string
  readonly basePath: string
  readonly baseUrl: string
  readonly scope: string
  readonly name: string
  readonly store: SessionStore
  readonly limits: Limits
  readonly outlivesTokens: boolean
  readonly postLogoutPath: string
  readonly now: () => number
  readonly fetch: ProviderFetch
  readonly report: (problem: StillhereError) => void
}

/** @throws StillhereError `backend-misconfigured` (or `duration-invalid`) naming the value, the rule and the way out. */
export function configure(options: SessionServerOptions): Configuration {
  const publicUrl = safeUrl('publicUrl', options.publicUrl)
  const now = options.now ?? Date.now
  const basePath = publicUrl.pathname.replace(/\/+$/, '')
  const name = options.name ?? 'stillhere'
  const scope = options.scope ?? 'openid profile offline_access'
  const postLogoutPath = returnPath(options.postLogoutPath ?? '/', publicUrl.origin)
  const limits = readLimits(options.limits, (limit, value) =>
    refuse(limit, value, 'must be longer than zero', 'Give a duration, or leave the limit out.'),
  )
  const { maxLifetimeFrom = 'session' } = options.limits ?? {}
  if (maxLifetimeFrom !== 'session' && maxLifetimeFrom !== 'auth_time')
    refuse('limits.maxLifetimeFrom', maxLifetimeFrom, 'must be "session" or "auth_time"', 'Leave it out for "session".')
  if (maxLifetimeFrom === 'auth_time' && ![limits.plain, limits.remembered ?? limits.plain].every(hasMaximum))
    refuse('limits.maxLifetimeFrom', maxLifetimeFrom, 'has no maxLifetime to count', 'Give limits.maxLifetime.')
  const outlivesTokens = options.afterTokens === 'keep'
  if (outlivesTokens && ![limits.plain, limits.remembered ?? limits.plain].every(endsByItself))
    refuse('afterTokens', 'keep', 'would let sessions live for ever', 'Give limits.maxLifetime, limits.inactivity or limits.serverIdle.')
  if (options.clientId === '') refuse('clientId', options.clientId, 'must not be empty', 'Give the client id that the provider registered.')
  if (options.clientSecret === '') refuse('clientSecret', '', 'must not be empty', 'Leave it out for a public client.')
  if (!/^[A-Za-z0-9_-]+$/.test(name)) refuse('name', name, 'may hold letters, digits, "-" and "_" only', "Write it like 'staff'.")
  if (!scope.split(' ').includes('openid')) refuse('scope', scope, 'must contain "openid", or no ID token is issued', "Add 'openid'.")
  if (postLogoutPath === null)
    refuse('postLogoutPath', options.postLogoutPath, 'must be a path of this origin', "Write it like '/goodbye'.")
  return {
    issuer: safeUrl('issuer', options.issuer),
    clientId: options.clientId,
    clientSecret: options.clientSecret ?? null,
    origin: publicUrl.origin,
    basePath,
    baseUrl: publicUrl.origin + basePath,
    scope,
    name,
    store: options.store ?? memoryStore({ now }),
    limits,
    outlivesTokens,
    postLogoutPath,
    now,
    fetch: options.fetch ?? ((url, init) => globalThis.fetch(url, init)),
    report: unfailing(options.onProblem),
  }
}

function hasMaximum({ maxLifetimeMs }: LimitsMs): boolean {
  return Number.isFinite(maxLifetimeMs)
}

function endsByItself({ inactivityMs, serverIdleMs, maxLifetimeMs }: LimitsMs): boolean {
  return Number.isFinite(Math.min(inactivityMs, serverIdleMs, maxLifetimeMs))
}

/** A listener that throws or rejects is not to change any answer. */
function unfailing(listener: SessionServerOptions['onProblem']): Configuration['report'] {
  return (problem) => {
    const told = async (): Promise<void> => listener?.(problem)
    told().catch(() => {})
  }
}

/** http://localhost, 127.0.0.0/8 and [::1]: traffic that does not leave the machine. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)
}

function safeUrl(option: string, value: string): URL {
  const url = parseUrl(value)
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:'))
    return refuse(option, value, 'must be an absolute https URL', "Write it like 'https://app.example/session'.")
  if (url.search !== '' || url.hash !== '' || url.username !== '' || url.password !== '')
    return refuse(option, `${url.origin}${url.pathname}`, 'must have no query, fragment, user or password', 'Give origin and path only.')
  if (url.protocol === 'http:' && !isLoopback(url.hostname))
    return refuse(
      option,
      value,
      'must be https: over http tokens and cookies can be read on the way',
      'Use https, or a loopback host (localhost, 127.0.0.1) in development.',
    )
  return url
}

function refuse(option: string, value: unknown, rule: string, wayOut: string): never {
  throw new StillhereError('backend-misconfigured', `createSessionServer: ${option} is ${JSON.stringify(value)}, but it ${rule}. ${wayOut}`)
}
