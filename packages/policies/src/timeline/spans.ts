import type { Explanation } from '../explain-policy.ts'
import { isAbsence } from './row-words.ts'

/** A stretch of a row that looks one way. Milliseconds since the sign-in. */
export interface Span {
  readonly look: 'signed-in' | 'away' | 'covered'
  readonly fromMs: number
  readonly untilMs: number
}

/** How a row is drawn, from the sign-in to its end or to where nobody looked on. */
export function spansOf({ situation, endsAfterMs, horizonMs, coveredAfterMs, shownAgainAfterMs }: Explanation): readonly Span[] {
  const untilMs = endsAfterMs ?? horizonMs
  if (isAbsence(situation)) return [{ look: 'away', fromMs: 0, untilMs }]
  if (coveredAfterMs === null) return [{ look: 'signed-in', fromMs: 0, untilMs }]
  const covered: readonly Span[] = [
    { look: 'signed-in', fromMs: 0, untilMs: coveredAfterMs },
    { look: 'covered', fromMs: coveredAfterMs, untilMs: shownAgainAfterMs ?? untilMs },
  ]
  return shownAgainAfterMs === null ? covered : [...covered, { look: 'signed-in', fromMs: shownAgainAfterMs, untilMs }]
}
