import type { Asking } from './engine-state.ts'
import { SLOW_REFRESH_MS } from './rules.ts'

/** An attempt for this token has failed, or has been in flight for too long, and none has succeeded since. */
export function failing(asking: Asking, at: number): boolean {
  switch (asking.status) {
    case 'idle':
      return false
    case 'running':
      return asking.failures !== null || at >= asking.startedAt + SLOW_REFRESH_MS
    case 'waiting':
    case 'failed':
      return true
    default:
      return asking satisfies never
  }
}
