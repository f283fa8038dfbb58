import { figure } from '../../../core/trial/oracle/figures.ts'
import { follow, type Outcome, REPORTED_EVERY_MS } from './course.ts'
import { type Figures, figuresOf, type WrittenPolicy } from './figures.ts'
import type { Foretold } from './said.ts'
import { endsOf } from './standing.ts'

export interface Circumstances {
  readonly horizon: string
  /** Where the policy names none. */
  readonly accessTokenLifetime: string
  readonly remembered: boolean
}

/** How exactly an absence is told. */
const GRAIN_MS = 1000
const LONGEST_PAUSE_MS = 600_000

/**
 * When is the user signed out, by the rules as they are written down? For a page at a server that keeps the same limits but inactivity,
 * holds the tokens and answers at once. Knows nothing of the engine.
 */
export function foretell(policy: WrittenPolicy, { horizon, accessTokenLifetime, remembered }: Circumstances): readonly Foretold[] {
  const figures = figuresOf(policy, accessTokenLifetime, remembered)
  const horizonMs = figure(horizon)
  const touchesEveryMs = pauseAtWork(figures)
  const open = (situation: string, touches: number | null, network: 'fine' | 'down' | 'refuses') =>
    told(situation, figures, follow(figures, { touchesEveryMs: touches, network, horizonMs }), touches !== null)
  return [
    open('works-all-day', touchesEveryMs, 'fine'),
    open('leaves-tab-open', null, 'fine'),
    away('closes-all-tabs', figures, horizonMs),
    away('machine-sleeps', figures, horizonMs),
    open('network-down', touchesEveryMs, 'down'),
    open('refresh-rejected', touchesEveryMs, 'refuses'),
  ]
}

/** Somebody at work is there every ten minutes at the latest, and four times within each gap that they may leave. */
function pauseAtWork({ inactivity, serverIdle, accessTokenLifetime, onlyWhileActive }: Figures): number {
  const shortest = Math.min(inactivity, serverIdle, onlyWhileActive ? accessTokenLifetime : Infinity)
  return Math.max(GRAIN_MS, Math.min(LONGEST_PAUSE_MS, Math.floor(shortest / 4)))
}

function told(situation: string, figures: Figures, outcome: Outcome, atWork: boolean): Foretold {
  const { end, nextReasons, warned, coveredAt, shownAgainAt, refreshedAt } = outcome
  const isCounted = atWork && figures.reportsPresence
  return {
    situation,
    endsAfterMs: end === null ? null : end.at,
    reason: end === null ? null : end.reason,
    warningMs: end === null || warned === null ? null : end.at - warned.since,
    warningExtendable: end === null || warned === null ? null : warned.extendable,
    // Nobody sees a cover of no time.
    coveredAfterMs: coveredAt === end?.at ? null : coveredAt,
    shownAgainAfterMs: shownAgainAt,
    refreshes: { count: refreshedAt.length, firstAfterMs: refreshedAt.at(0) ?? null, lastAfterMs: refreshedAt.at(-1) ?? null },
    withinMs: isCounted ? REPORTED_EVERY_MS : 0,
    otherReasons: isCounted ? nextReasons : [],
  }
}

/** Nothing happens until somebody looks: the first end that there is, if none of it moves. */
function away(situation: string, figures: Figures, horizonMs: number): Foretold {
  const nothing = {
    situation,
    warningMs: null,
    warningExtendable: null,
    coveredAfterMs: null,
    shownAgainAfterMs: null,
    refreshes: { count: 0, firstAfterMs: null, lastAfterMs: null },
    withinMs: 0,
    otherReasons: [],
  }
  const [first] = endsOf(figures, { issuedAt: 0, presentAt: 0, refusedAt: null, failing: false })
  const seconds = first === undefined ? Infinity : Math.ceil(first.at / GRAIN_MS)
  return first === undefined || seconds > Math.ceil(horizonMs / GRAIN_MS)
    ? { ...nothing, endsAfterMs: null, reason: null }
    : { ...nothing, endsAfterMs: seconds * GRAIN_MS, reason: first.reason }
}
