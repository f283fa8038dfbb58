import { backendCountsPresence, bindingEnd, startRefresh } from './asking.ts'
import { failing } from './failing.ts'
import { conclude, enterChecking, judgeChecking } from './checking.ts'
import { pastEnd } from './ending.ts'
import { type Lifetime, deadlines, tokenEnd } from './deadlines.ts'
import type { Look } from './engine-state.ts'
import { CLOCK_TOLERANCE_MS, LOOK_AHEAD_MS, LOOK_PATIENCE_MS } from './rules.ts'
import type { Warning } from './state.ts'
import { type Turn, change, maySay, share, shareSparingly } from './turn.ts'

/** Ends what is over, before anything else may count. An end that nobody looked ahead to is judged on fresh facts, under cover. */
export function judge<U>(turn: Turn<U>): void {
  const { status, facts, checking, look } = turn.state
  if (status !== 'signed-in' || facts === null) return
  if (checking !== null) return judgeChecking(turn)
  const end = pastEnd(facts, turn.at, turn.rules)
  if (end !== null) {
    const inTime = turn.at <= end.at + CLOCK_TOLERANCE_MS * turn.rules.clockRate
    const looked = turn.rules.hears && inTime && isAhead(look, end.at)
    return looked ? conclude(turn, end) : enterChecking(turn, 'woke')
  }
  const token = tokenEnd(facts)
  if (token !== null && token.endsAt <= turn.at) enterChecking(turn, 'token-expired')
}

/** Everything that is due at this instant and follows from the state alone. */
export function settle<U>(turn: Turn<U>): void {
  judge(turn)
  if (turn.state.status === 'restoring') return restoreAgain(turn)
  if (turn.state.status !== 'signed-in') return
  if (turn.state.owed && maySay(turn)) share(turn)
  if (turn.state.checking !== null) return
  refreshWhenDue(turn)
  lookWhenDue(turn)
  change(turn, { warning: openWarning(turn) })
  closeExtending(turn)
}

function restoreAgain<U>(turn: Turn<U>): void {
  const { restoreAt } = turn.state
  if (restoreAt === null || restoreAt > turn.at) return
  turn.commands.push({ type: 'restore' })
  change(turn, { restoreAt: null })
}

function refreshWhenDue<U>(turn: Turn<U>): void {
  const { asking, facts } = turn.state
  if (facts === null || asking.status === 'running' || asking.status === 'failed') return
  if (asking.status === 'waiting' && asking.nextAt <= turn.at && asking.presence !== 'none' && backendCountsPresence(turn)) {
    return startRefresh(turn, { presence: true, needed: false })
  }
  if (asking.status === 'waiting' && asking.nextAt <= turn.at && asking.needed)
    return startRefresh(turn, { presence: false, needed: asking.needed })
  const token = deadlines(facts, turn.rules).find(({ refreshAt }) => refreshAt !== null)
  // What has failed is tried again by its own pause, even if the token turns out to be good for longer.
  if (token?.refreshAt == null || turn.at < (asking.status === 'waiting' ? asking.nextAt : token.refreshAt)) return
  const away = turn.rules.policy.refreshWhen === 'active' && facts.activityAt <= token.sinceAt
  if (!away) startRefresh(turn, { presence: false, needed: false })
}

function lookWhenDue<U>(turn: Turn<U>): void {
  const { facts } = turn.state
  if (facts === null) return
  const due = deadlines(facts, turn.rules).some((lifetime) => {
    const { reason, warnAt, endsAt } = lifetime
    const mayBeMissed = threatens(turn, lifetime) || turn.state.asking.status !== 'idle' || turn.rules.policy.onTokenExpiry === 'end'
    const opening =
      warnAt !== null &&
      threatens(turn, lifetime) &&
      turn.state.warning?.cause !== reason &&
      looksFor(turn, Math.max(warnAt, turn.at - CLOCK_TOLERANCE_MS))
    return opening || (mayBeMissed && looksFor(turn, endsAt))
  })
  if (!due) return
  turn.commands.push({ type: 'read-facts' })
  // Where renewing was refused the server may know no session any more; the policy says that it goes on until its token is over.
  if (turn.rules.canPeek && !isPastRenewing(turn)) turn.commands.push({ type: 'peek' })
  change(turn, { look: { startedAt: turn.at, answered: false } })
  shareSparingly(turn)
}

/** Whether the last look is too old for what may happen at `moment`, and that is near. */
function looksFor<U>({ state: { look }, at }: Turn<U>, moment: number): boolean {
  return moment - LOOK_AHEAD_MS <= at && !isAhead(look, moment)
}

/** Whether it is recent enough for what happens at `moment`. */
function isAhead(look: Look | null, moment: number): look is Look {
  return look !== null && look.startedAt >= moment - LOOK_AHEAD_MS
}

function openWarning<U>(turn: Turn<U>): Warning | null {
  const { facts, warning } = turn.state
  if (facts === null) return null
  const lifetime = deadlines(facts, turn.rules).find((one) => warns(turn, one))
  if (lifetime === undefined) return null
  const { reason: cause, endsAt } = lifetime
  if (warning?.cause !== cause && !lookedBefore(turn, lifetime)) return warning
  const openedAt = warning?.openedAt ?? turn.at
  const next: Warning = lifetime.extendable
    ? { cause, openedAt, endsAt, extendable: true, extend: turn.state.extending }
    : { cause, openedAt, endsAt, extendable: false, extend: null }
  const unchanged =
    warning !== null &&
    warning.cause === cause &&
    warning.endsAt === endsAt &&
    warning.extendable === next.extendable &&
    warning.extend === next.extend
  return unchanged ? warning : next
}

function warns<U>(turn: Turn<U>, lifetime: Lifetime): boolean {
  if (lifetime.warnAt === null) return false
  if (isPastRenewing(turn) && lifetime.reason === 'token-expired' && !lifetime.extendable) return true
  // Answers that were longer or shorter under way move an end by a little: no reason to close what is open.
  const slackMs = turn.state.warning?.cause === lifetime.reason ? CLOCK_TOLERANCE_MS * turn.rules.clockRate : 0
  return lifetime.warnAt - slackMs <= turn.at && (!lifetime.warnsOnlyAfterFailure || failing(turn.state.asking, turn.at))
}

/** Nothing will be renewed any more, as this tab or another one has learnt: no look can change that. */
function isPastRenewing<U>({ state: { asking, facts } }: Turn<U>): boolean {
  return asking.status === 'failed' || facts?.renewal?.refused === true
}

/** Whether this lifetime may really come to its end as things stand: a token that is being refreshed in time will not. */
function threatens<U>(turn: Turn<U>, lifetime: Lifetime): boolean {
  return !lifetime.warnsOnlyAfterFailure || failing(turn.state.asking, turn.at)
}

/** A warning opens on fresh facts. Their absence delays it only where the look itself came late, and then for a second at most. */
function lookedBefore<U>(turn: Turn<U>, { warnAt, endsAt }: Lifetime): boolean {
  const { look } = turn.state
  if (isPastRenewing(turn)) return true
  const openAt = Math.max(Math.min(warnAt ?? endsAt, turn.at), turn.at - CLOCK_TOLERANCE_MS)
  if (!isAhead(look, openAt)) return false
  return look.answered || turn.at >= Math.max(openAt, look.startedAt + LOOK_PATIENCE_MS)
}

/** The warning went away by itself: another tab extended, and the user's wish is fulfilled. */
function closeExtending<U>(turn: Turn<U>): void {
  const { extending, warning, asking } = turn.state
  if (extending.status === 'idle' || warning !== null || asking.status === 'running') return
  change(turn, { extending: { status: 'idle' } })
  turn.commands.push({ type: 'answer-extend', result: { ok: true, endsAt: bindingEnd(turn) } })
}
