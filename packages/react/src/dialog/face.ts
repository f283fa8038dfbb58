import type { SessionEnd, SessionState, Warning } from '@stillhere/core'

type Extendable = Extract<Warning, { extendable: true }>
type Final = Extract<Warning, { extendable: false }>

/** What the dialog is about, or that there is nothing to say. `key` names this one occasion. */
export type Occasion =
  | { readonly face: 'refresh-failed' | 'still-here'; readonly key: string; readonly warning: Extendable; readonly end: null }
  | { readonly face: 'time-up'; readonly key: string; readonly warning: Final; readonly end: null }
  | { readonly face: 'checking'; readonly key: string; readonly warning: null; readonly end: null; readonly failing: boolean }
  | { readonly face: 'signed-out'; readonly key: string; readonly warning: null; readonly end: SessionEnd }
  | { readonly face: null; readonly key: ''; readonly warning: null; readonly end: null }

/** Nothing to say. */
export const NOTHING: Occasion = { face: null, key: '', warning: null, end: null }

/**
 * What a state calls for. A check outranks a warning, because nothing can be promised while it runs. A sign-out by the
 * user's own hand in this tab needs no explaining.
 */
export function occasionOf(state: Pick<SessionState<unknown>, 'warning' | 'checking' | 'end' | 'status'>): Occasion {
  const { status, warning, checking, end } = state
  if (status === 'signed-in') {
    if (checking)
      return { face: 'checking', key: `checking ${checking.sinceAt}`, warning: null, end: null, failing: checking.error !== null }
    return warning ? ofWarning(warning) : NOTHING
  }
  if (status !== 'ended' || end === null || (end.reason === 'signed-out' && end.here)) return NOTHING
  return { face: 'signed-out', key: `end ${end.endedAt}`, warning: null, end }
}

function ofWarning(warning: Warning): Occasion {
  const key = `${warning.cause} ${warning.openedAt}`
  if (!warning.extendable) return { face: 'time-up', key, warning, end: null }
  switch (warning.cause) {
    case 'token-expired':
    case 'refresh-expired':
      return { face: 'refresh-failed', key, warning, end: null }
    case 'inactive':
    case 'server-idle':
    case 'max-lifetime':
      return { face: 'still-here', key, warning, end: null }
  }
}
