import { stateOf } from './oracle/watched-tab.ts'
import type { Stage } from './play.ts'
import type { Step } from './schedule.ts'

/** What a played world held, so that nobody believes a trial that never saw the hard cases. */
export type Composition = Record<keyof typeof COMPOSITION_NAMES, boolean>

export const COMPOSITION_NAMES = {
  severalTabs: 'two tabs or more',
  dueTogether: 'refreshes due in the same millisecond',
  sleepOverEnd: 'sleep over an end',
  lostAnswer: 'an answer lost after the server has judged',
  frozenHolder: 'a holder of the lock that stands still',
  clockJump: 'a clock that jumps',
  changeOfUser: 'a change of user',
  extendedWhileFailing: 'an extension while refreshing fails',
} as const

export function emptyComposition(): Composition {
  return forEachCase(false)
}

/** The same value for each of the hard cases. */
export function forEachCase<T>(value: T): Record<keyof Composition, T> {
  return Object.fromEntries(Object.keys(COMPOSITION_NAMES).map((name) => [name, value])) as Record<keyof Composition, T>
}

/** Looks at the world as it stands before a step. */
export function noteComposition({ ledger, composition }: Stage, step: Step): void {
  const open = ledger.tabs.filter(({ gone }) => !gone)
  composition.severalTabs ||= open.length > 1
  if (!composition.dueTogether) {
    const due = open.flatMap((tab) =>
      stateOf(tab).status === 'signed-in' ? tab.tab.session.deadlines().flatMap(({ refreshAt }) => refreshAt ?? []) : [],
    )
    composition.dueTogether = new Set(due).size < due.length
  }
  composition.lostAnswer ||= ledger.requests
    .slice(-30)
    .some(({ kind, judged, settled }) => kind === 'refresh' && judged?.status === 'live' && settled?.answer === 'lost')
  if (step.act === 'extend') {
    composition.extendedWhileFailing ||= open.some((tab) => ['retrying', 'failed'].includes(stateOf(tab).refresh.status))
  }
}
