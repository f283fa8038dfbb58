import type { EngineState } from './engine-state.ts'
import { type Lifetime, deadlines, renewableUntil, tokenEnd } from './deadlines.ts'
import { LONGEST_NAP_MS, LOOK_AHEAD_MS, LOOK_PATIENCE_MS, type Rules, SHARE_INTERVAL_MS, SLOW_REFRESH_MS } from './rules.ts'

/** The earliest instant at which anything can change by itself; null if nothing can. Never in the past. */
export function nextWake<U>(state: EngineState<U>, rules: Rules): number | null {
  let next = Infinity
  for (const instant of instants(state, rules)) {
    if (instant !== null && instant > state.at && instant < next) next = instant
  }
  return next === Infinity ? null : next
}

function instants<U>(state: EngineState<U>, rules: Rules): (number | null)[] {
  const { status, facts } = state
  if (status === 'restoring') return [state.restoreAt]
  if (status !== 'signed-in' || facts === null) return []
  const nap = state.visible ? state.at + LONGEST_NAP_MS * rules.clockRate : null
  const owed = state.owed ? state.sharedAt + SHARE_INTERVAL_MS * rules.clockRate : null
  const lifetimes = deadlines(facts, rules)
  if (state.checking !== null) {
    const renewing = tokenEnd(facts) === null ? null : renewableUntil(facts)
    return [nap, owed, state.checking.nextAt, renewing, ...lifetimes.map((lifetime) => lifetime.endsAt)]
  }
  const { asking, look } = state
  return [
    nap,
    owed,
    asking.status === 'waiting' ? asking.nextAt : null,
    asking.status === 'running' ? asking.startedAt + SLOW_REFRESH_MS : null,
    look && !look.answered ? look.startedAt + LOOK_PATIENCE_MS : null,
    ...lifetimes.flatMap(ofLifetime),
  ]
}

function ofLifetime({ refreshAt, warnAt, endsAt }: Lifetime): (number | null)[] {
  return [refreshAt, warnAt, warnAt === null ? null : warnAt - LOOK_AHEAD_MS, endsAt, endsAt - LOOK_AHEAD_MS]
}
