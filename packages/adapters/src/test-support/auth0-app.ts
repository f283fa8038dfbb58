import { Auth0Client, type Auth0ClientOptions } from '@auth0/auth0-spa-js'
import { vi } from 'vitest'
import { auth0Backend, type Auth0BackendOptions } from '../auth0-spa-js.ts'
import { type Auth0Page, openAuth0Page } from './auth0-page.ts'
import { CLIENT, createAuth0Tenant, DOMAIN, ISSUER } from './auth0-tenant.ts'
import type { ProviderOptions } from './fake-provider.ts'

export const NOON = Date.UTC(2026, 0, 1, 12)
export const SHARED = { cacheLocation: 'localstorage' } as const

export interface Opening extends ProviderOptions {
  readonly client?: Partial<Auth0ClientOptions>
  readonly backend?: Auth0BackendOptions
  readonly claims?: () => Readonly<Record<string, unknown>>
  readonly signedIn?: boolean
}

/** A page at noon whose timers are the platform's. */
export function openPage(): Auth0Page {
  vi.useFakeTimers({ toFake: ['Date'], now: NOON })
  return openAuth0Page()
}

/** A real client of a strict tenant; signed in by redirect unless said otherwise. */
export async function openApp(
  page: Auth0Page,
  { client: more = {}, backend: options = SHARED, claims, signedIn = true, ...provider }: Opening = {},
) {
  const tenant = createAuth0Tenant({ latencyMs: 0, ...provider }, claims)
  vi.stubGlobal('fetch', tenant.fetch)
  const client = new Auth0Client({
    domain: DOMAIN,
    issuer: ISSUER,
    clientId: CLIENT,
    useRefreshTokens: true,
    cacheLocation: 'localstorage',
    authorizationParams: { redirect_uri: location.href },
    ...more,
  })
  const backend = auth0Backend(client, options)
  if (signedIn) {
    await client.loginWithRedirect({ appState: { returnTo: '/' } })
    await client.handleRedirectCallback(tenant.authorize(page.left.pop() ?? ''))
  }
  return { tenant, client, backend }
}

/** From here on timers run only when they are told to. */
export function driveTimers(): void {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'], now: Date.now() })
}

/** Moves the timers, and lets the platform's own threads go on, until the work is done. */
export async function driven<T>(work: Promise<T>, stepMs = 100): Promise<T> {
  let done = false
  const settled = () => {
    done = true
  }
  work.then(settled, settled)
  while (!done) await turn(stepMs)
  return work
}

export async function turn(stepMs: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(stepMs)
  await new Promise((resolve) => setImmediate(resolve))
}
