/**
 * Work that goes by no clock of the world: a backend of the app's own, over a mock of `fetch` perhaps, or what an app does in its
 * listeners. The world stands still for it, but not for ever.
 */
export interface RealWork {
  /** Lets time stand until `work` has settled or used up its turns. Hands it back. */
  waitFor<T>(work: T): T
  /** One turn of the real event loop; false when nothing is waited for any more. */
  turn(): Promise<boolean>
}

/** So many turns of the event loop that are over at once, and then so many of a millisecond. Who needs more is taken to be under way. */
const QUICK_TURNS = 20
const SLOW_TURNS = 30

/** Nothing is waited for at first. */
export function createRealWork(): RealWork {
  const waiting = new Map<PromiseLike<unknown>, number>()
  return {
    waitFor(work) {
      if (!isPromise(work)) return work
      const forget = () => void waiting.delete(work)
      waiting.set(work, 0)
      work.then(forget, forget)
      return work
    },
    async turn() {
      if (waiting.size === 0) return false
      const fewest = Math.min(...waiting.values())
      for (const [work, turns] of waiting) {
        if (turns >= QUICK_TURNS + SLOW_TURNS) waiting.delete(work)
        else waiting.set(work, turns + 1)
      }
      await (fewest < QUICK_TURNS ? quickTurn() : slowTurn())
      return true
    },
  }
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function'
}

/** By a message, because no library of fake timers takes those away. */
function quickTurn(): Promise<void> {
  const Channel: unknown = Reflect.get(globalThis, 'MessageChannel')
  if (!isChannelClass(Channel)) return slowTurn()
  return new Promise((resolve) => {
    const { port1, port2 } = new Channel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })
}

/** As it was before a test could have faked it. */
const REAL_TIMER: unknown = Reflect.get(globalThis, 'setTimeout')

/** Timers that are faked, or replaced by what calls the fakes, would wait for the test, which waits for the world. */
function slowTurn(): Promise<void> {
  const set: unknown = Reflect.get(globalThis, 'setTimeout')
  if (isTimer(set) && set === REAL_TIMER && !isFaked(set)) return new Promise((resolve) => set(resolve, 1))
  return isChannelClass(Reflect.get(globalThis, 'MessageChannel')) ? quickTurn() : Promise.resolve()
}

interface Port {
  onmessage: (() => void) | null
  postMessage(message: unknown): void
  close(): void
}

function isChannelClass(value: unknown): value is new () => { readonly port1: Port; readonly port2: Port } {
  return typeof value === 'function'
}

function isTimer(value: unknown): value is (wake: () => void, delayMs: number) => unknown {
  return typeof value === 'function'
}

/** The marks that Jest's and Vitest's fakes bear, where they were there first. */
function isFaked(timer: object): boolean {
  return 'clock' in timer || '_isMockFunction' in timer
}
