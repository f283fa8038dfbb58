import { limitsOf } from './limits.ts'
import type { Configuration } from './options.ts'
import type { SessionRecord } from './record.ts'
import type { FoundSession, Sessions } from './sessions.ts'

/** Requests of the app are noted this far apart at the most, so that a busy page does not mean a write for every request. */
const STEP_MS = 10_000

/** Of a short limit the steps are a small part. */
const STEPS_OF_A_LIMIT = 60

/**
 * Notes that somebody is there. `exact`: the page says so itself, and what it is answered has to hold. `in-steps`: a request of the
 * app stands for it. Where no limit counts presence nothing is written. Answers the record that stands then; null when the session is over.
 */
export type NotePresence = (found: FoundSession, how: 'exact' | 'in-steps') => Promise<SessionRecord | null>

export function presenceNotes(config: Configuration, sessions: Sessions): NotePresence {
  return async (found, how) => {
    const { inactivityMs, serverIdleMs } = limitsOf(config.limits, found.record)
    const shortestMs = Math.min(inactivityMs, serverIdleMs)
    if (!Number.isFinite(shortestMs)) return found.record
    const stepMs = how === 'exact' ? 1 : Math.min(STEP_MS, shortestMs / STEPS_OF_A_LIMIT)
    const now = config.now()
    return sessions.update(found, (present) => (now - present.presentAt < stepMs ? null : { ...present, presentAt: now }))
  }
}
