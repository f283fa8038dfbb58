import type { Session } from '@stillhere/core'
import { type Inspection, inspectionOf, type Step } from '@stillhere/core/inspection'
import { watchSession } from './watch-session.ts'

/** Where the panel hears of what happened. */
export interface Feed {
  /** Oldest first; the same array until something happens. */
  steps(): readonly Step[]
  forgotten(): number
  subscribe(listener: () => void): () => void
  /** null where the session was not made by a development build: then only changes of its state are known, from the feed's beginning on. */
  readonly inspection: Inspection | null
  /** Milliseconds of the session's clock in a real one. */
  readonly clockRate: number
}

export function feedOf(session: Session<unknown>): Feed {
  const inspection = inspectionOf(session)
  if (inspection === null) return { ...watchSession(session), inspection, clockRate: 1 }
  const { steps, forgotten, subscribe, clockRate } = inspection
  return { steps, forgotten, subscribe, inspection, clockRate }
}
