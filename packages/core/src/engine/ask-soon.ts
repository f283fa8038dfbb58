import type { Judgment } from './engine-state.ts'
import { type Turn, change } from './turn.ts'

/** What was asked is void (`asking`), or the wait is cut short (`waiting`): asks at once, but never before the backend wants it. */
export function askSoon<U>(turn: Turn<U>, instead: Judgment['step']): void {
  const { checking } = turn.state
  if (checking?.step === instead)
    change(turn, { checking: { ...checking, step: 'waiting', nextAt: Math.max(turn.at, checking.notBeforeAt) } })
}
