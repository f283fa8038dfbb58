import type { BrowserContext, Page } from '@playwright/test'
import { installVisibleTexts, type VisibleTexts } from '../harness/index.ts'

/** Whether `performance.now` runs while the machine sleeps: it does on Windows, and does not on Linux and macOS. */
export type Monotonic = 'stands still' | 'runs'

/** The first task of the page after waking, and what could be seen in the very next one. */
export interface Waking {
  readonly firstTask: string
  readonly shown: readonly string[]
}

/**
 * A machine whose lid can be closed, for every page of the context. While it is closed no timer of the page comes, whatever is due;
 * the wall clock goes on, and can be moved further. When it is opened, timers that came due meanwhile come one after the other.
 *
 * `texts` is what nobody may see who opens somebody else's laptop.
 */
export async function installLaptop(context: BrowserContext, monotonic: Monotonic, texts: readonly string[]): Promise<void> {
  await installVisibleTexts(context, texts)
  await context.addInitScript(laptop, monotonic === 'runs')
}

/** Closes the lid. Answers what could be seen then, so that a probe which sees nothing later is known to see. */
export async function closeLid(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const machine: Machine = Reflect.get(globalThis, 'stillhereLaptop')
    return machine.close()
  })
}

/** The night goes by at once: the wall clock is `ms` ahead. */
export async function letTimePass(page: Page, ms: number): Promise<void> {
  await page.evaluate((passed) => {
    const machine: Machine = Reflect.get(globalThis, 'stillhereLaptop')
    machine.pass(passed)
  }, ms)
}

/**
 * Opens the lid. What comes first then: the timers that are due; an event that the platform sends; or one that the caller brings
 * about (`input`). Timers come after the first event.
 */
export async function openLid(page: Page, first: 'timers' | 'visibilitychange' | 'pageshow' | 'input'): Promise<void> {
  await page.evaluate((what) => {
    const machine: Machine = Reflect.get(globalThis, 'stillhereLaptop')
    machine.open(what)
  }, first)
}

/** null while nothing has happened since the lid was opened. */
export async function waking(page: Page): Promise<Waking | null> {
  return page.evaluate(() => {
    const machine: Machine = Reflect.get(globalThis, 'stillhereLaptop')
    return machine.waking()
  })
}

interface Machine {
  close(): readonly string[]
  pass(ms: number): void
  open(first: string): void
  waking(): Waking | null
}

function laptop(monotonicRuns: boolean): void {
  interface Pending {
    readonly run: () => void
    readonly dueMs: number
    timer: number
  }
  const [wall, monotonic, set, clear] = [Date.now, performance.now.bind(performance), window.setTimeout, window.clearTimeout]
  const pending = new Map<number, Pending>()
  let [aheadMs, monotonicAheadMs, closedMs] = [0, 0, 0]
  let [asleep, watching, timersStand] = [false, false, false]
  let seen: Waking | null = null

  const monotonicNow = (): number => (asleep && !monotonicRuns ? closedMs : monotonic() + monotonicAheadMs)
  Date.now = () => wall() + aheadMs
  performance.now = monotonicNow

  Reflect.set(globalThis, 'setTimeout', (callback: (...given: unknown[]) => void, delayMs = 0, ...given: unknown[]): number => {
    const run = (): void => {
      if (timersStand) return
      pending.delete(id)
      look('timer')
      callback(...given)
    }
    const id = set(run, delayMs)
    pending.set(id, { run, dueMs: monotonicNow() + delayMs, timer: id })
    return id
  })
  Reflect.set(globalThis, 'clearTimeout', (id: number | undefined) => {
    clear(id === undefined ? id : (pending.get(id)?.timer ?? id))
    if (id !== undefined) pending.delete(id)
  })

  // Before any listener of the page's own, in the same task.
  for (const type of ['visibilitychange', 'pageshow', 'online', 'keydown', 'pointermove', 'pointerdown'])
    addEventListener(type, () => look(type), { capture: true })

  function look(firstTask: string): void {
    if (!watching || asleep) return
    watching = false
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      seen = { firstTask, shown: shown() }
      port1.close()
      startTimers()
    }
    port2.postMessage(null)
  }

  function startTimers(): void {
    timersStand = false
    for (const one of [...pending.values()].sort((a, b) => a.dueMs - b.dueMs)) {
      clear(one.timer)
      one.timer = set(one.run, Math.max(0, one.dueMs - monotonicNow()))
    }
  }

  function shown(): readonly string[] {
    const visibleTexts: VisibleTexts = Reflect.get(globalThis, 'stillhereVisibleTexts')
    return visibleTexts()
  }

  const machine: Machine = {
    close() {
      closedMs = monotonicNow()
      asleep = true
      timersStand = true
      return shown()
    },
    pass(ms) {
      aheadMs += ms
      if (monotonicRuns) monotonicAheadMs += ms
    },
    open(first) {
      if (!monotonicRuns) monotonicAheadMs = closedMs - monotonic()
      asleep = false
      watching = true
      if (first === 'visibilitychange') document.dispatchEvent(new Event(first, { bubbles: true }))
      if (first === 'pageshow') dispatchEvent(new PageTransitionEvent(first, { persisted: true }))
      if (first === 'timers') startTimers()
    },
    waking: () => seen,
  }
  Reflect.set(globalThis, 'stillhereLaptop', machine)
}
