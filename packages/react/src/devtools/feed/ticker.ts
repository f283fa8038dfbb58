import type { Session } from '@stillhere/core'

/** What the clock showed at the last tick. */
export interface Ticker {
  getSnapshot(): number
  subscribe(listener: () => void): () => void
}

/**
 * The session's time, about once in a real second while somebody listens and the page can be seen; nothing runs otherwise. `clockRate`:
 * milliseconds of the session's clock in a real one.
 */
export function createTicker(session: Pick<Session<unknown>, 'now' | 'after'>, clockRate: number): Ticker {
  const listeners = new Set<() => void>()
  let now = session.now()
  let stopTimer = () => {}

  function tick(): void {
    now = session.now()
    for (const listener of [...listeners]) listener()
    run()
  }

  function run(): void {
    stopTimer()
    stopTimer = listeners.size > 0 && !document.hidden ? session.after(1000 * clockRate, tick) : () => {}
  }

  function visibilityChanged(): void {
    if (document.hidden) run()
    else tick()
  }

  return {
    getSnapshot: () => now,
    subscribe(given) {
      const listener = () => given()
      listeners.add(listener)
      if (listeners.size === 1) {
        now = session.now()
        document.addEventListener('visibilitychange', visibilityChanged)
        run()
      }
      return () => {
        if (!listeners.delete(listener) || listeners.size > 0) return
        document.removeEventListener('visibilitychange', visibilityChanged)
        run()
      }
    },
  }
}
