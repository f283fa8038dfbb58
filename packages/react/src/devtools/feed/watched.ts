import type { Session } from '@stillhere/core'
import type { Step } from '@stillhere/core/inspection'
import { type Context, createContext, useContext, useSyncExternalStore } from 'react'
import type { Feed } from './feed.ts'
import type { Ticker } from './ticker.ts'

/** What every part of the panel looks at. */
export interface Watched {
  readonly session: Session<unknown>
  readonly feed: Feed
  readonly ticker: Ticker
}

export const WatchedContext: Context<Watched | null> = createContext<Watched | null>(null)

export function useWatched(): Watched {
  const watched = useContext(WatchedContext)
  if (watched === null) throw new Error('This part belongs into the panel.')
  return watched
}

/** Renders with each step. */
export function useSteps(): readonly Step[] {
  const { feed } = useWatched()
  return useSyncExternalStore(feed.subscribe, feed.steps, feed.steps)
}

/** The session's time: of the last tick, or of now where a step has just happened. Renders with each tick. */
export function useNow(): number {
  const { ticker, session } = useWatched()
  const ticked = useSyncExternalStore(ticker.subscribe, ticker.getSnapshot, ticker.getSnapshot)
  return Math.max(ticked, session.now())
}
