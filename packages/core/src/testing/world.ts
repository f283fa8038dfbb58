import { type Duration, parseDuration } from '../engine/duration.ts'
import { StillhereError } from '../engine/errors.ts'
import type { Limits, SessionPolicy } from '../engine/policy-types.ts'
import type { LimitReason, User } from '../engine/words.ts'
import { createFaults } from './faults.ts'
import { seededRandom } from './seeded-random.ts'
import type { SentRequest } from './sent-request.ts'
import type { RequestKind } from './faults.ts'
import type { VirtualNetwork } from './test-backend.ts'
import { createVirtualServer } from './test-server.ts'
import { createTrace } from './trace.ts'
import { createVirtualMachine, type VirtualMachine } from './virtual-machine.ts'
import type { VirtualPage } from './virtual-tab.ts'
import { type OpenTab, openTab, type TabParts } from './world-tab.ts'
import type { Tab, TestServer, World, WorldMessages, WorldOptions } from './world-types.ts'

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
  readonly network: VirtualNetwork<U>
  /** What tabs asked, lost requests included, in order. */
  readonly sent: readonly RequestKind[]
  /** The page that a tab shows now. */
  page(tab: Tab<U>): VirtualPage
}

/** As {@link createWorld}, with its covers off. */
export function openWorld<U = User>(options: WorldOptions<U>): OpenWorld<U> {
  const startAt = options.startAt ?? START_AT
  const machine = createVirtualMachine(startAt, options.platform)
  const { clock } = machine
  const trace = createTrace(() => clock.trueAt() - startAt)
  const network = openNetwork(machine, options)
  const tabs = new Map<Tab<U>, OpenTab<U>>()
  let seeds = (options.seed ?? 1) * 7919
  let names = 0
  const nextSeed = () => seeds++
  const parts: TabParts<U> = { machine, network, trace, startAt, nextSeed, backend: options.backend ?? null }

  const tellTabs = () => {
    for (const open of tabs.values()) open.tell()
  }
  const world: World<U> = {
    server: remoteControl(network, trace.add, tellTabs, options),
    get now() {
      return clock.wallAt()
    },
    trace: trace.lines,
    messages: messagesOf(machine, trace.add),
    storage: { read: machine.storage.stored, plant: machine.storage.plant },
    tab({ policy = options.policy, hidden = false, backend = parts.backend } = {}) {
      const own = policy === undefined ? {} : { policy }
      return openTab({ ...parts, backend }, { name: `tab ${++names}`, hidden, ...own }, (open) => tabs.set(open.tab, open))
    },
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
  return {
    world,
    machine,
    network,
    sent: network.sent,
    page(tab) {
      const open = tabs.get(tab)
      if (open === undefined) throw new Error('This tab is of another world.')
      return open.page
    },
  }
}

function openNetwork<U>(machine: VirtualMachine, options: WorldOptions<U>): VirtualNetwork<U> {
  const named: NonNullable<typeof options.serverLimits> = options.serverLimits ?? withoutInactivity(options.policy)
  const { remembered = {}, ...limits } = named
  const handler = options.serverKind === 'handler'
  const server = createVirtualServer<U>(() => machine.clock.trueAt(), limits, { remembered, handler })
  const { signedIn = true } = options
  const cookie = signedIn === false ? null : server.signIn(options.user, userIdOf(options), signedIn === 'remembered')
  const requests: SentRequest[] = []
  return {
    clock: machine.clock,
    server,
    faults: createFaults(),
    cancellations: machine.cancellations,
    jar: { cookie },
    credentials: options.credentials ?? 'shared',
    enforces: reportedLimits({ ...limits, ...remembered }),
    latencyMs: parseDuration(options.latency ?? '0ms'),
    random: seededRandom((options.seed ?? 1) * 104_729),
    requests,
    sent: [],
  }
}

function messagesOf({ channel, clock }: VirtualMachine, say: (text: string) => void): WorldMessages {
  return {
    fail(fault, times = Number.POSITIVE_INFINITY, delay = '5s') {
      say(`messages: ${fault}${times === Number.POSITIVE_INFINITY ? '' : ` × ${times}`}`)
      channel.fail({ fault, delayMs: parseDuration(delay) }, times)
    },
    recover() {
      say('messages arrive again')
      channel.recover()
    },
    forge: (message) =>
      clock.perform(() => {
        say('a forged message')
        channel.forge(message)
      }),
    posted: channel.posted,
  }
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
    signIn: (user = options.user, { remembered = false } = {}) =>
      clock.perform(() => {
        const userId = user === options.user ? userIdOf(options) : subjectOf(user, 'user-2')
        say(`${userId} signs in${remembered ? ', remembered' : ''}`)
        jar.cookie = server.signIn(user, userId, remembered)
      }),
    loseExchange() {
      say('the next exchange between handler and provider loses its answer')
      server.loseExchange()
    },
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
