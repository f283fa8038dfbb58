import type { Ports, Session, SessionPolicy } from '@stillhere/core'

/** What the address of the contract's page asks for, as JSON in `options`. */
export interface ContractOptions {
  /** Ports of one name belong together. Default `contract`, the first of {@link SESSIONS}. */
  readonly name?: string
  readonly policy?: SessionPolicy
  /** Whether the page may use Web Locks. Default true. */
  readonly locks?: boolean
  /** `in-page` needs no server, no cookies and no storage: everybody is signed in, for an hour. Default `cookie`. */
  readonly backend?: 'cookie' | 'in-page'
}

/** What a page of the contract has for whoever drives it, as `contract`. */
export interface ContractHandle {
  readonly session: Session
  /** The same browser with another name, which no session uses. */
  readonly bare: Ports
  /** When this page has sent refreshes, in real epoch milliseconds. */
  readonly refreshesAt: readonly number[]
  /** Whether one of them has no answer yet. */
  isAsking(): boolean
}

/** How many times as fast as real the page's clock runs. */
export const RATE = 60

/** Whose tokens last a real second, and four. */
export const SESSIONS = [
  { name: 'contract', path: '/contract/session', rate: RATE, accessTokenSeconds: 60 },
  { name: 'steady', path: '/steady/session', rate: RATE, accessTokenSeconds: 240 },
] as const

/** What nobody may see who is not signed in. */
export const SECRET = 'Account 4711'
