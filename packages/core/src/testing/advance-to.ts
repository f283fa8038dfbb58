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

/** Longer than this nothing is waited for that no deadline tells of, */
const IN_THE_DARK_MS = 25 * 3_600_000
/** nor longer than this for one that keeps moving. */
const IN_SIGHT_MS = 35 * 24 * 3_600_000

/** Runs task by task, because an instant that is known now may move. */
export async function advanceTo(around: Surroundings, moment: Moment, { before = '0s' }: AdvanceToOptions = {}): Promise<void> {
  const beforeMs = parseDuration(before)
  const { clock } = around
  const hasHope = measurePatience(around, moment)
  let sentBefore: number | null = null
  let arrived = false
  await clock.proceed((dueMs) => {
    sentBefore ??= around.refreshesSent()
    if (arrived || isThere(around, moment, sentBefore)) return null
    const aheadAt = beforeMs === 0 ? null : nextInstant(around, moment)
    if (aheadAt !== null) {
      const leftMs = Math.max(0, aheadAt - beforeMs - clock.wallAt())
      arrived = dueMs === null || leftMs <= dueMs
      if (arrived) return leftMs
    }
    if (dueMs === null || !hasHope(clock.wallAt() + dueMs)) throw unreachable(around, moment)
    return dueMs
  })
}

/** Whether to go on until an instant. Asks for deadlines only now and then, because a step is short and there are many. */
function measurePatience(around: Surroundings, moment: Moment): (at: number) => boolean {
  let darkAt: number | null = null
  let neverAt = 0
  return (at) => {
    if (darkAt !== null && at <= darkAt) return true
    const now = around.clock.wallAt()
    const aheadAt = nextInstant(around, moment)
    neverAt ||= Math.max(now + IN_SIGHT_MS, (aheadAt ?? 0) + IN_THE_DARK_MS)
    if (darkAt === null || aheadAt !== null) darkAt = Math.min(neverAt, (aheadAt ?? now) + IN_THE_DARK_MS)
    return at <= darkAt
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
    return `${session.getState().status}, deadlines: ${reasons.join(', ') || 'none'}`
  })
  const tabs = states.length === 0 ? 'No tab is open' : `Tabs: ${states.join('; ')}`
  return new StillhereError(
    'world-moment-unreachable',
    `No ${moment} is ahead within a day of what the deadlines say. ${tabs}. What happened last:\n${trace.slice(-5).join('\n')}`,
  )
}
