import { type Deed, lengthMs, type TapedDeed } from './deeds.ts'
import { planOf } from './plans.ts'
import { BEGINNING_MS, createRun, type Run, START_AT } from './run.ts'

/** What can be seen of a life at one moment. A new object after each change. */
export interface Snapshot {
  readonly run: Run
  /** Since the beginning, milliseconds. */
  readonly elapsedMs: number
  readonly tape: readonly TapedDeed[]
  /** So many of the taped deeds lie behind. */
  readonly done: number
  /** How far this life has been lived, though it may have been wound back. */
  readonly reachedMs: number
}

/**
 * A life on tape. What is done is recorded with its instant; going back plays the tape again from the beginning in a new
 * world, which comes out the same. What is done in the past starts over from there: the rest of the tape is forgotten.
 */
export interface Life {
  getSnapshot(): Snapshot
  subscribe(listener: () => void): () => void
  /** Time passes, and what is on the tape for it happens. */
  advance(ms: number): Promise<void>
  /** To any instant, forward or back. Of several that come at once only the last one counts. */
  seek(elapsedMs: number): Promise<void>
  perform(deed: Deed): Promise<void>
  /** Somebody's own mouse or keys in a page: once a second at most, and never over what is on the tape already. */
  noteInput(tab: number): Promise<void>
  /** While time runs, answers come by themselves; while it stands, a second passes after what asks the server. */
  setRunning(running: boolean): void
  dispose(): void
}

const ASKS: readonly Deed['type'][] = ['stay', 'sign-out', 'sign-in', 'revoke', 'open-tab']

/** @param tape What is to happen; none of it has yet. */
export async function createLife(planId: string, tape: readonly TapedDeed[] = []): Promise<Life> {
  const plan = planOf(planId)
  const listeners = new Set<() => void>()
  let runs = 0
  let running = false
  let wantedMs: number | null = null
  let tail: Promise<void> = Promise.resolve()
  let snapshot: Snapshot = { run: await begin(), elapsedMs: BEGINNING_MS, tape, done: 0, reachedMs: BEGINNING_MS }

  function begin(): Promise<Run> {
    return createRun(plan, ++runs, (deed) => void life.perform(deed))
  }
  function change(next: Snapshot): void {
    snapshot = next
    for (const listener of [...listeners]) listener()
  }
  function queue(act: () => Promise<void>): Promise<void> {
    const done = tail.then(act)
    tail = done.catch(() => undefined)
    return done
  }

  const life: Life = {
    getSnapshot: () => snapshot,
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    advance: (ms) => queue(async () => change(await play(snapshot, snapshot.elapsedMs + ms, 'whole'))),
    seek(elapsedMs) {
      wantedMs = elapsedMs
      return queue(async () => {
        if (wantedMs === null) return
        const toMs = Math.max(BEGINNING_MS, Math.round(wantedMs))
        wantedMs = null
        if (toMs >= snapshot.elapsedMs) return change(await play(snapshot, toMs, 'nearest'))
        const former = snapshot.run
        change(await play({ ...snapshot, run: await begin(), elapsedMs: BEGINNING_MS, done: 0 }, toMs, 'nearest'))
        former.dispose()
      })
    },
    perform: (deed) =>
      queue(async () => {
        const { run, elapsedMs, tape: taped, done } = snapshot
        await run.perform(deed)
        const behind = [...taped.slice(0, done), { atMs: elapsedMs, deed }]
        if (!running && ASKS.includes(deed.type)) await run.advance(1000)
        const nowMs = run.now - START_AT
        change({ run, elapsedMs: nowMs, tape: behind, done: behind.length, reachedMs: nowMs })
      }),
    async noteInput(tab) {
      const { elapsedMs, tape: taped, done, reachedMs } = snapshot
      if (done < taped.length || elapsedMs < reachedMs) return
      const last = taped.at(-1)
      if (last?.deed.type === 'activity' && last.deed.tab === tab && elapsedMs - last.atMs < 1000) return
      await life.perform({ type: 'activity', tab })
    },
    setRunning(next) {
      running = next
    },
    dispose: () => snapshot.run.dispose(),
  }
  return life
}

/** Plays on. A sleep is never cut in two: it happens whole, or time goes to that end of it which is nearer. */
async function play({ run, tape, ...from }: Snapshot, toMs: number, sleeps: 'whole' | 'nearest'): Promise<Snapshot> {
  let { done } = from
  for (let next = tape[done]; next !== undefined && next.atMs <= toMs; next = tape[done]) {
    await reach(run, next.atMs)
    if (sleeps === 'nearest' && next.atMs + lengthMs(next.deed) / 2 > toMs) break
    await run.perform(next.deed)
    done += 1
  }
  const asleep = sleeps === 'nearest' && isSleepAt(tape[done], run.now - START_AT)
  if (!asleep) await reach(run, toMs)
  const elapsedMs = run.now - START_AT
  return { run, tape, elapsedMs, done, reachedMs: Math.max(from.reachedMs, elapsedMs) }
}

function isSleepAt(next: TapedDeed | undefined, elapsedMs: number): boolean {
  return next !== undefined && next.atMs === elapsedMs && lengthMs(next.deed) > 0
}

async function reach(run: Run, elapsedMs: number): Promise<void> {
  const missingMs = Math.round(elapsedMs - (run.now - START_AT))
  if (missingMs > 0) await run.advance(missingMs)
}
