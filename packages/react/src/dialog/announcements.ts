import type { Session } from '@stillhere/core'
import { type ClockStore, createClockStore, type Reading } from '../countdown.ts'

/** A screen reader needs about this long to read the dialog out; what comes earlier would cut it off. */
const QUIET_AFTER_OPENING_MS = 15_000

/** From here on time is short: what is spoken may interrupt, and what is seen may look different. */
export const LAST_SECONDS_MS = 20_000

export interface Spoken {
  /** The time left as it was last spoken, in whole seconds; null before the first announcement. */
  readonly leftMs: number | null
  readonly lastSeconds: boolean
}

/**
 * What is heard of the time left. Seen and heard are two streams: this one changes only on the schedule (milliseconds
 * before the end) and when the last seconds begin. The end may move by a little while the warning is open; what has been spoken
 * stays, and nothing is spoken twice.
 */
export function createAnnouncements(session: Session<unknown>, schedule: readonly number[]): ClockStore<Spoken> {
  const openedAt = session.now()
  const sorted = [...schedule].sort((a, b) => b - a)
  const turns = [...sorted, LAST_SECONDS_MS].sort((a, b) => b - a)
  let entry = Infinity
  let spoken: Spoken = { leftMs: null, lastSeconds: false }

  function read(): Reading<Spoken> {
    const { warning } = session.getState()
    if (warning === null) return { value: spoken, changesInMs: null }
    const leftMs = warning.endsAt - session.now()
    const lastSeconds = leftMs <= LAST_SECONDS_MS
    const reached = sorted.findLast((beforeMs) => beforeMs >= leftMs && warning.endsAt - beforeMs >= openedAt + QUIET_AFTER_OPENING_MS)
    const isNew = reached !== undefined && reached < entry && leftMs > 0
    if (isNew) entry = reached
    // A throttled timer comes late; then the true time is spoken, not the one on the schedule.
    if (isNew) spoken = { leftMs: Math.ceil(leftMs / 1000) * 1000, lastSeconds }
    else if (spoken.lastSeconds !== lastSeconds) spoken = { ...spoken, lastSeconds }
    const next = turns.find((beforeMs) => beforeMs < leftMs)
    return { value: spoken, changesInMs: next === undefined ? null : leftMs - next }
  }
  return createClockStore(session, read)
}
