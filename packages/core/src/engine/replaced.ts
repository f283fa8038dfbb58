import { type Turn, change } from './turn.ts'

/**
 * The credential belongs to another session now. Whose is not said: the same user may have signed in anew, whose session is adopted,
 * or somebody else, which ends this one. Covered until the backend, asked without a name, has told.
 */
export function askWhoseSession<U>(turn: Turn<U>): void {
  const { checking } = turn.state
  const sinceAt = checking?.sinceAt ?? turn.at
  change(turn, {
    checking: {
      cause: 'token-expired',
      error: null,
      attempts: 0,
      notBeforeAt: 0,
      wanted: true,
      ...checking,
      sinceAt,
      doubtAt: turn.at,
      step: 'asking',
      nextAt: null,
    },
    asking: { status: 'idle' },
    warning: null,
  })
  turn.commands.push({ type: 'restore' })
}
