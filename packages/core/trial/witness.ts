import type { Tab } from '../src/testing/index.ts'
import type { OpenWorld } from '../src/testing/world.ts'
import { figure } from './oracle/figures.ts'
import { current, inactivityLimit, isConnected, latestActivity, type Ledger, maxLifetimeLimit, signInOf } from './oracle/ledger.ts'
import {
  isLooking,
  isUncovered,
  type PolicyFigures,
  type State,
  stateOf,
  type User,
  type Warning,
  type WatchedTab,
} from './oracle/watched-tab.ts'
import type { DrawnWorld } from './schedule.ts'

/** Opens the ledger of a world that has just begun. */
export function openLedger({ network, machine }: OpenWorld<User>, drawn: DrawnWorld): Ledger {
  const startAt = machine.clock.trueAt()
  const { serverLimits, platform } = drawn
  return {
    startAt,
    signIns: [],
    tabs: [],
    requests: network.requests,
    server: {
      inactivityMs: figure(serverLimits.inactivity),
      rememberedInactivityMs: figure(serverLimits.remembered?.inactivity),
      serverIdleMs: figure(serverLimits.serverIdle),
      maxLifetimeMs: figure(serverLimits.maxLifetime),
      accessTokenMs: figure(serverLimits.accessTokenLifetime ?? '1h'),
      refreshWindowMs: figure(serverLimits.refreshWindow),
      refreshTokenMs: figure(serverLimits.refreshTokenLifetime),
      signOnWindowMs: figure(serverLimits.signOnWindow),
    },
    policies: { own: policyFigures(drawn.policy), other: policyFigures(drawn.otherPolicy) },
    perTab: drawn.credentials === 'per-tab',
    handler: drawn.serverKind === 'handler',
    latencyMs: figure(drawn.latency),
    hasChannel: platform.channel !== 'none',
    hasLocks: platform.locks !== 'none',
    coherent: (platform.storage ?? 'indexeddb') === 'indexeddb',
    deeds: 0,
    jumps: [],
    clockSet: false,
    clockSetAt: Number.NEGATIVE_INFINITY,
    setBackAt: startAt - 1,
    unseenBackMs: 0,
    networkFineSince: startAt,
    messagesFineSince: startAt,
    fellAsleepAt: startAt,
    wokeAt: startAt,
    sleptMs: 0,
    uncoveredOnWaking: null,
    monotonicRuns: platform.monotonicAsleep === 'runs',
    signOuts: 0,
    endedAtServer: false,
    rejecting: false,
    storageCleared: false,
    clearedAt: startAt - 1,
    forged: false,
    lostExchanges: 0,
    unavoidable: new Map(),
  }
}

function policyFigures(policy: DrawnWorld['policy']): PolicyFigures {
  return {
    inactivityMs: figure(policy.inactivity),
    maxLifetimeMs: figure(policy.maxLifetime),
    rememberedInactivityMs: figure(policy.remembered?.inactivity),
    warnsWhileActive: policy.whileWarning === 'activity',
    onTokenExpiry: policy.onTokenExpiry ?? 'check',
    onRejected: policy.onRejected ?? 'end',
    refreshWhen: policy.refreshWhen ?? 'always',
  }
}

export function noteSignIn(ledger: Ledger, now: number, user: User, remembered: boolean): void {
  const key = `session-${ledger.signIns.length + 1}`
  ledger.signIns.push({
    key,
    at: now,
    user,
    remembered,
    activityAtLeast: now,
    activityAtMost: now,
    inputs: [],
    enteredAt: null,
    tabs: new Set(),
  })
}

/** Watches a tab from its opening on. */
export function watch(opened: OpenWorld<User>, ledger: Ledger, tab: Tab<User>, name: string, policy: PolicyFigures): WatchedTab {
  const { clock } = opened.machine
  const now = clock.trueAt()
  const watched: WatchedTab = {
    name,
    tab,
    owner: opened.page(tab).owner,
    openedAt: now,
    policy,
    sightings: [],
    beforeEnds: [],
    visible: true,
    visibleSince: now,
    still: null,
    standstills: [],
    awakeSince: now,
    stirred: true,
    lastEventAt: now,
    uncoveredAtSleep: false,
    gone: false,
    leasedUntil: 0,
    leaseEndsAt: 0,
    about: null,
    abouts: [],
    activeAtLeast: 0,
    missedMessages: false,
    endedKeys: new Map(),
  }
  const { session } = tab
  const see = () => watched.sightings.push({ at: clock.trueAt(), sessionAt: session.now(), deeds: ledger.deeds, state: session.getState() })
  see()
  session.subscribe(see)
  session.on('before-end', () => void watched.beforeEnds.push({ at: clock.trueAt(), status: session.getState().status }))
  ledger.tabs.push(watched)
  return watched
}

/** The user's hand at a tab: whether it counts as presence depends on how the tab stood before and stands now. */
export function notePresence(
  ledger: Ledger,
  tab: WatchedTab,
  before: State,
  how: 'input' | 'extend',
  sightingsBefore: number,
  stirred: boolean,
  now: number,
): void {
  const signIn = signInOf(ledger, tab) ?? (isUncovered(before) ? current(ledger) : null)
  if (signIn === null || !isUncovered(before) || !isLooking(tab)) return
  const { warning } = before
  if (warning !== null && (how === 'extend' ? !warning.extendable : !tab.policy.warnsWhileActive && asksForPresence(warning))) return
  const strictest = Math.min(
    latestActivity(signIn, now) + inactivityLimit(signIn, isConnected(ledger) && signIn.tabs.size > 0 ? signIn.tabs : [tab]),
    signIn.at + maxLifetimeLimit([tab]),
  )
  if (now >= strictest + ledger.unseenBackMs) return
  signIn.activityAtMost = Math.max(signIn.activityAtMost, now)
  const disturbed = tab.sightings.slice(sightingsBefore).some(({ state }) => !isUncovered(state))
  if (stirred && !disturbed && isUncovered(stateOf(tab)) && (how === 'extend' || before.warning === null)) {
    signIn.activityAtLeast = Math.max(signIn.activityAtLeast, now)
    signIn.inputs.push({ at: now, tab })
    tab.activeAtLeast = now
  }
}

/** Where nobody's presence moves the end, being there counts as it does without a dialog. */
function asksForPresence({ extendable, cause }: Warning): boolean {
  return extendable || cause === 'inactive' || cause === 'server-idle'
}
