import { type Duration, parseDuration } from '../engine/duration.ts'
import { StillhereError } from '../engine/errors.ts'
import type { Limits, SessionPolicy } from '../engine/policy-types.ts'
import type { LimitReason, User } from '../engine/words.ts'
import { createFaults, type RequestKind } from './faults.ts'
import type { VirtualNetwork } from './test-backend.ts'
import { createVirtualServer } from './test-server.ts'
import { createTrace } from './trace.ts'
import { createVirtualMachine, type VirtualMachine } from './virtual-machine.ts'
import { type OpenTab, openTab, type TabParts } from './world-tab.ts'
import type { Tab, TestServer, World, WorldOptions } from './world-types.ts'

const START_AT = 1_767_225_600_000

/**
 * The product's own sessions over simulated ports, for tests of apps. Requests, storage and messages take no time unless a fault says so, but are never synchronous.
 *
 * @throws StillhereError `duration-invalid`, `world-time-backwards` from its clock methods, and whatever a policy that cannot work throws from `tab()`.
 * @example
 * const world = createWorld({ user: { sub: 'u1' }, policy: { inactivity: '15m' } })
 * const tab = world.tab()
 * await world.advance('15m')
 * tab.session.getState().end?.reason // 'inactive'
 */
export function createWorld<U = User>(options: WorldOptions<U>): World<U> {
  return openWorld(options).world
}

/** A world with its covers off, for the tests of this package. */
export interface OpenWorld<U> {
  readonly world: World<U>
  readonly machine: VirtualMachine
  /** Requests that tabs sent, lost ones included, in order. */
  readonly sent: readonly RequestKind[]
  /** Timers that fired in this tab so far. */
  wakeUps(tab: Tab<U>): number
}

/** As {@link createWorld}, with its covers off. */
export function openWorld<U = User>(options: WorldOptions<U>): OpenWorld<U> {
  const startAt = options.startAt ?? START_AT
  const machine = createVirtualMachine(startAt)
  const { clock } = machine
  const trace = createTrace(() => clock.trueAt() - startAt)
  const limits = options.serverLimits ?? withoutInactivity(options.policy)
  const server = createVirtualServer<U>(() => clock.trueAt(), limits)
  const cookie = options.signedIn === false ? null : server.signIn(options.user, userIdOf(options))
  const network: VirtualNetwork<U> = {
    clock,
    server,
    faults: createFaults(),
    cancellations: machine.cancellations,
    jar: { cookie },
    enforces: reportedLimits(limits),
    sent: [],
  }
  const tabs = new Map<Tab<U>, OpenTab<U>>()
  let seeds = (options.seed ?? 1) * 7919
  let names = 0
  const nextSeed = () => seeds++
  const parts: TabParts<U> = { machine, network, trace, startAt, nextSeed, policy: options.policy, backend: options.backend ?? null }

  const tellTabs = () => {
    for (const open of tabs.values()) open.tell()
  }
  const world: World<U> = {
    server: remoteControl(network, trace.add, tellTabs, options),
    get now() {
      return clock.wallAt()
    },
    trace: trace.lines,
    tab: () => openTab(parts, `tab ${++names}`, (open) => tabs.set(open.tab, open)),
    advance: async (duration) => clock.advance(forwards(duration)),
    async sleep(duration) {
      const durationMs = forwards(duration)
      await clock.perform(() => trace.add('machine falls asleep'))
      await clock.sleep(durationMs)
      trace.add('machine wakes')
    },
    setClock({ offset }) {
      const offsetMs = offset.startsWith('-') ? -parseDuration(offset.slice(1)) : parseDuration(offset)
      trace.add(`wall clock set by ${offset}`)
      clock.shiftWall(offsetMs)
    },
    dispose: () =>
      clock.perform(() => {
        for (const { stop, page } of tabs.values()) {
          if (!page.owner.isGone()) stop()
          page.die('closed')
        }
      }),
  }
  return { world, machine, sent: network.sent, wakeUps: (tab) => tabs.get(tab)?.page.wakeUps ?? 0 }
}

function remoteControl<U>(
  network: VirtualNetwork<U>,
  say: (text: string) => void,
  tellTabs: () => void,
  options: WorldOptions<U>,
): TestServer<U> {
  const { clock, server, faults, jar } = network
  return {
    fail(fault, times, details) {
      say(`server fails: ${fault}${times === undefined ? '' : ` × ${times}`}`)
      faults.add(fault, times, details)
    },
    recover() {
      say('server recovers')
      faults.clear()
    },
    end: (reason = 'revoked') =>
      clock.perform(() => {
        say(`server ends the session (${reason})`)
        server.endAll(reason)
        tellTabs()
      }),
    rejectRefresh() {
      say('server will reject the next refresh')
      server.rejectRefresh()
    },
    signIn: (user = options.user) =>
      clock.perform(() => {
        const userId = user === options.user ? userIdOf(options) : subjectOf(user, 'user-2')
        say(`${userId} signs in`)
        jar.cookie = server.signIn(user, userId)
      }),
    get refreshes() {
      return server.refreshes
    },
    get reuses() {
      return server.reuses
    },
    get signOuts() {
      return server.signOuts
    },
  }
}

function forwards(duration: Duration): number {
  if (String(duration).trim().startsWith('-')) {
    throw new StillhereError(
      'world-time-backwards',
      `Time was to move by ${duration}. It only moves forward. To set the wall clock back, use world.setClock({ offset: '${duration}' }).`,
    )
  }
  return parseDuration(duration)
}

function withoutInactivity(policy: SessionPolicy = {}): Limits {
  const { serverIdle, maxLifetime, refreshWindow, refreshTokenLifetime, accessTokenLifetime } = policy
  return {
    ...(serverIdle !== undefined && { serverIdle }),
    ...(maxLifetime !== undefined && { maxLifetime }),
    ...(refreshWindow !== undefined && { refreshWindow }),
    ...(refreshTokenLifetime !== undefined && { refreshTokenLifetime }),
    ...(accessTokenLifetime !== undefined && { accessTokenLifetime }),
  }
}

/** The limits that presence moves: the engine must tell the server of it. */
function reportedLimits(limits: Limits): readonly LimitReason[] {
  return [
    ...(limits.inactivity === undefined ? [] : ['inactive' as const]),
    ...(limits.serverIdle === undefined ? [] : ['server-idle' as const]),
  ]
}

function userIdOf(options: { readonly user: unknown; readonly userId?: string }): string {
  return options.userId ?? subjectOf(options.user, 'user-1')
}

function subjectOf(user: unknown, fallback: string): string {
  return typeof user === 'object' && user !== null && 'sub' in user && typeof user.sub === 'string' ? user.sub : fallback
}
