import type { Command } from '../../engine/commands.ts'
import { type EngineState, initialState } from '../../engine/engine-state.ts'
import type { EngineEvent } from '../../engine/events.ts'
import { createStore } from '../store.ts'
import { eventOf, sameStanding, standingOf } from './standing.ts'
import type { Standing, Step } from './types.ts'

/** Steps that are kept; a day at work with tokens of five minutes is about a thousand. */
const KEPT = 1200
/** Forgotten at once, so that not every step has to move all others. */
const FORGOTTEN_AT_ONCE = 200
/** Steps of one kind that are no further apart are told as one. */
const TOGETHER_MS = 90_000
const NONE: readonly never[] = []

export interface Recorder {
  note<U>(event: EngineEvent<U>, after: EngineState<U>, commands: readonly Command[]): void
  steps(): readonly Step[]
  forgotten(): number
  subscribe(listener: () => void): () => void
  /** Tells the listeners of something else that has changed. */
  tell(): void
}

/** Remembers a bounded number of steps, without what they carried. `rate`: clock milliseconds in a real one. */
export function createRecorder(rate: number): Recorder {
  /** How often something has changed. */
  const changes = createStore(0)
  const kept: Step[] = []
  let shown: readonly Step[] | null = null
  let forgotten = 0
  let count = 0
  let last = standingOf(initialState())

  function tell(): void {
    shown = null
    changes.set(changes.get() + 1)
  }

  function add(step: Step): void {
    const place = placeAmong(kept, step, TOGETHER_MS * rate)
    const known = kept[place]
    if (known !== undefined) {
      kept[place] = { ...known, untilAt: step.at, times: known.times + 1 }
      return
    }
    count += 1
    kept.push({ ...step, n: count })
    if (kept.length <= KEPT) return
    forgotten += FORGOTTEN_AT_ONCE
    kept.splice(0, FORGOTTEN_AT_ONCE)
  }

  return {
    note(event, after, commands) {
      const before = last
      last = standingOf(after)
      const problem = commands.find((command) => command.type === 'report-problem')?.error.code ?? null
      add({
        n: 0,
        at: after.at,
        untilAt: after.at,
        times: 1,
        event: eventOf(event, after.at),
        presence: presenceIn(event.type, before, last),
        before,
        after: last,
        commands: commands.length === 0 ? NONE : [...new Set(commands.map(({ type }) => type))],
        problem,
      })
      tell()
    },
    steps: () => (shown ??= [...kept]),
    forgotten: () => forgotten,
    subscribe: changes.subscribe,
    tell,
  }
}

/** Where among the last ones stands a step of the same kind that this one goes on from; -1 for nowhere. */
function placeAmong(kept: readonly Step[], step: Step, togetherMs: number): number {
  const kind = quietKind(step)
  if (kind === null) return -1
  for (let place = kept.length - 1; place >= 0; place -= 1) {
    const known = kept[place]
    const knownKind = known === undefined ? null : quietKind(known)
    if (known === undefined || knownKind === null) return -1
    if (knownKind === kind) return step.at - known.untilAt <= togetherMs ? place : -1
  }
  return -1
}

function presenceIn(type: Step['event']['type'], before: Standing, after: Standing): Step['presence'] {
  if (before.activityAt === null || before.activityAt === after.activityAt) return null
  if (type === 'activity-seen') return 'here'
  return type === 'facts-heard' || type === 'facts-read' ? 'elsewhere' : null
}

/** What a step is that nobody would tell two of; null for one that changed anything or led to anything. */
function quietKind({ event, presence, before, after, commands, problem }: Step): string | null {
  if (problem !== null || !sameStanding(before, after)) return null
  if (commands.some((command) => command !== 'share' && command !== 'read-facts')) return null
  if (event.type === 'activity-seen') return `input ${presence}`
  const looks = event.type === 'timer-fired' || event.type === 'facts-heard' || event.type === 'facts-read'
  return looks ? `look ${presence}` : null
}
