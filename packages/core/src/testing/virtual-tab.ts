import { StillhereError } from '../engine/errors.ts'
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
  /** As freezing, but no event tells of the end of it: the process itself stood still (SIGSTOP, a debugger, a busy machine). */
  setStopped(stopped: boolean): void
  /** Into the back/forward cache and out again. False: this page cannot be kept there and is gone instead. */
  setCached(cached: boolean): boolean
  /** `pagehide`: the page's last turn. */
  leave(): void
  /** Nothing of the page runs any more; what it held is released. */
  die(how: 'closed' | 'crashed'): void
}

/** Opens a page on the machine. `trace` is told of errors and navigation. */
export function createVirtualPage(machine: VirtualMachine, random: Random, trace: (text: string) => void): VirtualPage {
  const { clock } = machine
  const openedMs = machine.monotonicMs()
  const inputs = new Set<() => void>()
  const listeners = new Set<(event: LifecycleEvent) => void>()
  let hiddenSinceMs: number | null = null
  let frozen = false
  let stopped = false
  let cached = false
  let gone: 'closed' | 'crashed' | null = null
  let wakeUps = 0

  const owner: TaskOwner = {
    isGone: () => gone !== null,
    isFrozen: () => frozen || stopped || cached,
    isCached: () => cached,
    hiddenSinceMs: () => hiddenSinceMs,
  }
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
    // A page's monotonic clock counts from its opening, so no two pages agree.
    clock: { now: () => ({ at: clock.wallAt(), monotonicMs: machine.monotonicMs() - openedMs }), rate: 1 },
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
    if (gone !== null) throw new StillhereError('world-call-impossible', `This tab is ${gone}. Open another one with world.tab().`)
  }

  return {
    owner,
    ports,
    get wakeUps() {
      return wakeUps
    },
    input() {
      expectAlive()
      if (owner.isFrozen() || hiddenSinceMs !== null)
        throw new StillhereError('world-call-impossible', 'A hidden, frozen, stopped or cached tab gets no user input. Show it first.')
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
    setStopped(next) {
      expectAlive()
      stopped = next
    },
    setCached(next) {
      expectAlive()
      if (next === cached) return true
      if (next) {
        hiddenSinceMs = clock.awakeMs()
        emit('hidden')
        emit('leaving')
        if (machine.lock.concerns(owner)) return false
        cached = true
        return true
      }
      cached = false
      hiddenSinceMs = null
      emit('page-restored')
      emit('shown')
      return true
    },
    leave() {
      expectAlive()
      if (!owner.isFrozen()) emit('leaving')
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
