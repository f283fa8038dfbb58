import { browserActivity } from '../browser/activity.ts'
import type { Platform } from '../browser/platform.ts'
import { type Duration, parseDuration } from '../engine/duration.ts'
import type { Session } from '../runtime/session-types.ts'
import { whileSignedIn } from './while-signed-in.ts'

/** What a hold needs of its session. */
export type HoldingSession = Pick<Session<unknown>, 'after' | 'getState' | 'holdActivity' | 'now' | 'subscribe'>

/** Stands for presence while a job runs that nobody has to touch. */
export interface ActivityHold {
  /**
   * Stands for presence from now on, for `max` at most after somebody was last seen in this page. While it does so already, only the
   * figure may change.
   *
   * @throws StillhereError `duration-invalid` when `max` is no duration.
   */
  hold(label: string, options: { readonly max: Duration }): void
  release(): void
  /** Releases, and listens no longer; nothing holds afterwards. */
  detach(): void
}

/**
 * Leases on activity that follow a job: an upload, playback, a long report. A lease dies with its tab, is no answer to a warning that is
 * open, and never passes the maximum lifetime. On top of `session.holdActivity`:
 *
 * - **`max` counts from the person, not from the job.** It is renewed by trusted input in this page, so that somebody who comes back now
 *   and then is not counted out, and it is not renewed by the next file or the next track, so that jobs which follow each other without
 *   anybody stand for somebody no longer than one does. Making the hold counts as being seen.
 * - **It follows the session.** A job that outlives a sign-in holds again after the next one, with what is left.
 *
 * @example
 * const hold = createActivityHold(session)
 * hold.hold('upload', { max: '30m' })
 * await send(file).finally(hold.detach)
 */
export function createActivityHold(session: HoldingSession): ActivityHold {
  return holdIn(session, globalThis)
}

/** The same in a page that tests make up. */
export function holdIn(session: HoldingSession, page: Platform): ActivityHold {
  let wanted: { readonly label: string; readonly maxMs: number } | null = null
  let seenAt = session.now()
  let signedIn = false
  let giveBack: (() => void) | null = null

  function drop(): void {
    giveBack?.()
    giveBack = null
  }

  function take(): void {
    drop()
    const leftMs = wanted === null || !signedIn ? 0 : Math.floor(seenAt + wanted.maxMs - session.now())
    // A lease is presence from its first moment on: none is taken where there is nothing left to stand for.
    if (wanted === null || leftMs <= 0) return
    const release = session.holdActivity(wanted.label, { max: `${leftMs}ms` })
    // It runs out by itself; somebody may have been seen meanwhile.
    const stopTimer = session.after(leftMs, take)
    giveBack = () => {
      stopTimer()
      release()
    }
  }

  const stopListening = browserActivity(page).subscribe(() => {
    seenAt = session.now()
    if (giveBack === null && wanted !== null) take()
  })
  const stopFollowing = whileSignedIn(session, () => {
    signedIn = true
    take()
    return () => {
      signedIn = false
      drop()
    }
  })

  const release = () => {
    wanted = null
    drop()
  }
  return {
    hold(label, { max }) {
      const maxMs = parseDuration(max)
      const same = wanted?.maxMs === maxMs
      wanted = { label, maxMs }
      if (!same || giveBack === null) take()
    },
    release,
    detach() {
      release()
      stopListening()
      stopFollowing()
    },
  }
}
