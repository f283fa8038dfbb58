import type { SessionState } from '../engine/state.ts'

/** What happened in a world, line by line, for people who read a failing test. */
export interface Trace {
  readonly lines: readonly string[]
  add(text: string): void
}

/** `elapsedMs` is the time since the world began, sleep included. */
export function createTrace(elapsedMs: () => number): Trace {
  const lines: string[] = []
  return {
    lines,
    add(text) {
      lines.push(`${formatElapsed(elapsedMs())} ${text}`)
    },
  }
}

/** `0:58:00`, `29d 23:12:00`, `0:00:01.250`. */
function formatElapsed(elapsedMs: number): string {
  const whole = Math.trunc(elapsedMs / 1000)
  const days = Math.trunc(whole / 86_400)
  const part = (value: number) => String(Math.trunc(value)).padStart(2, '0')
  const clock = `${Math.trunc((whole % 86_400) / 3600)}:${part((whole % 3600) / 60)}:${part(whole % 60)}`
  const fraction = elapsedMs % 1000 === 0 ? '' : `.${String(Math.round(elapsedMs % 1000)).padStart(3, '0')}`
  return `${days > 0 ? `${days}d ` : ''}${clock}${fraction}`
}

/** A state in a few words. Nothing in it comes from the user object. */
export function describeState(state: SessionState<unknown>, startAt: number): string {
  const instant = (at: number) => formatElapsed(at - startAt)
  switch (state.status) {
    case 'restoring':
      return 'restoring'
    case 'signed-out':
      return state.end === null ? 'signed-out' : `signed-out (${state.end.reason})`
    case 'ended':
      return `ended ${state.end.reason}${state.end.here ? '' : ', learnt'}`
    case 'signed-in': {
      const warning = state.warning
      const parts = [
        'signed-in',
        state.checking === null ? null : `checking (${state.checking.cause})`,
        warning === null
          ? null
          : `warning ${warning.cause} until ${instant(warning.endsAt)}${warning.extendable ? '' : ', not extendable'}`,
        warning?.extend?.status === 'failed' ? 'extend failed' : null,
      ]
      return parts.filter((part) => part !== null).join(', ')
    }
    default:
      return state satisfies never
  }
}
