import * as texts from '#texts'
import { browserActivity } from '../browser/activity.ts'
import { available, listen } from '../browser/platform.ts'
import { StillhereError } from '../engine/errors.ts'
import type { FedSession } from './frame.ts'

/** The whole of what a frame can say. */
const REPORT = 'stillhere/1/activity'
/** A frame tells at most once a second; half of that is kept at the other end, where messages come with different delays. */
const TELL_APART_MS = 1000
const HEAR_APART_MS = 500

/**
 * Input in a frame of another origin, told by the frame itself with {@link reportActivityToParent}. Returns its undo.
 *
 * What comes from outside is not trusted: it has to come from this frame's window and from `origin`, is one fixed text, counts twice a
 * second at most, and not while this page is hidden, where nobody can have typed. It says "there was input" and nothing else, so a frame
 * that lies keeps its user signed in for as long as they could themselves: a warning that is open stays open, and the maximum lifetime
 * ends the session.
 *
 * @param options `origin`: the frame's own, as `'https://player.example.com'`. `'null'` for a sandboxed frame without
 * `allow-same-origin`; then only the window is checked, so any document that the frame is led to may report.
 * @throws StillhereError `frame-origin-invalid` for anything that is no origin, `'*'` included.
 * @example
 * const detach = attachCrossOriginFrame(session, iframe, { origin: 'https://player.example.com' })
 */
export function attachCrossOriginFrame(session: FedSession, frame: HTMLIFrameElement, { origin }: { readonly origin: string }): () => void {
  const from = origin === 'null' ? origin : checkedOrigin(origin)
  let heardMs = -Infinity
  return listen(globalThis, ['message'], (event) => {
    if (!isReport(event, frame, from) || document.visibilityState === 'hidden') return
    if (event.timeStamp - heardMs < HEAR_APART_MS) return
    heardMs = event.timeStamp
    session.reportActivity()
  })
}

/**
 * For the page inside the frame: tells the embedding page, once a second at most, that there was trusted input. Nothing else is told, and
 * only to `origin`. Outside of a frame it does nothing. Returns its undo.
 *
 * @param options `origin`: the embedding page's, as `'https://app.example.com'`.
 * @throws StillhereError `frame-origin-invalid` for anything that is no origin, `'*'` included.
 * @example
 * reportActivityToParent({ origin: 'https://app.example.com' })
 */
export function reportActivityToParent({ origin }: { readonly origin: string }): () => void {
  const to = checkedOrigin(origin)
  const { parent } = globalThis
  if (parent === undefined || parent === globalThis.window) return () => {}
  let toldMs = -Infinity
  return browserActivity().subscribe(() => {
    const nowMs = performance.now()
    if (nowMs - toldMs < TELL_APART_MS) return
    toldMs = nowMs
    parent.postMessage(REPORT, to)
  })
}

function isReport(event: Event, frame: HTMLIFrameElement, origin: string): boolean {
  return (
    event instanceof MessageEvent &&
    event.isTrusted &&
    event.source !== null &&
    event.source === frame.contentWindow &&
    event.origin === origin &&
    event.data === REPORT
  )
}

function checkedOrigin(value: string): string {
  const origin = available(() => new URL(value).origin)
  if (origin === value && origin !== 'null') return value
  throw new StillhereError('frame-origin-invalid', texts.frameOriginInvalid(value))
}
