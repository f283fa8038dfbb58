import type { EngineState } from './engine-state.ts'
import { type Facts, latestInstant, mergeFacts, sameFacts } from './facts.ts'
import { CLOCK_TOLERANCE_MS } from './rules.ts'
import { type Turn, change } from './turn.ts'

/**
 * Facts are instants on a session's own clock: the wall clock plus what it was set back since the time line began. Tabs that saw the
 * clock being set back are ahead of those that were opened after it. The line that is furthest ahead counts for all, because in it
 * nothing that elapsed was lost; whoever learns of it goes over to it.
 */
export function inOneTimeLine<U>(turn: Turn<U>, heard: Facts, said = false): Facts {
  const { checking, clock, facts, leases } = turn.state
  const byMs = heard.offsetMs - clock.offsetMs
  if (byMs <= 0) {
    // Where nothing is known yet, what is stored is from before; what is said is said by a tab that was opened after.
    const before = facts === null ? !said : isKnown(heard, facts)
    return before ? { ...heard, offsetMs: clock.offsetMs } : upwards(heard, -byMs, turn.at, turn.rules.clockRate)
  }
  turn.at += byMs
  const movedMs = checking !== null && facts !== null && isKnown(facts, heard) ? 0 : byMs
  change(turn, {
    at: turn.at,
    clock: { ...clock, offsetMs: heard.offsetMs, learntMs: clock.learntMs + movedMs },
    facts: facts && { ...upwards(facts, movedMs, turn.at, turn.rules.clockRate), offsetMs: heard.offsetMs },
    activeAt: turn.state.activeAt + movedMs,
    leases: leases.map((lease) => ({ ...lease, untilAt: lease.untilAt + movedMs })),
  })
  return heard
}

/** What tells nothing new as it stands is from before the clock was set back: its tab stood still then, and only does not know of it. */
export function isKnown(facts: Facts, by: Facts): boolean {
  return sameFacts(mergeFacts(by, { ...facts, offsetMs: by.offsetMs }), by)
}

/** What would lie ahead of `now` then was written before the clock was set back: it is of the later line already. */
export function upwards(facts: Facts, byMs: number, now: number, clockRate: number): Facts {
  const up = moved(facts, byMs)
  const plausible = latestInstant(up) <= now + CLOCK_TOLERANCE_MS * clockRate
  return plausible ? up : { ...facts, offsetMs: up.offsetMs }
}

/** What this tab's own user did is known in every line. */
export function withOwnPresence<U>({ activeAt, clock }: EngineState<U>, facts: Facts): Facts {
  return facts.offsetMs === clock.offsetMs && activeAt > facts.activityAt ? { ...facts, activityAt: activeAt } : facts
}

function moved(facts: Facts, byMs: number): Facts {
  if (byMs === 0) return facts
  const { renewal, end, authenticatedAt } = facts
  return {
    ...facts,
    offsetMs: facts.offsetMs + byMs,
    startedAt: facts.startedAt + byMs,
    authenticatedAt: authenticatedAt === null ? null : authenticatedAt + byMs,
    activityAt: facts.activityAt + byMs,
    renewal: renewal && {
      ...renewal,
      askedAt: renewal.askedAt + byMs,
      issuedAt: renewal.issuedAt + byMs,
      endsAt: Object.fromEntries(Object.entries(renewal.endsAt).map(([reason, at]) => [reason, at + byMs])),
    },
    end: end && { ...end, at: end.at + byMs },
  }
}
