import type { SessionState } from '@stillhere/core'

const NOTHING_KNOWN = { user: null, signedInAt: null, warning: null, checking: null, end: null, refresh: { status: 'idle' } } as const

/** What server rendering shows when nothing is known yet. */
export const RESTORING: SessionState<never> = { ...NOTHING_KNOWN, status: 'restoring' }

/** The same state without instants: HTML has no age, and a server's clock is not the browser's. */
export function withoutInstants<U>({ status, user }: SessionState<U>): SessionState<U> {
  if (status === 'restoring') return RESTORING
  return status === 'signed-in' ? { ...NOTHING_KNOWN, status, user } : { ...NOTHING_KNOWN, status: 'signed-out' }
}
