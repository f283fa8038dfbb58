import * as texts from '#texts'
import { browserActivity } from '../browser/activity.ts'
import { browserLog } from '../browser/log.ts'
import { after, available, listen } from '../browser/platform.ts'
import { StillhereError } from '../engine/errors.ts'
import type { Session } from '../runtime/session-types.ts'

/** What a frame needs of the session that it feeds. */
export type FedSession = Pick<Session<unknown>, 'reportActivity'>

/**
 * Input in a frame of the same origin counts as input in the page: the page itself sees nothing of it. Whatever document the frame shows
 * is listened to, from the moment it is there; frames inside of it are not, attach them as well. Focus that goes into the frame is no
 * activity, nor is the window's blur that comes with it. Returns its undo.
 *
 * A frame that turns out to be of another origin is named in the console (`frame-unreachable`) and feeds nothing; see
 * {@link attachCrossOriginFrame}.
 *
 * @example
 * const detach = attachFrame(session, document.querySelector('iframe'))
 */
export function attachFrame(session: FedSession, frame: HTMLIFrameElement): () => void {
  let stop = () => {}
  let stopWaiting = () => {}
  let named = false

  function listenInside(): void {
    stop()
    const inside = available(() => (frame.contentDocument === null ? null : frame.contentWindow))
    if (inside === null) return nameOnce()
    const undos = [
      browserActivity(inside).subscribe(session.reportActivity),
      // The next document is there long before it has loaded, if it ever does.
      listen(inside, ['pagehide'], () => {
        stopWaiting()
        stopWaiting = after(0, listenInside)
      }),
    ]
    stop = () => {
      // The window may be another origin's by now, and then it refuses even this.
      for (const undo of undos) available(undo)
    }
  }

  function nameOnce(): void {
    if (named || frame.contentWindow === null) return
    named = true
    browserLog().error(new StillhereError('frame-unreachable', texts.frameUnreachable()))
  }

  listenInside()
  const stopLoads = listen(frame, ['load'], listenInside)
  return () => {
    stopLoads()
    stopWaiting()
    stop()
  }
}
