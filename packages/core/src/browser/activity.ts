import type { Activity } from '../ports/activity.ts'
import { listen, type Platform } from './platform.ts'

const INPUT = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'touchmove', 'input']
const FOCUS_RETURN_MS = 100

/**
 * Trusted input, heard passively at the window in the capture phase. Every event is told; the session holds back what comes within
 * a second, because only it knows whether a clock has jumped since.
 *
 * Focus counts when it moves inside the page (screen readers move it without a key), not when the window itself gets it back.
 * Scripts that call `focus()` cannot be told from that by the platform.
 */
export function browserActivity(platform: Platform = globalThis): Activity {
  return {
    subscribe(seen) {
      let windowFocused = platform.document?.hasFocus() ?? false
      let windowFocusedMs = -Infinity

      const heard = (event: Event) => {
        if (event.isTrusted) seen()
      }

      const focusMoved = (event: Event) => {
        if (!windowFocused || event.timeStamp - windowFocusedMs < FOCUS_RETURN_MS) return
        heard(event)
      }

      const windowFocusMoved = (event: Event) => {
        if (event.target !== event.currentTarget) return
        windowFocused = event.type === 'focus'
        if (windowFocused) windowFocusedMs = event.timeStamp
      }

      const options = { capture: true, passive: true }
      const undos = [
        listen(platform, INPUT, heard, options),
        listen(platform, ['focusin'], focusMoved, options),
        listen(platform, ['focus', 'blur'], windowFocusMoved, options),
      ]
      return () => {
        for (const undo of undos) undo()
      }
    },
  }
}
