import type { SignOutResult } from '../engine/results.ts'
import type { SessionEnd } from '../engine/state.ts'
import type { EndReason } from '../engine/words.ts'
import type { ReturnTo } from '../ports/backend.ts'
import type { Ports } from '../ports/ports.ts'
import type { Emitter } from './emitter.ts'
import { createPending } from './pending.ts'
import { checkReturnTo } from './return-to.ts'
import type { SessionEvents } from './session-types.ts'
import type { Told } from './sign-out.ts'

/** How long a `before-end` listener's promise may hold navigation back, in clock time. */
const HOLD_MS = 2000

/** The order of an end: listeners with form state still there, then the state, then the backend, then navigation. */
export interface Ending {
  /** Calls the `before-end` listeners; what they do at once runs before anybody sees the state change. */
  beforeEnd(reason: EndReason): void
  ended(end: SessionEnd): void
  /** The backend was told, or another tab has told it (null). */
  told(told: Told | null): void
  /** A path that is refused keeps nobody signed in: it is reported and left out. */
  checkReturnTo(path: string | undefined): ReturnTo | null
  /** Where this tab's user wants to go, and the answer to their sign-out. */
  waitUntilTold(returnTo: ReturnTo | null): Promise<SignOutResult>
  readonly returnTo: ReturnTo | null
}

export function createEnding<U>(setting: {
  readonly ports: Ports
  readonly emitter: Emitter<SessionEvents<U>>
  readonly now: () => number
}): Ending {
  const { ports, emitter, now } = setting
  const signingOut = createPending<SignOutResult>()
  let holding: Promise<void> = Promise.resolve()
  let returnTo: ReturnTo | null = null
  let leaving = false

  return {
    get returnTo() {
      return returnTo
    },
    checkReturnTo(path) {
      if (path === undefined) return null
      const checked = checkReturnTo(path)
      if (typeof checked === 'string') return checked
      ports.log.error(checked)
      void emitter.emit('problem', checked)
      return null
    },
    waitUntilTold(path) {
      returnTo = path
      leaving = true
      return signingOut.wait()
    },
    beforeEnd(reason) {
      const { signal, cancel } = ports.cancellation()
      const listeners = emitter.emit('before-end', { reason, waitUntilAt: now() + HOLD_MS * ports.clock.rate, signal })
      let undo = () => {}
      const late = new Promise<void>((resolve) => {
        undo = ports.timer.setReal(HOLD_MS, () => {
          cancel()
          resolve()
        })
      })
      holding = Promise.race([listeners, late]).finally(undo)
    },
    ended: (end) => void emitter.emit('ended', end),
    told(told) {
      signingOut.settle(told?.result ?? { ok: true })
      const target = told?.redirectTo ?? returnTo
      if (leaving && target !== null) void holding.then(() => ports.navigate(target))
      leaving = false
      returnTo = null
    },
  }
}
