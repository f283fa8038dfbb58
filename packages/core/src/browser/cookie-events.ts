import { available, listen } from './platform.ts'

/** News of the server about a cookie session, while one is followed. */
export interface FollowedEvents {
  /** The session to hear of; null for none. */
  follow(sessionKey: string | null): void
  /** Closes what is open and listens to nothing any more. */
  stop(): void
}

/** What the stream stands on; tests hand in another. */
export interface EventsPlatform {
  readonly EventSource?: (new (url: string) => EventSource) | undefined
  readonly addEventListener?: typeof addEventListener | undefined
  readonly removeEventListener?: typeof removeEventListener | undefined
}

/** After a server that wants no stream: how soon it is asked again, at the next answer that says that the session lives. */
const REFUSED_MS = 60_000

/**
 * For `cookieBackend('/session', { events: cookieEvents })`: an end at the server, a back-channel logout for example, reaches open pages
 * at once instead of with their next question. A stream of server-sent events at `<url>/events` that says "changed" and nothing more;
 * the session then asks. It is nobody's presence. While a page is in the back/forward cache it is closed.
 *
 * Each tab holds one connection. Over HTTP/1.1 a browser has six for an origin, over HTTP/2 about a hundred: use it with HTTP/2.
 *
 * @example
 * const backend = cookieBackend('/session', { events: cookieEvents })
 */
export function cookieEvents(url: string, changed: () => void, platform: EventsPlatform = globalThis): FollowedEvents {
  let followed: string | null = null
  let source: EventSource | null = null
  let notBeforeAt = 0

  const close = () => {
    source?.close()
    source = null
  }
  const open = () => {
    const { EventSource } = platform
    if (followed === null || source !== null || EventSource === undefined || Date.now() < notBeforeAt) return
    const opened = available(() => new EventSource(`${url}?session=${encodeURIComponent(followed ?? '')}`))
    if (opened === null) return
    source = opened
    let missed = false
    opened.onmessage = changed
    // It reconnects by itself, and what was said in between is lost.
    opened.onopen = () => {
      if (missed) changed()
      missed = false
    }
    opened.onerror = () => {
      missed = true
      if (opened.readyState !== 2 || source !== opened) return
      // Closed by the server for good: the session is over, or there is no stream to be had.
      source = null
      notBeforeAt = Date.now() + REFUSED_MS
      changed()
    }
  }
  const undo = listen(platform, ['pagehide', 'pageshow'], ({ type }) => (type === 'pagehide' ? close() : open()))

  return {
    follow(sessionKey) {
      if (sessionKey !== followed) {
        close()
        notBeforeAt = 0
      }
      followed = sessionKey
      open()
    },
    stop() {
      followed = null
      undo()
      close()
    },
  }
}
