import * as texts from '#texts'
import { deadlines } from './deadlines.ts'
import { StillhereError } from './errors.ts'
import type { Facts } from './facts.ts'
import { SHORTEST_WARNING_MS } from './policy.ts'
import type { Turn } from './turn.ts'

/** A page that waits for its backend says so to the developer after this many attempts: a few seconds. */
const SILENT_ATTEMPTS = 3

/** An answer that cannot be read is a mistake, or an attack, and no failing network; told once per row of failures. */
export function reportUnreadable<U>(turn: Turn<U>, error: StillhereError, attempts: number): void {
  const isFailure = error.code === 'backend-unavailable' || error.code === 'backend-misconfigured'
  if (!isFailure && attempts === 1) turn.commands.push({ type: 'report-problem', error, log: true })
}

/** A wrong set-up is told once per row of failures. */
export function reportMisconfigured<U>(turn: Turn<U>, error: StillhereError, attemptsBefore: number): void {
  if (attemptsBefore === 0) turn.commands.push({ type: 'report-problem', error, log: true })
}

/** Nobody wonders for long why a page shows nothing but that it is restoring. */
export function reportSilence<U>(turn: Turn<U>, error: StillhereError, attempts: number): void {
  if (error.code === 'backend-unavailable' && attempts === SILENT_ATTEMPTS) turn.commands.push({ type: 'report-problem', error, log: true })
}

/** A lead that came out short because it was capped is not clamped in silence. */
export function reportShortWarnings<U>(turn: Turn<U>, facts: Facts): void {
  for (const { reason, endsAt, warnAt, limitMs } of deadlines(facts, turn.rules)) {
    if (warnAt === null || endsAt - warnAt >= SHORTEST_WARNING_MS) continue
    const left = Math.round((endsAt - warnAt) / 1000)
    const message = texts.warningCapped(reason, left, Math.round(limitMs / 1000))
    turn.commands.push({ type: 'report-problem', error: new StillhereError('policy-warning-too-short', message), log: false })
  }
}
