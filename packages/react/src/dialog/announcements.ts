import type { Session } from '@stillhere/core'
import { type ClockStore, createClockStore, type Reading } from '../countdown.ts'

/** A screen reader needs about this long to read the dialog out; what comes earlier would cut it off. */
const QUIET_AFTER_OPENING_MS = 15_000

/**
 * The time left as it was last spoken, null before the first announcement. Seen and heard are two streams: this one
 * changes only on the schedule (milliseconds before the end), in whole seconds.
 */
export function createAnnouncements(session: Session<unknown>, endsAt: number, schedule: readonly number[]): ClockStore<number | null> {
  const openedAt = session.now()
  const due = schedule.filter((beforeMs) => endsAt - beforeMs >= openedAt + QUIET_AFTER_OPENING_MS).sort((a, b) => b - a)
  let spoken: { readonly entry: number; readonly leftMs: number } | null = null

  function read(): Reading<number | null> {
    const leftMs = endsAt - session.now()
    const entry = due.findLast((beforeMs) => beforeMs >= leftMs)
    const next = due.find((beforeMs) => beforeMs < leftMs)
    // A throttled timer comes late; then the true time is spoken, not the one on the schedule.
    if (entry !== undefined && spoken?.entry !== entry && leftMs > 0) spoken = { entry, leftMs: Math.ceil(leftMs / 1000) * 1000 }
    return { value: spoken?.leftMs ?? null, changesInMs: next === undefined ? null : leftMs - next }
  }
  return createClockStore(session, read)
}
