import type { SessionState } from '@stillhere/core'

/** What server rendering shows when nothing is known yet. */
export const RESTORING: SessionState<never> = {
  status: 'restoring',
  user: null,
  signedInAt: null,
  warning: null,
  checking: null,
  end: null,
  refresh: { status: 'idle' },
}

/** The same state without instants: HTML has no age, and a server's clock is not the browser's. */
export function withoutInstants<U>(state: SessionState<U>): SessionState<U> {
  const refresh = { status: 'idle' } as const
  switch (state.status) {
    case 'restoring':
      return RESTORING
    case 'signed-in':
      return { ...state, signedInAt: null, warning: null, checking: null, refresh }
    case 'signed-out':
    case 'ended':
      return { status: 'signed-out', user: null, signedInAt: null, warning: null, checking: null, end: null, refresh }
    default:
      return state satisfies never
  }
}
