import type { Ports } from '../ports/ports.ts'
import { available, listen, type Platform } from './platform.ts'

/** What leaving needs of a window. */
export interface Leavable extends Platform {
  onbeforeunload?: ((event: BeforeUnloadEvent) => unknown) | null
}

/** Leaving a page whose session is over. */
export interface Departure {
  readonly navigate: Ports['navigate']
  /** Stands at the door from now on, so that guards which are put up later can be passed. Returns its undo, which a departure outlasts. */
  attach(): () => void
}

/**
 * Goes to a page, or (null) loads this one anew, past the page's "unsaved changes" questions: a page whose session is over must
 * not stay up with private content behind a prompt. Anything that is not an http(s) URL loads this page anew.
 *
 * `onbeforeunload` is taken off, and a listener that has been there since `attach` stops the event. It stands in the capture phase, but
 * Chromium runs `beforeunload` listeners in the order of their registration, whatever their phase: those registered before the
 * session was started are out of reach, and such a page may still ask.
 */
export function browserNavigate(platform: Leavable = globalThis): Departure {
  let leaving = false
  const stop = (event: Event) => {
    if (leaving) event.stopImmediatePropagation()
  }
  const attach = () => {
    const undo = listen(platform, ['beforeunload'], stop, { capture: true })
    return () => {
      if (!leaving) undo()
    }
  }

  return {
    attach,
    navigate(to) {
      const { location } = platform
      if (!location) return
      leaving = true
      available(() => {
        platform.onbeforeunload = null
      })
      attach()
      const url = to === null ? null : available(() => new URL(to, location.href))
      if (url && /^https?:$/.test(url.protocol)) location.assign(url.href)
      else location.reload()
    },
  }
}
