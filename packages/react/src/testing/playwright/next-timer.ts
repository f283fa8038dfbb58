/** Under these names a page answers how long it is until its next timer, and keeps the timers that it was born with. */
const NAME = 'stillhereNextTimer'
const BORN = 'stillhereBornTimers'

/** A script for every page, to be added before Playwright's clock: keeps what that is going to replace. */
export const KEEP_TIMERS: string = `(${keepTimers.toString()})(${JSON.stringify(BORN)})`

/**
 * A script for every page, to be added after Playwright's clock: notes when timers are due, so that a driven clock can go from one to the
 * next. Timers of less than a tenth of a second and animation frames go by the real clock, or an app could not so much as show what it
 * has fetched while the driven one stands still.
 */
export const NOTE_TIMERS: string = `(${noteTimers.toString()})(${JSON.stringify(NAME)}, ${JSON.stringify(BORN)})`

/**
 * A script that lets the page's own work of this instant go on, what it keeps in `database` included, and answers milliseconds until the
 * next timer, null for none.
 */
export function nextTimerScript(database: string): string {
  return `(${nextTimer.toString()})(${JSON.stringify(NAME)}, ${JSON.stringify(database)})`
}

function keepTimers(born: string): void {
  const { setTimeout, clearTimeout, requestAnimationFrame, cancelAnimationFrame } = globalThis
  Object.defineProperty(globalThis, born, { value: { setTimeout, clearTimeout, requestAnimationFrame, cancelAnimationFrame } })
}

function noteTimers(name: string, born: string): void {
  type Timers = Pick<typeof globalThis, 'setTimeout' | 'clearTimeout' | 'requestAnimationFrame' | 'cancelAnimationFrame'>
  const real: Timers = Reflect.get(globalThis, born)
  const [set, clear] = [globalThis.setTimeout, globalThis.clearTimeout]
  const due = new Map<unknown, number>()
  const short = new Map<unknown, ReturnType<typeof setTimeout>>()
  let shorts = 0
  Reflect.set(globalThis, 'setTimeout', (work: (...given: unknown[]) => void, delayMs = 0, ...given: unknown[]) => {
    if (!(delayMs >= 100)) {
      shorts -= 1
      const id = shorts
      const run = () => {
        short.delete(id)
        work(...given)
      }
      short.set(id, real.setTimeout.call(globalThis, run, delayMs))
      return id
    }
    const id = set(() => {
      due.delete(id)
      work(...given)
    }, delayMs)
    due.set(id, performance.now() + delayMs)
    return id
  })
  Reflect.set(globalThis, 'clearTimeout', (id: ReturnType<typeof setTimeout> | undefined) => {
    const started = short.get(id)
    short.delete(id)
    due.delete(id)
    if (started === undefined) clear(id)
    else real.clearTimeout.call(globalThis, started)
  })
  Reflect.set(globalThis, 'requestAnimationFrame', (draw: (at: number) => void) =>
    real.requestAnimationFrame.call(globalThis, () => draw(performance.now())),
  )
  Reflect.set(globalThis, 'cancelAnimationFrame', (id: number) => real.cancelAnimationFrame.call(globalThis, id))
  Reflect.set(globalThis, name, () => (due.size === 0 ? null : Math.max(0, Math.min(...due.values()) - performance.now())))
}

async function nextTimer(name: string, database: string): Promise<number | null> {
  for (let turns = 0; turns < 4; turns += 1) {
    await turn()
    // Transactions of one store come one after the other, so one that was begun before is over now, and what followed from it begun.
    if ((await indexedDB.databases()).some((one) => one.name === database)) await look()
  }
  const ask: unknown = Reflect.get(globalThis, name)
  return typeof ask === 'function' ? ask() : null

  function turn(): Promise<void> {
    return new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => {
        port1.close()
        resolve()
      }
      port2.postMessage(null)
    })
  }

  function look(): Promise<void> {
    return new Promise((resolve) => {
      const opening = indexedDB.open(database)
      opening.onerror = () => resolve()
      opening.onsuccess = () => {
        const opened = opening.result
        const transaction = opened.transaction([...opened.objectStoreNames], 'readonly')
        transaction.oncomplete = () => {
          opened.close()
          resolve()
        }
      }
    })
  }
}
