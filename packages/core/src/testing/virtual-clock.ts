import { MAX_TIMER_DELAY_MS } from '../ports/timer.ts'
import { createRealWork } from './real-work.ts'

/** The page that a task belongs to. Asked when the task is due, not when it was made. */
export interface TaskOwner {
  /** Closed or crashed: its tasks are dropped. */
  isGone(): boolean
  /** Frozen, stopped or in the back/forward cache: its tasks wait. */
  isFrozen(): boolean
  /** In the back/forward cache: messages do not wait, they miss it. */
  isCached(): boolean
  /** Awake time at which the page was hidden, null while it can be seen. */
  hiddenSinceMs(): number | null
}

/**
 * - `timer`: waits while its page is frozen, is late while its page is hidden
 * - `callback`: an answer of the platform to the page; waits while the page is frozen
 * - `wire`: a request under way; a frozen page does not stop it, a closed one does
 * - `message`: as `callback`, but after everything else of the same instant, because nothing orders a message before a lock grant
 */
type TaskKind = 'timer' | 'callback' | 'wire' | 'message'

/** Something that is to happen. `afterMs` is awake time. */
interface Task {
  readonly kind: TaskKind
  readonly afterMs: number
  readonly owner: TaskOwner
  readonly run: () => void
}

/** One queue for all tabs and requests. Time moves only when told; whatever is due now runs by itself. */
export interface VirtualClock {
  /** Epoch milliseconds by a clock that nobody sets: the server's. Runs while the machine sleeps. */
  trueAt(): number
  /** Epoch milliseconds by the machine's wall clock, set forward and back by {@link VirtualClock.shiftWall}. */
  wallAt(): number
  /** Milliseconds that the machine was awake. */
  awakeMs(): number
  /** Milliseconds that the machine was asleep. */
  sleptMs(): number
  /** Puts a task into the queue and returns its undo. */
  schedule(task: Task): () => void
  /** Runs `act` as a task of its own and everything that is due now after it. Calls queue up. */
  perform(act: () => void | Promise<void>): Promise<void>
  /** Lets promises settle without running tasks. Only inside {@link VirtualClock.perform}. */
  settle(): Promise<void>
  /** Time stands until `work`, which goes by no clock of ours, has settled, or is taken to be under way. Hands it back. */
  waitFor<T>(work: T): T
  /**
   * As `advance`, in steps that `decide`: asked anew whenever everything that is due has run, it answers how much further to go, null to
   * stop. `dueMs`: awake milliseconds until the next task, null when there is none.
   */
  proceed(decide: (dueMs: number | null) => number | null): Promise<void>
  /** Everybody awake for so long: tasks run in due order. */
  advance(durationMs: number): Promise<void>
  /** The wall clock goes on, everything else stands still. */
  sleep(durationMs: number): Promise<void>
  shiftWall(offsetMs: number): void
}

interface QueuedTask extends Task {
  readonly dueMs: number
  readonly order: number
}

/** A chain of promises is taken for finished when no port was touched for so many turns of the microtask queue. */
const QUIET_TURNS = 60
/** More tasks than this in one instant is a loop. */
const MAX_TASKS_PER_INSTANT = 20_000

const THROTTLED_STEP_MS = 1000
const INTENSIVE_STEP_MS = 60_000
const INTENSIVE_AFTER_MS = 300_000

/** `startAt`: epoch milliseconds. Stands still until told; nothing in it is real time. */
export function createVirtualClock(startAt: number): VirtualClock {
  let awakeMs = 0
  let sleptMs = 0
  let wallOffsetMs = 0
  let order = 0
  let touches = 0
  let busy = false
  let kicked = false
  let tail: Promise<void> = Promise.resolve()
  const queue = new Set<QueuedTask>()
  const realWork = createRealWork()

  async function settle(): Promise<void> {
    do await quiet()
    while (await realWork.turn())
  }

  async function quiet(): Promise<void> {
    let seen = touches
    for (let turns = 0; turns < QUIET_TURNS; turns++) {
      await Promise.resolve()
      if (touches !== seen) {
        seen = touches
        turns = 0
      }
    }
  }

  function next(limitMs: number): { readonly task: QueuedTask; readonly dueMs: number } | null {
    let best: { readonly task: QueuedTask; readonly dueMs: number } | null = null
    for (const task of queue) {
      if (task.owner.isGone()) {
        queue.delete(task)
        continue
      }
      if (task.kind !== 'wire' && task.owner.isFrozen()) continue
      const dueMs = Math.max(awakeMs, lateDueMs(task))
      if (dueMs <= limitMs && (best === null || comesBefore(task, dueMs, best.task, best.dueMs))) best = { task, dueMs }
    }
    return best
  }

  async function runUntil(limitMs: number): Promise<void> {
    await settle()
    await runDue(limitMs)
  }

  async function runDue(limitMs: number): Promise<void> {
    let inThisInstant = 0
    for (let due = next(limitMs); due !== null; due = next(limitMs)) {
      inThisInstant = due.dueMs > awakeMs ? 0 : inThisInstant + 1
      if (inThisInstant > MAX_TASKS_PER_INSTANT)
        throw new Error(`The world does not come to rest: ${MAX_TASKS_PER_INSTANT} tasks ran and no time passed.`)
      awakeMs = due.dueMs
      queue.delete(due.task)
      touches++
      due.task.run()
      await settle()
    }
    awakeMs = limitMs
  }

  function perform(act: () => void | Promise<void>): Promise<void> {
    const done = tail.then(async () => {
      busy = true
      try {
        await act()
        await runUntil(awakeMs)
      } finally {
        busy = false
      }
    })
    tail = done.catch(() => undefined)
    return done
  }

  function kick(): void {
    if (busy || kicked) return
    kicked = true
    void perform(() => {
      kicked = false
    })
  }

  return {
    trueAt: () => startAt + awakeMs + sleptMs,
    wallAt: () => startAt + awakeMs + sleptMs + wallOffsetMs,
    awakeMs: () => awakeMs,
    sleptMs: () => sleptMs,
    schedule(task) {
      touches++
      if (task.owner.isGone()) return () => undefined
      const afterMs = task.kind === 'timer' ? platformDelayMs(task.afterMs) : task.afterMs
      const queued = { ...task, dueMs: awakeMs + afterMs, order: order++ }
      queue.add(queued)
      if (afterMs === 0) kick()
      return () => {
        touches++
        queue.delete(queued)
      }
    },
    perform,
    settle,
    waitFor: realWork.waitFor,
    proceed: (decide) =>
      perform(async () => {
        await runUntil(awakeMs)
        for (;;) {
          const due = next(Number.POSITIVE_INFINITY)
          const stepMs = decide(due === null ? null : due.dueMs - awakeMs)
          if (stepMs === null) return
          await runDue(awakeMs + stepMs)
        }
      }),
    advance: (durationMs) => perform(() => runUntil(awakeMs + durationMs)),
    sleep: (durationMs) =>
      perform(async () => {
        await runUntil(awakeMs)
        sleptMs += durationMs
      }),
    shiftWall(offsetMs) {
      wallOffsetMs += offsetMs
    },
  }
}

/** What browsers make of a delay: whole milliseconds, cut and not rounded, and at once when it does not fit 31 bits (HTML Standard, timers). */
function platformDelayMs(delayMs: number): number {
  if (!(delayMs > 0) || delayMs > MAX_TIMER_DELAY_MS) return 0
  return Math.max(1, Math.trunc(delayMs))
}

/** Timers of hidden pages fire on whole seconds, after five minutes on whole minutes (Chromium's timer throttling, the strictest there is). */
function lateDueMs(task: QueuedTask): number {
  const hiddenSinceMs = task.kind === 'timer' ? task.owner.hiddenSinceMs() : null
  if (hiddenSinceMs === null) return task.dueMs
  const stepMs = task.dueMs - hiddenSinceMs >= INTENSIVE_AFTER_MS ? INTENSIVE_STEP_MS : THROTTLED_STEP_MS
  return Math.ceil(task.dueMs / stepMs) * stepMs
}

function comesBefore(task: QueuedTask, dueMs: number, other: QueuedTask, otherDueMs: number): boolean {
  if (dueMs !== otherDueMs) return dueMs < otherDueMs
  const message = task.kind === 'message'
  if (message !== (other.kind === 'message')) return !message
  return task.order < other.order
}
