import type { Command } from './commands.ts'
import type { EngineState } from './engine-state.ts'
import { type Facts, sameFacts } from './facts.ts'
import type { ExtendResult } from './results.ts'
import { type Rules, SHARE_INTERVAL_MS } from './rules.ts'

/** One transition under way: the state so far and the commands so far. Lives no longer than the call. */
export interface Turn<U> {
  state: EngineState<U>
  readonly commands: Command[]
  at: number
  readonly rules: Rules
}

export function change<U>(turn: Turn<U>, changes: Partial<EngineState<U>>): void {
  turn.state = { ...turn.state, ...changes }
}

/** Tells the other tabs at once. */
export function share<U>(turn: Turn<U>): void {
  const { facts } = turn.state
  if (facts === null) return
  turn.commands.push({ type: 'share', facts: shareable(facts, turn.rules) })
  change(turn, { sharedAt: turn.at, unshared: false, owed: false })
}

/** Tells the other tabs on the leading edge of each second; what comes later waits for the next occasion. */
export function shareSparingly<U>(turn: Turn<U>): void {
  if (maySay(turn)) share(turn)
  else change(turn, { unshared: true })
}

/** Whether the other tabs may be told now: the interval is real time, so that a scaled clock floods nobody. */
export function maySay<U>(turn: Turn<U>): boolean {
  return turn.at - turn.state.sharedAt >= SHARE_INTERVAL_MS * turn.rules.clockRate
}

/** What other tabs may know: nothing of a credential that is this tab's own. */
export function shareable(facts: Facts, rules: Rules): Facts {
  return rules.credentials === 'shared' ? facts : { ...facts, renewal: null }
}

/** What waits for an extension is told that there is none. */
export function refuseToExtend<U>(turn: Turn<U>, reason: Extract<ExtendResult, { ok: false }>['reason']): void {
  turn.commands.push({ type: 'answer-extend', result: { ok: false, reason, error: null } })
}

export function setFacts<U>(turn: Turn<U>, facts: Facts): void {
  const known = turn.state.facts
  if (known === null || !sameFacts(known, facts)) change(turn, { facts })
}
