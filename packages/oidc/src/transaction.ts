import type { SignInCall } from '@stillhere/core'
import * as oauth from 'oauth4webapi'
import type { Configuration } from './configuration.ts'
import { kept, type OidcPlatform } from './platform.ts'

/** How the browser comes back: to this page, to one that was left silently, in a popup, in a frame, or from a sign-out. */
export type Way = 'redirect' | 'silent' | 'popup' | 'frame' | 'out'

/** What has to be remembered between an authorization request and its answer. */
export interface Transaction {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
  readonly redirectUri: string
  readonly returnTo: string
}

export interface Asked {
  readonly way: Way
  readonly returnTo: string
  readonly reauthenticate: SignInCall['reauthenticate']
}

const STATE = /^stillhere\.([a-z]+)\.(.+)\.[\w-]+$/

/** The way in a state of this client; null for a foreign one, and for one of another client of the origin. */
export function wayOf({ clientId }: Configuration, state: string | null): string | null {
  const [, way, whose] = STATE.exec(state ?? '') ?? []
  return whose === clientId ? (way ?? null) : null
}

export function newState({ clientId }: Configuration, way: Way): string {
  return `stillhere.${way}.${clientId}.${oauth.generateRandomState()}`
}

/** The transaction of a sign-in that leaves the page, kept in the tab. One at a time: a new one makes the old one's answer unknown. */
export function keptTransaction(config: Configuration, platform: OidcPlatform) {
  const { get, set } = kept(platform, 'sessionStorage', `${config.name}/transaction`)
  return {
    keep: (transaction: Transaction): boolean => set(JSON.stringify(transaction)),
    /** Once: it is forgotten, and no answer can use it again. */
    take(state: string | null): Transaction | null {
      const transaction: Transaction | null = JSON.parse(get() ?? 'null')
      if (transaction === null || transaction.state !== state) return null
      set(null)
      return transaction
    },
  }
}

/** An authorization request (OpenID Connect Core 1.0 §3.1.2.1) with PKCE S256 (RFC 7636), state and nonce. */
export async function newTransaction(
  config: Configuration,
  endpoint: string,
  location: OidcPlatform['location'],
  { way, returnTo, reauthenticate }: Asked,
): Promise<{ readonly url: string; readonly transaction: Transaction }> {
  const silent = way === 'frame' || way === 'silent'
  const transaction: Transaction = {
    state: newState(config, way),
    nonce: oauth.generateRandomNonce(),
    verifier: oauth.generateRandomCodeVerifier(),
    redirectUri: `${location?.origin ?? ''}${config.redirectPath ?? location?.pathname ?? ''}`,
    returnTo,
  }
  const url = new URL(endpoint)
  const parameters = {
    ...prompts(config, reauthenticate),
    ...config.authorizationParameters,
    ...(silent && { prompt: 'none' }),
    ...limits(reauthenticate),
    client_id: config.clientId,
    response_type: 'code',
    redirect_uri: transaction.redirectUri,
    scope: config.scope,
    state: transaction.state,
    nonce: transaction.nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(transaction.verifier),
    code_challenge_method: 'S256',
  }
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return { url: url.href, transaction }
}

/** Proof without an age means: now. A provider may drop `offline_access` silently where it is not asked for consent (§11). */
function prompts({ scope }: Configuration, reauthenticate: Asked['reauthenticate']): { readonly prompt?: string } {
  const wanted = [
    ...(reauthenticate !== null && (reauthenticate.maxAgeMs ?? 0) < 1000 ? ['login'] : []),
    ...(scope.split(' ').includes('offline_access') ? ['consent'] : []),
  ]
  return wanted.length === 0 ? {} : { prompt: wanted.join(' ') }
}

function limits(reauthenticate: Asked['reauthenticate']): Readonly<Record<string, string>> {
  if (reauthenticate === null) return {}
  const { maxAgeMs, acrValues } = reauthenticate
  return {
    ...(maxAgeMs === null ? {} : { max_age: String(Math.floor(maxAgeMs / 1000)) }),
    ...(acrValues.length === 0 ? {} : { acr_values: acrValues.join(' ') }),
  }
}
