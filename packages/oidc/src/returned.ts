import type { Configuration } from './configuration.ts'
import type { OidcPlatform } from './platform.ts'
import { keptTransaction, type Transaction, wayOf } from './transaction.ts'

/** What this page was loaded with. */
export type Returned =
  /** `transaction`: null for an answer that this tab does not wait for. */
  | { readonly how: 'answered'; readonly parameters: URLSearchParams; readonly transaction: Transaction | null; readonly silent: boolean }
  /** This page is the popup or the frame of another one, which has the answer or takes it. */
  | { readonly how: 'handed-over'; readonly forGood: boolean }
  | { readonly how: 'used' }

/** What a popup tells the page that opened it. */
export interface HandedOver {
  readonly stillhere: 'oidc'
  readonly search: string
}

const PROTOCOL = ['code', 'state', 'iss', 'session_state', 'error', 'error_description', 'error_uri']

/**
 * Takes a provider's answer off the page's address, before anything else can see it there. null when there is none, or one of
 * somebody else's. A page that comes back from a sign-out goes on to where it was to lead.
 */
export function takeReturned(config: Configuration, platform: OidcPlatform): Returned | null {
  const { location, history, opener, parent } = platform
  if (!location) return null
  const parameters = new URLSearchParams(location.search)
  const way = wayOf(config, parameters.get('state'))
  if (way === null) return null
  // The page around it reads the address; no script of ours need run here.
  if (way === 'frame' && parent !== undefined && parent !== platform) return { how: 'handed-over', forGood: true }
  if (way === 'popup' && isWindow(opener)) {
    const message: HandedOver = { stillhere: 'oidc', search: location.search }
    history?.replaceState(history.state, '', clean(location))
    opener.postMessage(message, location.origin)
    platform.close?.()
    return { how: 'handed-over', forGood: false }
  }
  const transaction = keptTransaction(config, platform).take(parameters.get('state'))
  const returnTo = transaction?.returnTo ?? clean(location)
  history?.replaceState(history.state, '', config.onReturn ? clean(location) : returnTo)
  if (way !== 'out') return { how: 'answered', parameters, transaction, silent: way === 'silent' }
  queueMicrotask(() => config.onReturn?.(returnTo))
  return null
}

function clean({ href }: Pick<Location, 'href'>): string {
  const url = new URL(href)
  for (const name of PROTOCOL) url.searchParams.delete(name)
  return url.pathname + url.search + url.hash
}

function isWindow(value: unknown): value is Pick<Window, 'postMessage'> {
  return typeof value === 'object' && value !== null && 'postMessage' in value
}
