import type { Tab } from '../../src/testing/index.ts'

export interface User {
  readonly sub: string
}
export type State = ReturnType<Tab<User>['session']['getState']>
export type Warning = NonNullable<State['warning']>

/** A state as it was seen, at true time and by the session's own clock. */
export interface Sighting {
  readonly at: number
  readonly sessionAt: number
  /** How many deeds of the schedule came before. */
  readonly deeds: number
  readonly state: State
}

/** How a page is kept from running, if it is. */
export type Standstill = 'frozen' | 'suspended' | 'cached' | null

export interface About {
  readonly at: number
  readonly judgedAt: number
  readonly key: string
  readonly userId: string
}

/** One page as the oracle sees it from outside. */
export interface WatchedTab {
  readonly name: string
  tab: Tab<User>
  /** Identifies the page's requests. */
  readonly owner: object
  readonly openedAt: number
  readonly policy: PolicyFigures
  readonly sightings: Sighting[]
  /** States in which `before-end` found the session, with the instant. */
  readonly beforeEnds: { readonly at: number; readonly status: State['status'] }[]
  visible: boolean
  visibleSince: number
  still: Standstill
  /** When it could not run; null while it goes on. */
  readonly standstills: {
    readonly from: number
    to: number | null
    /** It held the lock then or waited for it, or a request of its own was under way: others may wait for it. */
    readonly awaited: boolean
  }[]
  /** Since when it can run: thawed, resumed, back, the machine awake. */
  awakeSince: number
  /** Something has happened to it since the machine or it woke, so it has had its first step. */
  stirred: boolean
  /** When something last happened to it. */
  lastEventAt: number
  /** As the machine last fell asleep. */
  uncoveredAtSleep: boolean
  gone: boolean
  /** Stands for presence until then. */
  leasedUntil: number
  /** When its lease is over, if nothing keeps the tab from standing for presence. */
  leaseEndsAt: number
  /** Key of the server's session that it last had an answer about, and whose that is. */
  about: About | null
  /** All of those. */
  readonly abouts: About[]
  /** Input at this tab that must count. */
  activeAtLeast: number
  missedMessages: boolean
  /** Which session had ended where it was seen as ended. */
  readonly endedKeys: Map<Sighting, string>
}

/** A policy's figures in milliseconds; Infinity for none. */
export interface PolicyFigures {
  readonly inactivityMs: number
  readonly maxLifetimeMs: number
  readonly rememberedInactivityMs: number
  readonly warnsWhileActive: boolean
  readonly onTokenExpiry: 'check' | 'end'
  readonly onRejected: 'end' | 'warn'
  readonly refreshWhen: 'always' | 'active'
}

export function stateOf({ tab }: WatchedTab): State {
  return tab.session.getState()
}

/** Runs, and somebody sees it. */
export function isLooking(tab: WatchedTab): boolean {
  return !tab.gone && tab.still === null && tab.visible
}

/** Whether it could not run at this instant. */
export function stoodStill({ standstills }: WatchedTab, at: number): boolean {
  return standstills.some(({ from, to }) => from <= at && at <= (to ?? Number.POSITIVE_INFINITY))
}

/** Whether it stood still at both instants, with the lock or with a request that others may wait for. */
export function isAwaited({ gone, standstills }: WatchedTab, since: number, until: number): boolean {
  return !gone && standstills.some(({ from, to, awaited }) => awaited && from <= since && until <= (to ?? Number.POSITIVE_INFINITY))
}

export function isUncovered(state: State): boolean {
  return state.status === 'signed-in' && state.checking === null
}
