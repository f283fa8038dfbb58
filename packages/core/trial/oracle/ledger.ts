import type { SentRequest } from '../../src/testing/sent-request.ts'
import type { PolicyFigures, User, WatchedTab } from './watched-tab.ts'

/** A session as the server knows it. */
export interface SignIn {
  readonly key: string
  readonly at: number
  readonly user: User
  readonly remembered: boolean
  /** Input that must count, and input that may: what nobody could tell apart lies between. */
  activityAtLeast: number
  activityAtMost: number
  /** All input that must count. */
  readonly inputs: { readonly at: number; readonly tab: WatchedTab }[]
  /** When a tab first was in it; null until then. */
  enteredAt: number | null
  /** Tabs that have been in it. */
  readonly tabs: Set<WatchedTab>
}

/** The server's figures in milliseconds; Infinity for none. */
export interface ServerFigures {
  readonly inactivityMs: number
  readonly rememberedInactivityMs: number
  readonly serverIdleMs: number
  readonly maxLifetimeMs: number
  readonly accessTokenMs: number
  readonly refreshWindowMs: number
  readonly refreshTokenMs: number
  readonly signOnWindowMs: number
}

/** What truly happened in a world, written down by whoever made it happen. Instants are true time. */
export interface Ledger {
  readonly startAt: number
  readonly signIns: SignIn[]
  readonly tabs: WatchedTab[]
  readonly requests: readonly SentRequest[]
  readonly server: ServerFigures
  readonly policies: { readonly own: PolicyFigures; readonly other: PolicyFigures }
  readonly perTab: boolean
  readonly handler: boolean
  readonly latencyMs: number
  readonly hasChannel: boolean
  readonly hasLocks: boolean
  readonly coherent: boolean
  /** How many deeds were done. */
  deeds: number
  /** The wall clock was set forward, which nobody can tell from sleep. */
  readonly jumps: { readonly at: number; readonly byMs: number }[]
  clockSet: boolean
  /** When it was last set, forward or back. */
  clockSetAt: number
  /** When it was last set back: with a sleep it looks like nothing. */
  setBackAt: number
  /** It was set back by so much where nobody saw it. */
  unseenBackMs: number
  /** Since when the network and the messages are in order; Infinity while they are not. */
  networkFineSince: number
  messagesFineSince: number
  /** When the machine last fell asleep. */
  fellAsleepAt: number
  wokeAt: number
  /** How long it slept at most since a tab may last have had a step. */
  sleptMs: number
  monotonicRuns: boolean
  /** A tab whose first step after a standstill hid nothing. */
  uncoveredOnWaking: string | null
  signOuts: number
  endedAtServer: boolean
  rejecting: boolean
  storageCleared: boolean
  /** When that last happened. */
  clearedAt: number
  forged: boolean
  lostExchanges: number
  /** Ends that no client could have avoided, by cause. */
  readonly unavoidable: Map<string, number>
}

/** How far the session's own time has run ahead of true time. */
export function aheadAt(ledger: Ledger, at: number): number {
  let ahead = 0
  for (const jump of ledger.jumps) if (jump.at <= at) ahead += jump.byMs
  return ahead
}

/** Time that has passed by the session's own clock. */
export function elapsed(ledger: Ledger, since: number, now: number): number {
  return now - since + aheadAt(ledger, now) - aheadAt(ledger, since - 1)
}

export function current(ledger: Ledger): SignIn | null {
  return ledger.signIns.at(-1) ?? null
}

export function signInOf(ledger: Ledger, tab: WatchedTab): SignIn | null {
  return ledger.signIns.find(({ key }) => key === tab.about?.key) ?? null
}

/** The same user has signed in anew in another tab: whoever hears of it is in the newer session, before an answer of its own says so. */
export function heardOf(ledger: Ledger, signIn: SignIn): SignIn {
  if (!isConnected(ledger)) return signIn
  return (
    ledger.signIns.findLast(({ at, user, enteredAt }) => user.sub === signIn.user.sub && enteredAt !== null && at >= signIn.at) ?? signIn
  )
}

/** Another one has followed it, and a late answer may have brought it back: the tabs keep what they know of the newest one alone. */
export function wasFollowed(ledger: Ledger, signIn: SignIn): boolean {
  return ledger.signIns.some(({ at, enteredAt }) => at > signIn.at && enteredAt !== null)
}

/** What a tab last had an answer about before this instant: the answer of the instant itself may be what ended that. */
export function aboutBefore(tab: WatchedTab, at: number): WatchedTab['about'] {
  return tab.abouts.findLast((about) => about.at < at) ?? tab.abouts[0] ?? null
}

/** Whether tabs can tell each other anything at all. */
export function isConnected(ledger: Ledger): boolean {
  return ledger.hasChannel || (ledger.coherent && !ledger.storageCleared)
}

/** Latest instant of presence over the sign-in, leases included. */
export function latestActivity(signIn: SignIn, now: number): number {
  let latest = signIn.activityAtMost
  for (const tab of signIn.tabs) if (tab.leasedUntil > 0) latest = Math.max(latest, Math.min(now, tab.leasedUntil))
  return latest
}

/** The inactivity limit that holds for a tab: the strictest of those that took part. */
export function inactivityLimit(signIn: SignIn, tabs: Iterable<WatchedTab>): number {
  let limit = Number.POSITIVE_INFINITY
  for (const { policy } of tabs) {
    const own =
      signIn.remembered && policy.rememberedInactivityMs < Number.POSITIVE_INFINITY ? policy.rememberedInactivityMs : policy.inactivityMs
    limit = Math.min(limit, own)
  }
  return limit
}

export function maxLifetimeLimit(tabs: Iterable<WatchedTab>): number {
  let limit = Number.POSITIVE_INFINITY
  for (const { policy } of tabs) limit = Math.min(limit, policy.maxLifetimeMs)
  return limit
}
