import type { BackendAnswer, SignInCall, User } from '@stillhere/core'
import { createOidcBackend } from '../create-oidc-backend.ts'
import type { OidcBackend } from '../oidc-backend.ts'
import type { OidcOptions } from '../options.ts'
import type { OidcPlatform } from '../platform.ts'
import { standardUser } from '../grant.ts'
import { CLIENT_ID, type FakeProvider, ISSUER } from './fake-provider.ts'

export const ORIGIN = 'https://app.example'

/** One page in one tab, with the backend in it. Storages outlive it: hand them on to the next page of the tab. */
export interface FakePage {
  readonly backend: OidcBackend<User>
  readonly tab: FakeTab
  /** Where the page has been sent, newest last. */
  readonly sentTo: string[]
  /** Every address that the page has had. */
  readonly addresses: string[]
  readonly address: string
  fire(type: string, event?: object): void
  /** The next page of this tab. */
  next(url?: string, options?: Partial<OidcOptions>): FakePage
}

export interface FakeTab {
  readonly sessionStorage: ReturnType<typeof fakeStorage>
  readonly localStorage: ReturnType<typeof fakeStorage>
}

export const CALL = { signal: new AbortController().signal } as const
export const PLAIN: SignInCall = { ...CALL, returnTo: '/cases?open=1', reauthenticate: null }
export const REFRESH = { ...CALL, presence: false, minValidityMs: Number.MAX_SAFE_INTEGER }
export const SIGN_OUT = { ...CALL, reason: 'signed-out', returnTo: '/bye' } as const

export function fakeStorage() {
  const held = new Map<string, string>()
  return {
    held,
    getItem: (name: string): string | null => held.get(name) ?? null,
    setItem: (name: string, value: string): void => void held.set(name, value),
    removeItem: (name: string): void => void held.delete(name),
  }
}

export function openPage(
  provider: Pick<FakeProvider, 'fetch'>,
  given: Partial<OidcOptions> = {},
  {
    url = `${ORIGIN}/app`,
    tab = newTab(),
    more = {},
  }: { readonly url?: string; readonly tab?: FakeTab; readonly more?: Partial<OidcPlatform> } = {},
): FakePage {
  let address = new URL(url)
  const sentTo: string[] = []
  const addresses = [url]
  const listeners = new EventTarget()
  const options = { issuer: ISSUER, clientId: CLIENT_ID, scope: 'openid profile offline_access', silentSignIn: 'off', ...given } as const
  const platform: OidcPlatform = {
    fetch: provider.fetch,
    location: {
      origin: address.origin,
      get href() {
        return address.href
      },
      get pathname() {
        return address.pathname
      },
      get search() {
        return address.search
      },
      get hash() {
        return address.hash
      },
      assign: (to) => void sentTo.push(String(to)),
    },
    history: {
      state: null,
      replaceState: (_state, _unused, to) => {
        address = new URL(String(to), address)
        addresses.push(address.href)
      },
    },
    ...tab,
    addEventListener: listeners.addEventListener.bind(listeners),
    removeEventListener: listeners.removeEventListener.bind(listeners),
    ...more,
  }
  const backend = createOidcBackend({ parseUser: standardUser, ...options }, platform)
  return {
    backend,
    tab,
    sentTo,
    addresses,
    get address() {
      return address.href
    },
    fire: (type, event = {}) => void listeners.dispatchEvent(Object.assign(new Event(type), event)),
    next: (to = address.href, now = {}) => openPage(provider, { ...given, ...now }, { url: to, tab, more }),
  }
}

export function newTab(of: Partial<FakeTab> = {}): FakeTab {
  return { sessionStorage: fakeStorage(), localStorage: fakeStorage(), ...of }
}

/** A page in which somebody has signed in by redirect. */
export async function signedInPage(
  provider: FakeProvider,
  given: Partial<OidcOptions> = {},
  where: { readonly tab?: FakeTab; readonly sub?: string } = {},
): Promise<FakePage & { readonly answer: BackendAnswer }> {
  const before = openPage(provider, given, where.tab ? { tab: where.tab } : {})
  await before.backend.signIn?.(PLAIN)
  const page = before.next(provider.signIn(before.sentTo[0] ?? '', where.sub))
  const answer = await page.backend.restore(CALL)
  return Object.defineProperties({ answer }, Object.getOwnPropertyDescriptors(page)) as FakePage & { readonly answer: BackendAnswer }
}
