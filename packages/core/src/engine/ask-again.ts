import { type Turn, change } from './turn.ts'

/** What was asked is void: it is asked anew. */
export function askAgain<U>(turn: Turn<U>): void {
  const { checking } = turn.state
  if (checking?.step === 'asking')
    change(turn, { checking: { ...checking, step: 'waiting', nextAt: Math.max(turn.at, checking.notBeforeAt) } })
}
