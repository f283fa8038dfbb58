import type { Session } from '@stillhere/core'
import { type ReactNode, useEffect, useRef } from 'react'
import { feedOf } from '../feed/feed.ts'
import { createTicker } from '../feed/ticker.ts'
import type { Watched } from '../feed/watched.ts'
import type { SessionDevtoolsPanelProps } from './options.ts'
import { isFromInside, openShadow } from './shadow.ts'

/** What is drawn in the host knows what is watched, and where it is. */
export interface InShadow {
  readonly watched: Watched
  readonly host: HTMLElement
}

/** An element in the page that is the devtools' own, until it is given back. */
export interface Place {
  readonly host: HTMLElement
  giveBack(): void
}

type Theme = NonNullable<SessionDevtoolsPanelProps['theme']>

interface Opened {
  render(theme: Theme, draw: (shown: InShadow) => ReactNode): void
  close(): void
}

/**
 * Draws into a host's own tree, with a React root of its own: what fails there fails there. `take` finds or makes the host, null for none;
 * it has to stay the same function.
 */
export function useShadow(take: () => Place | null, session: Session<unknown>, theme: Theme, draw: (shown: InShadow) => ReactNode): void {
  const opened = useRef<Opened | null>(null)
  useEffect(() => {
    const place = take()
    if (place === null) return undefined
    const here = openIn(place, session)
    opened.current = here
    return () => {
      opened.current = null
      here?.close()
      place.giveBack()
    }
  }, [take, session])
  useEffect(() => opened.current?.render(theme, draw))
}

function openIn({ host }: Place, session: Session<unknown>): Opened | null {
  const shadow = openShadow(host)
  if (shadow === null) return null
  const feed = feedOf(session)
  const stopIgnoring = feed.inspection?.tools.ignoreInput(() => isFromInside(host))
  // Where nothing is recorded from the beginning it is watched from here on, whether or not somebody looks.
  const stopWatching = feed.inspection === null ? feed.subscribe(() => {}) : undefined
  const shown = { watched: { session, feed, ticker: createTicker(session, feed.clockRate) }, host }
  host.lang = 'en'
  return {
    render(theme, draw) {
      host.dataset['theme'] = theme === 'system' ? systemTheme() : theme
      shadow.render(draw(shown))
    },
    close() {
      stopIgnoring?.()
      stopWatching?.()
      shadow.remove()
    },
  }
}

/** A page that says which scheme it has is followed. */
function systemTheme(): 'page' | 'system' {
  return getComputedStyle(document.documentElement).colorScheme === 'normal' ? 'system' : 'page'
}
