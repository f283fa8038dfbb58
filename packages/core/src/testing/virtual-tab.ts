import type { LifecycleEvent } from '../ports/lifecycle.ts'
import type { Ports } from '../ports/ports.ts'
import type { Random } from '../ports/random.ts'
import type { TaskOwner } from './virtual-clock.ts'
import type { VirtualMachine } from './virtual-machine.ts'

/** A page with its own ports: visible, awake and alive at first. */
export interface VirtualPage {
  readonly owner: TaskOwner
  readonly ports: Ports
  /** Timers that fired so far. */
  readonly wakeUps: number
  /** Trusted user input. Throws for a page that cannot get any. */
  input(): void
  setVisible(visible: boolean): void
  setFrozen(frozen: boolean): void
  /** `pagehide`: the page's last turn. */
  leave(): void
  /** Nothing of the page runs any more; what it held is released. */
  die(how: 'closed' | 'crashed'): void
}

/** Opens a page on the machine. `trace` is told of errors and navigation. */
export function createVirtualPage(machine: VirtualMachine, random: Random, trace: (text: string) => void): VirtualPage {
  const { clock } = machine
  const openedMs = clock.awakeMs()
  const inputs = new Set<() => void>()
  const listeners = new Set<(event: LifecycleEvent) => void>()
  let hiddenSinceMs: number | null = null
  let frozen = false
  let gone: 'closed' | 'crashed' | null = null
  let wakeUps = 0

  const owner: TaskOwner = { isGone: () => gone !== null, isFrozen: () => frozen, hiddenSinceMs: () => hiddenSinceMs }
  const emit = (event: LifecycleEvent) => {
    for (const listener of [...listeners]) listener(event)
  }
  const setTimer = (delayMs: number, wake: () => void) => {
    const run = () => {
      wakeUps++
      wake()
    }
    return clock.schedule({ kind: 'timer', afterMs: delayMs, owner, run })
  }

  const ports: Ports = {
    // A page's monotonic clock counts from its opening, so no two pages agree; it stands still while the machine sleeps.
    clock: { now: () => ({ at: clock.wallAt(), monotonicMs: clock.awakeMs() - openedMs }), rate: 1 },
    timer: { set: setTimer, setReal: setTimer },
    random,
    cancellation: () => machine.cancellations.create(),
    activity: { subscribe: (seen) => listen(inputs, () => seen()) },
    lifecycle: {
      visible: () => hiddenSinceMs === null,
      online: () => true,
      subscribe: (listener) => listen(listeners, (event) => listener(event)),
    },
    channel: machine.channel.join(owner),
    lock: machine.lock.join(owner),
    facts: machine.storage.join(owner),
    log: { error: (error) => trace(`logs ${error.code}: ${error.message}`) },
    currentPath: () => '/',
    navigate: (to) => trace(to === null ? 'navigates to this page anew' : `navigates to ${to}`),
  }

  function expectAlive(): void {
    if (gone !== null) throw new Error(`This tab is ${gone}. Open another one with world.tab().`)
  }

  return {
    owner,
    ports,
    get wakeUps() {
      return wakeUps
    },
    input() {
      expectAlive()
      if (frozen || hiddenSinceMs !== null) throw new Error('A hidden or frozen tab gets no user input. Call show() first.')
      for (const seen of [...inputs]) seen()
    },
    setVisible(visible) {
      expectAlive()
      if (visible === (hiddenSinceMs === null)) return
      hiddenSinceMs = visible ? null : clock.awakeMs()
      emit(visible ? 'shown' : 'hidden')
    },
    setFrozen(next) {
      expectAlive()
      if (next === frozen) return
      frozen = next
      if (!frozen) emit('resumed')
    },
    leave() {
      expectAlive()
      if (!frozen) emit('leaving')
    },
    die(how) {
      if (gone !== null) return
      gone = how
      inputs.clear()
      listeners.clear()
      machine.lock.abandon(owner)
    },
  }
}

function listen<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}
