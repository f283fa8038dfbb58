/** Under this name a page answers how long it is until its next timer. */
const NAME = 'stillhereNextTimer'

/**
 * A script for every page: notes when timers are due, so that a driven clock can go from one to the next. It changes none. To be added
 * after Playwright's clock, whose timers it looks at.
 */
export const NOTE_TIMERS: string = `(${noteTimers.toString()})(${JSON.stringify(NAME)})`

/**
 * A script that lets the page's own work of this instant go on, what it keeps in `database` included, and answers milliseconds until the
 * next timer, null for none.
 */
export function nextTimerScript(database: string): string {
  return `(${nextTimer.toString()})(${JSON.stringify(NAME)}, ${JSON.stringify(database)})`
}

function noteTimers(name: string): void {
  const [set, clear] = [globalThis.setTimeout, globalThis.clearTimeout]
  const due = new Map<unknown, number>()
  Reflect.set(globalThis, 'setTimeout', (work: (...given: unknown[]) => void, delayMs = 0, ...given: unknown[]) => {
    const id = set(() => {
      due.delete(id)
      work(...given)
    }, delayMs)
    due.set(id, performance.now() + delayMs)
    return id
  })
  Reflect.set(globalThis, 'clearTimeout', (id: ReturnType<typeof setTimeout> | undefined) => {
    due.delete(id)
    clear(id)
  })
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
