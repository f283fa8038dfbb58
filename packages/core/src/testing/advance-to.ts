import { type Duration, parseDuration } from '../engine/duration.ts'
import { StillhereError } from '../engine/errors.ts'
import type { Deadline } from '../engine/deadline.ts'
import type { Session } from '../runtime/session-types.ts'
import type { VirtualClock } from './virtual-clock.ts'

/** What a world can be moved to: a refresh being sent, a warning opening, the session's end, each in whichever tab comes first. */
export type Moment = 'refresh' | 'warning' | 'end'

/** How to go there. */
export interface AdvanceToOptions {
  /** Stops so long before, as things stand then. Default: at it. */
  readonly before?: Duration
}

/** What is looked at on the way. */
export interface Surroundings {
  readonly clock: VirtualClock
  /** Of the tabs that run. */
  sessions(): readonly Session<unknown>[]
  /** Refreshes that were sent. */
  refreshesSent(): number
  readonly trace: readonly string[]
}

/** Further than this nothing is waited for that no deadline tells of. */
const PATIENCE_MS = 25 * 3_600_000

/** Runs task by task, because an instant that is known now may move. */
export async function advanceTo(around: Surroundings, moment: Moment, { before = '0s' }: AdvanceToOptions = {}): Promise<void> {
  const { clock } = around
  const beforeMs = parseDuration(before)
  await clock.perform(() => undefined)
  const sentBefore = around.refreshesSent()
  let giveUpAt = clock.wallAt() + PATIENCE_MS
  while (!isThere(around, moment, sentBefore)) {
    const dueMs = clock.nextDueMs()
    const aheadAt = nextInstant(around, moment)
    if (aheadAt !== null) giveUpAt = Math.max(giveUpAt, aheadAt + PATIENCE_MS)
    if (aheadAt !== null && beforeMs > 0) {
      const leftMs = aheadAt - beforeMs - clock.wallAt()
      if (leftMs <= 0) return
      if (dueMs === null || leftMs <= dueMs) return clock.advance(leftMs)
    }
    if (dueMs === null || clock.wallAt() + dueMs > giveUpAt) throw unreachable(around, moment)
    await clock.advance(dueMs)
  }
}

function isThere({ sessions, refreshesSent }: Surroundings, moment: Moment, sentBefore: number): boolean {
  switch (moment) {
    case 'refresh':
      return refreshesSent() > sentBefore
    case 'warning':
      return sessions().some((session) => session.getState().warning !== null)
    case 'end':
      return sessions().some((session) => session.getState().end !== null)
    default:
      return moment satisfies never
  }
}

/** As things stand; null when nothing tells. */
function nextInstant({ sessions, clock }: Surroundings, moment: Moment): number | null {
  const instants = sessions()
    .flatMap((session) => session.deadlines())
    .map((deadline) => instantOf(deadline, moment))
    .filter((at) => at !== null && at >= clock.wallAt())
  return instants.reduce<number | null>((first, at) => (at === null || (first !== null && first <= at) ? first : at), null)
}

function instantOf({ reason, refreshAt, warnAt, endsAt }: Deadline, moment: Moment): number | null {
  switch (moment) {
    case 'refresh':
      return refreshAt
    case 'warning':
      return warnAt
    case 'end':
      // A token that is refreshed in time ends nothing.
      return reason === 'token-expired' && warnAt === null && refreshAt !== null ? null : endsAt
    default:
      return moment satisfies never
  }
}

function unreachable({ sessions, trace }: Surroundings, moment: Moment): StillhereError {
  const states = sessions().map((session) => {
    const reasons = session.deadlines().map(({ reason }) => reason)
    return `${session.getState().status}${reasons.length > 0 ? `, deadlines: ${reasons.join(', ')}` : ', no deadlines'}`
  })
  const why = states.length === 0 ? 'No tab is open: call world.tab() first.' : `Tabs: ${states.join('; ')}.`
  return new StillhereError(
    'world-moment-unreachable',
    `world.advanceTo('${moment}') found no ${moment} ahead. ${why} What happened last:\n${trace.slice(-5).join('\n')}`,
  )
}
