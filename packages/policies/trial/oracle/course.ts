import { type Figures, renewableUntil } from './figures.ts'
import { type End, endsOf, type Reason, refreshAt, type Standing } from './standing.ts'

/** What goes on around a session whose page stays open. */
export interface Course {
  /** How often somebody touches the page, and answers the dialog where it can be answered; null for nobody. */
  readonly touchesEveryMs: number | null
  readonly network: 'fine' | 'down' | 'refuses'
  readonly horizonMs: number
}

/** How it comes out. Instants count from the sign-in. */
export interface Outcome {
  readonly end: { readonly reason: Reason; readonly at: number } | null
  /** What else would have ended it within a minute. */
  readonly nextReasons: readonly Reason[]
  /** The dialog that was open at that end, and since when without a break. */
  readonly warned: Now['warned']
  readonly coveredAt: number | null
  readonly shownAgainAt: number | null
  readonly refreshedAt: readonly number[]
}

interface Now extends Standing {
  readonly at: number
  readonly covered: boolean
  readonly coveredAt: number | null
  readonly shownAgainAt: number | null
  readonly warned: { readonly since: number; readonly extendable: boolean } | null
  readonly reportedAt: number
  readonly refused: boolean
}

/** Where the server counts presence it is told of it this often at most. */
export const REPORTED_EVERY_MS = 60_000

/** Goes from instant to instant at which something is due, by the rules that are written down. */
export function follow(figures: Figures, { touchesEveryMs, network, horizonMs }: Course): Outcome {
  let now: Now = {
    at: 0,
    issuedAt: 0,
    presentAt: 0,
    refusedAt: null,
    failing: false,
    covered: false,
    coveredAt: null,
    shownAgainAt: null,
    warned: null,
    reportedAt: 0,
    refused: false,
  }
  const refreshedAt: number[] = []
  let touchAt = touchesEveryMs === null ? Infinity : Math.min(touchesEveryMs, horizonMs)
  for (;;) {
    pass()
    if (over() === null && now.at >= touchAt) {
      touch()
      touchAt = now.at < horizonMs ? Math.min(now.at + (touchesEveryMs ?? Infinity), horizonMs) : Infinity
    }
    const end = over()
    if (end !== null) return outcome(end)
    const nextAt = Math.min(touchAt, ...dueLater())
    if (nextAt > horizonMs) return outcome(null)
    // Timers know whole milliseconds.
    now = { ...now, at: Math.ceil(nextAt) }
  }

  function outcome(end: Outcome['end']): Outcome {
    const soon = endsOf(figures, now).filter(({ at }) => end !== null && at <= end.at + REPORTED_EVERY_MS)
    const { warned, coveredAt, shownAgainAt } = now
    return { end, nextReasons: soon.map(({ reason }) => reason), warned, coveredAt, shownAgainAt, refreshedAt }
  }

  function over(): { readonly reason: Reason; readonly at: number } | null {
    const passed = endsOf(figures, now).find(({ at }) => at <= now.at)
    // A refusal comes while something else may be over as well: the earlier instant counts.
    if (passed !== undefined) return { reason: passed.reason, at: passed.at }
    return now.refused ? { reason: 'refresh-rejected', at: now.at } : null
  }

  /** What time alone brings. */
  function pass(): void {
    if (over() !== null) return
    const expiry = now.issuedAt + figures.accessTokenLifetime
    if (!now.covered && now.at >= expiry) {
      now = { ...now, covered: true, coveredAt: now.coveredAt ?? now.at, warned: null }
      if (!isAway()) ask()
    }
    const due = refreshAt(figures, now)
    if (!now.covered && due !== null && now.at >= due && !isAway() && !now.failing) ask()
    lookAtTheClock()
  }

  /** A touch of the page, and an answer to the dialog. */
  function touch(): void {
    // Nothing counts as presence while the page is covered; but somebody is there, so it asks.
    if (now.covered) ask()
    else if (now.warned === null || figures.inputExtends || isFixed(dialog())) {
      now = { ...now, presentAt: now.at }
      const everyMs = Math.min(REPORTED_EVERY_MS, figures.serverIdle / 8, figures.inactivity / 8)
      if (figures.reportsPresence && now.at - now.reportedAt >= everyMs) report()
      const due = refreshAt(figures, now)
      if (due !== null && now.at >= due && !isAway() && !now.failing) ask()
    }
    if (over() !== null) return
    lookAtTheClock()
    const shown = dialog()
    if (now.covered || shown?.extendable !== true) return
    if (shown.reason !== 'inactive' && renewableUntil(figures, now.issuedAt) <= now.at) return
    now = { ...now, presentAt: now.at }
    if (shown.reason !== 'inactive' || figures.reportsPresence) report()
    if (over() === null) lookAtTheClock()
  }

  function report(): void {
    now = { ...now, reportedAt: now.at }
    if (now.refusedAt === null) ask()
  }

  function ask(): void {
    if (renewableUntil(figures, now.issuedAt) <= now.at) return
    if (network === 'fine') {
      const shownAgainAt = now.shownAgainAt ?? (now.covered ? now.at : null)
      now = { ...now, issuedAt: now.at, failing: false, covered: false, shownAgainAt }
      refreshedAt.push(now.at)
    } else if (network === 'down') now = { ...now, failing: true }
    else if (figures.warnsWhenRejected && !now.covered) now = { ...now, refusedAt: now.at }
    else now = { ...now, refused: true }
  }

  /** The dialog opens and closes by itself; under cover there is none. */
  function lookAtTheClock(): void {
    const shown = now.covered ? undefined : dialog()
    now = { ...now, warned: shown === undefined ? null : { since: now.warned?.since ?? now.at, extendable: shown.extendable } }
  }

  /** Of what is near the first that can come: what lies beyond a fixed end never does. */
  function dialog(): End | undefined {
    const all = endsOf(figures, now)
    const last = Math.min(Infinity, ...all.filter(isFixed).map(({ at }) => at))
    return all
      .filter(({ toldAt, warnAt }) => warnAt !== null && warnAt <= now.at && toldAt <= last)
      .sort((one, other) => one.toldAt - other.toldAt)[0]
  }

  /** Somebody who is away is refreshed for only where the policy says so. */
  function isAway(): boolean {
    return figures.onlyWhileActive && now.presentAt <= now.issuedAt
  }

  function dueLater(): readonly number[] {
    const expiry = now.issuedAt + figures.accessTokenLifetime
    const all = [expiry, refreshAt(figures, now), ...endsOf(figures, now).flatMap(({ at, warnAt }) => [at, warnAt])]
    return all.filter((at) => at !== null).filter((at) => at > now.at)
  }
}

/** An end that nobody's presence moves, so that being there counts while its dialog is open, as it does without one. */
function isFixed(end: End | undefined): boolean {
  return end !== undefined && !end.extendable && end.reason !== 'inactive' && end.reason !== 'server-idle'
}
