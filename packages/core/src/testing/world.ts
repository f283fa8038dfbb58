import { type Duration, parseDuration } from '../engine/duration.ts'
import { StillhereError } from '../engine/errors.ts'
import type { Limits, SessionPolicy } from '../engine/policy-types.ts'
import type { LimitReason, User } from '../engine/words.ts'
import { advanceTo } from './advance-to.ts'
import { createFaults } from './faults.ts'
import { seededRandom } from './seeded-random.ts'
import type { SentRequest } from './sent-request.ts'
import type { RequestKind } from './faults.ts'
import type { VirtualNetwork } from './test-backend.ts'
import { createVirtualServer } from './test-server.ts'
import { controlServer } from './server-control.ts'
import { createTrace } from './trace.ts'
import { createVirtualMachine, type VirtualMachine } from './virtual-machine.ts'
import type { VirtualPage } from './virtual-tab.ts'
import { type OpenTab, openTab, type TabParts } from './world-tab.ts'
import type { Tab, World, WorldMessages, WorldOptions } from './world-types.ts'

const START_AT = 1_767_225_600_000

/**
 * The product's own sessions over simulated ports, for tests of apps. Requests, storage and messages take no time unless a fault says so, but are never synchronous.
 *
 * @throws StillhereError `duration-invalid`, `world-time-backwards`, `world-moment-unreachable` from its clock methods, `world-call-impossible`
 * for what cannot be asked of a world as it stands, and whatever a policy that cannot work throws from `tab()`.
 * @example
 * const world = createWorld({ user: { sub: 'u1' }, policy: { inactivity: '15m' } })
 * const tab = world.tab()
 * await world.advance('15m')
 * tab.session.getState().end?.reason // 'inactive'
 */
export function createWorld<U = User>(options: WorldOptions<U>): World<U> {
  expectUser(options)
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
  let disposed = false
  const nextSeed = () => seeds++
  const parts: TabParts<U> = { machine, network, trace, startAt, nextSeed, backend: options.backend ?? null }

  const tellTabs = () => {
    for (const open of tabs.values()) open.tell()
  }
  const sessions = () => [...tabs.values()].filter(({ page }) => !page.owner.isGone()).map(({ tab }) => tab.session)
  const refreshesSent = () => network.sent.filter((kind) => kind === 'refresh').length
  const expectOpen = () => {
    if (!disposed) return
    throw new StillhereError('world-call-impossible', 'This world was disposed of. Make another one with createWorld(), one for each test.')
  }
  const world: World<U> = {
    server: controlServer(network, trace.add, tellTabs, options),
    get now() {
      return clock.wallAt()
    },
    trace: trace.lines,
    messages: messagesOf(machine, trace.add),
    storage: { read: machine.storage.stored, plant: machine.storage.plant },
    tab({ policy = options.policy, hidden = false, backend = parts.backend } = {}) {
      expectOpen()
      const own = policy === undefined ? {} : { policy }
      return openTab({ ...parts, backend }, { name: `tab ${++names}`, hidden, ...own }, (open) => tabs.set(open.tab, open))
    },
    async advance(duration) {
      expectOpen()
      await clock.advance(forwards(duration))
    },
    async advanceTo(moment, how) {
      expectOpen()
      await advanceTo({ clock, sessions, refreshesSent, trace: trace.lines }, moment, how)
    },
    async sleep(duration) {
      expectOpen()
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
        disposed = true
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
  const userIdOf = (user: U) => (user === options.user ? (options.userId ?? subjectOf(user, 'user-1')) : subjectOf(user, 'user-2'))
  const cookie = signedIn === false ? null : server.signIn(options.user, userIdOf(options.user), signedIn === 'remembered')
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
    signInAnswer: { current: 'leaving' },
    userIdOf,
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

function subjectOf(user: unknown, fallback: string): string {
  return typeof user === 'object' && user !== null && 'sub' in user && typeof user.sub === 'string' ? user.sub : fallback
}

/** For callers without types, whose tests would show nobody's name and not say why. */
function expectUser(options: { readonly user?: unknown } | undefined): void {
  if (options?.user !== undefined) return
  throw new StillhereError('world-call-impossible', "createWorld() needs the user who is signed in: createWorld({ user: { sub: 'u1' } }).")
}
