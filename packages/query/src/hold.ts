import type { Session } from '@stillhere/core'

/** Makes requests wait for the session. */
export interface Hold {
  /** null: nothing to wait for. `isHeldBack`: a reason of the caller's own. */
  wait(isHeldBack: () => boolean): Waiting | null
  /** The session or somebody's own reason has changed: whoever waits looks again. */
  wake(): void
  /** Nobody waits any more. */
  release(): void
}

export interface Waiting {
  /** Whether it takes longer than this turn. */
  readonly slow: Promise<boolean>
  readonly done: Promise<void>
}

/** While the session is restored or checked, while a refresh runs that is needed, and by choice while a warning is open. */
export function createHold(session: Session<unknown>, pauseWhileWarning: boolean): Hold {
  const sleepers = new Set<() => void>()
  let over = false

  function isHeld(isHeldBack: () => boolean): boolean {
    const { status, warning, checking } = session.getState()
    // On a server a session never leaves `restoring`.
    const restoring = status === 'restoring' && typeof window !== 'undefined'
    return !over && (restoring || checking !== null || (pauseWhileWarning && warning !== null) || isHeldBack())
  }

  const change = () => new Promise<void>((resolve) => sleepers.add(resolve))

  const settled = async () => {
    let isSettled = false
    const settling = session.settled().then(() => (isSettled = true))
    while (!isSettled && !over) await Promise.race([settling, change()])
  }

  async function untilFree(isHeldBack: () => boolean): Promise<void> {
    do await (isHeld(isHeldBack) ? change() : settled())
    while (isHeld(isHeldBack))
  }

  const hold: Hold = {
    wait(isHeldBack) {
      if (isHeld(isHeldBack)) return { slow: Promise.resolve(true), done: untilFree(isHeldBack) }
      if (session.getState().refresh.status !== 'running' || over) return null
      return { slow: isSlow(session.settled()), done: untilFree(isHeldBack) }
    },
    wake() {
      const woken = [...sleepers]
      sleepers.clear()
      for (const resolve of woken) resolve()
    },
    release() {
      over = true
      hold.wake()
    },
  }
  return hold
}

/** What is settled already comes two steps before the other. */
function isSlow(work: Promise<unknown>): Promise<boolean> {
  const step = Promise.resolve()
  return Promise.race([work.then(() => false), step.then(() => step).then(() => true)])
}
