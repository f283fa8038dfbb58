import type { Session } from '@stillhere/core'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { feedOf } from '../feed/feed.ts'
import { createTicker } from '../feed/ticker.ts'
import type { Watched } from '../feed/watched.ts'
import type { SessionDevtoolsPanelProps } from './options.ts'
import { isFromInside, openShadow, type Shadow } from './shadow.ts'

/** What is drawn in the host knows what is watched, and where it is. */
export interface InShadow {
  readonly watched: Watched
  readonly host: HTMLElement
}

/** Draws into the host's own tree, with a React root of its own: what fails there fails there. */
export function useShadow(
  host: HTMLElement | null,
  session: Session<unknown>,
  theme: NonNullable<SessionDevtoolsPanelProps['theme']>,
  draw: (shown: InShadow) => ReactNode,
): void {
  const [opened, setOpened] = useState<{ readonly shadow: Shadow; readonly shown: InShadow } | null>(null)

  useEffect(() => {
    if (host === null) return undefined
    const shadow = openShadow(host)
    if (shadow === null) return undefined
    const feed = feedOf(session)
    const stopIgnoring = feed.inspection?.tools.ignoreInput(() => isFromInside(host))
    // Where nothing is recorded from the beginning it is watched from here on, whether or not somebody looks.
    const stopWatching = feed.inspection === null ? feed.subscribe(() => {}) : undefined
    host.lang = 'en'
    setOpened({ shadow, shown: { watched: { session, feed, ticker: createTicker(session, feed.clockRate) }, host } })
    return () => {
      setOpened(null)
      stopIgnoring?.()
      stopWatching?.()
      shadow.remove()
    }
  }, [host, session])

  useEffect(() => {
    if (host !== null) host.dataset['theme'] = theme === 'system' ? systemTheme() : theme
  }, [host, theme])

  const last = useRef(draw)
  useEffect(() => {
    last.current = draw
    if (opened !== null) opened.shadow.render(last.current(opened.shown))
  })
}

/** A page that says which scheme it has is followed. */
function systemTheme(): 'page' | 'system' {
  return getComputedStyle(document.documentElement).colorScheme === 'normal' ? 'system' : 'page'
}
