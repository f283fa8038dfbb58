import type { Session } from '../runtime/session-types.ts'
import type { ScreenState, UserState } from './idle-platform.ts'
import { whileSignedIn } from './while-signed-in.ts'

/** What idle detection needs of its session. */
export type MachineSession = Pick<Session<unknown>, 'after' | 'getState' | 'holdActivity' | 'now' | 'signOut' | 'subscribe'>

/** The browser says when it is over; until then the maximum lifetime is the only bound. */
const AS_LONG_AS_IT_LASTS = '365d'

/** What follows for the session from what is seen of the machine. `lockedMs`: how long a locked screen is borne, null for ever. */
export function followMachine(session: MachineSession, elsewhereCounts: boolean, lockedMs: number | null) {
  let stopHolding: (() => void) | null = null
  let lock: ReturnType<typeof watchLock> | null = null
  let over = false

  function unlock(): void {
    lock?.end()
    lock = null
  }

  function giveBack(): void {
    stopHolding?.()
    stopHolding = null
  }

  return {
    saw(userState: UserState, screenState: ScreenState): void {
      if (!elsewhereCounts || userState === 'idle' || screenState === 'locked') giveBack()
      else stopHolding ??= whileSignedIn(session, () => session.holdActivity('idle-detection', { max: AS_LONG_AS_IT_LASTS }))
      if (lockedMs === null) return
      if (screenState === 'locked') lock ??= watchLock(session, lockedMs)
      // The machine may have slept over the timer.
      else lock?.judge()
      // Whoever heard of a sign-out may have ended this before there was a lock to end.
      if (screenState === 'unlocked' || over) unlock()
    },
    end(): void {
      over = true
      giveBack()
      unlock()
    },
  }
}

/** Signs out whoever is signed in for so long while the screen is locked. */
function watchLock(session: MachineSession, limitMs: number): { judge(): void; end(): void } {
  let dueAt = Infinity
  let stopTimer = () => {}

  function judge(): void {
    stopTimer()
    const leftMs = dueAt - session.now()
    if (leftMs <= 0) void session.signOut()
    else if (leftMs < Infinity) stopTimer = session.after(leftMs, judge)
  }

  const stopFollowing = whileSignedIn(session, () => {
    dueAt = session.now() + limitMs
    judge()
    return () => {
      stopTimer()
      dueAt = Infinity
    }
  })
  return { judge, end: stopFollowing }
}
