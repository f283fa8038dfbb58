import type { Session } from '@stillhere/core'
import type { Hold } from './hold.ts'
import { responseOf } from './unauthorized.ts'

/** Who asks: a query or a mutation. */
export interface Caller {
  /** False once the answer is nobody's any more: the session ended, or the query asks anew. */
  isLive(): boolean
  /** A reason of its own to wait. */
  isHeldBack(): boolean
  /** Told when it has to wait for longer than a moment, and when it may go on. */
  paused?(): void
  resumed?(): void
}

/** Runs `send` when the session lets it, and once more after a refresh when the answer is a 401. */
export type Replay = <T>(caller: Caller, send: () => T | Promise<T>) => Promise<T>

export interface ReplaySetting {
  readonly session: Session<unknown>
  readonly hold: Hold
  readonly isUnauthorized: (error: unknown) => boolean
}

/** Returns {@link Replay} with the undo of what it listens to. */
export function createReplay({ session, hold, isUnauthorized }: ReplaySetting): {
  readonly replay: Replay
  readonly stop: () => void
} {
  let handedOn = 0
  const stop = session.on('unauthorized', () => void (handedOn += 1))

  async function go<T>(caller: Caller, send: () => T | Promise<T>): Promise<T> {
    const waiting = hold.wait(caller.isHeldBack)
    if (waiting !== null) {
      if (await waiting.slow) caller.paused?.()
      await waiting.done
      caller.resumed?.()
    }
    if (!caller.isLive()) return nothing()
    try {
      const value = await send()
      return caller.isLive() ? value : nothing()
    } catch (error) {
      if (!caller.isLive()) return nothing()
      throw error
    }
  }

  return {
    stop,
    async replay(caller, send) {
      let before = handedOn
      const first = () => {
        before = handedOn
        return send()
      }
      try {
        return await go(caller, first)
      } catch (error) {
        // What `createSessionFetch` hands on it has sent twice already, or knows not to.
        if (handedOn !== before || !isUnauthorized(error)) throw error
        const { ok } = await session.reportUnauthorized(responseOf(error))
        if (!caller.isLive()) return nothing()
        if (!ok) throw error
        return go(caller, send)
      }
    },
  }
}

/** The answer to whoever is gone: none, as when a page is left. A rejection would run rollbacks with what is to be forgotten. */
function nothing(): Promise<never> {
  return new Promise(() => {})
}
