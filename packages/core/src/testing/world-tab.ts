import type { Backend } from '../ports/backend.ts'
import { createSession } from '../runtime/session.ts'
import type { SessionPolicy } from '../engine/policy-types.ts'
import type { Session } from '../runtime/session-types.ts'
import { behindNetwork } from './own-backend.ts'
import { seededRandom } from './seeded-random.ts'
import { createTestBackend, type VirtualNetwork } from './test-backend.ts'
import { describeState, type Trace } from './trace.ts'
import { createVirtualPage, type VirtualPage } from './virtual-tab.ts'
import type { VirtualMachine } from './virtual-machine.ts'
import type { Tab } from './world-types.ts'

/** What opening a tab needs of its world. */
export interface TabParts<U> {
  readonly machine: VirtualMachine
  readonly network: VirtualNetwork<U>
  readonly trace: Trace
  readonly startAt: number
  /** One for each page that was ever opened. */
  readonly nextSeed: () => number
  /** null: the test server's. */
  readonly backend: Backend<U> | null
}

/** A tab with its covers off. */
export interface OpenTab<U> {
  readonly tab: Tab<U>
  readonly page: VirtualPage
  /** The server's own news, as over a back-channel. */
  tell(): void
  /** Stops the session without a word, as unmounting an app does. */
  stop(): void
}

export interface OpenOptions {
  readonly name: string
  readonly hidden: boolean
  readonly policy?: SessionPolicy
}

/** Opens a tab with a started session. `opened` is told of it and of every page that a reload puts in its place. */
export function openTab<U>(parts: TabParts<U>, options: OpenOptions, opened: (tab: OpenTab<U>) => void): Tab<U> {
  const { clock } = parts.machine
  const { name, policy } = options
  const say = (text: string) => parts.trace.add(`${name} ${text}`)
  const page = createVirtualPage(parts.machine, seededRandom(parts.nextSeed()), say)
  const news = new Set<() => void>()
  const wire = { owner: page.owner, trace: say, onNews: (heard: () => void) => listen(news, heard) }
  const backend = parts.backend === null ? createTestBackend(parts.network, wire) : behindNetwork(parts.backend, parts.network, wire)
  const session = waitingForListeners(createSession<U>({ backend, ports: page.ports, ...(policy !== undefined && { policy }) }), clock)
  let described = ''
  session.subscribe(() => {
    const description = describeState(session.getState(), parts.startAt)
    if (description !== described && !page.owner.isGone()) say(`is ${description}`)
    described = description
  })

  function die(how: 'closed' | 'crashed'): void {
    if (page.owner.isGone()) return
    page.die(how)
    say(how)
  }
  async function leave(): Promise<void> {
    page.leave()
    await clock.settle()
    die('closed')
  }
  async function openAnew(): Promise<Tab<U>> {
    const next = openTab(parts, { ...options, hidden: false }, opened)
    await clock.perform(() => undefined)
    return next
  }
  const turn = (text: string, act: () => void) =>
    clock.perform(() => {
      act()
      say(text)
    })

  const tab: Tab<U> = {
    session,
    async input(doing) {
      await clock.perform(() => page.input())
      if (doing === undefined) return
      await doing()
      await clock.perform(() => undefined)
    },
    hide: () => turn('hidden', () => page.setVisible(false)),
    show: () =>
      turn('shown', () => {
        page.setFrozen(false)
        page.setVisible(true)
      }),
    freeze: () => turn('frozen', () => page.setFrozen(true)),
    thaw: () => turn('thawed', () => page.setFrozen(false)),
    suspend: () => turn('stopped', () => page.setStopped(true)),
    resume: () => turn('goes on', () => page.setStopped(false)),
    leave: () =>
      clock.perform(async () => {
        if (page.setCached(true)) return say('goes into the back/forward cache')
        await clock.settle()
        die('closed')
      }),
    async back() {
      if (page.owner.isGone()) return openAnew()
      await turn('comes back from the back/forward cache', () => void page.setCached(false))
      return tab
    },
    crash: () => die('crashed'),
    close: () => clock.perform(leave),
    async reload() {
      await clock.perform(leave)
      return openAnew()
    },
  }
  if (options.hidden) page.setVisible(false)
  const stop = session.start()
  opened({
    tab,
    page,
    stop,
    tell() {
      for (const heard of news) clock.schedule({ kind: 'callback', afterMs: 0, owner: page.owner, run: heard })
    },
  })
  return tab
}

/** What an app's listeners do, saving a draft for instance, is done before time goes on. */
function waitingForListeners<U>(session: Session<U>, clock: VirtualMachine['clock']): Session<U> {
  return { ...session, on: (event, listener) => session.on(event, (detail) => clock.waitFor(listener(detail))) }
}

function listen(listeners: Set<() => void>, heard: () => void): () => void {
  const listener = () => heard()
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}
