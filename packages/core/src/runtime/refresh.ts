import type { Answer } from '../engine/answer-reading.ts'
import type { Command } from '../engine/commands.ts'
import { type Facts, compareSessions, mergeFacts } from '../engine/facts.ts'
import { renewableUntil, tokenEnd } from '../engine/deadlines.ts'
import { renew } from '../engine/renewing.ts'
import { ANY_LENGTH_MS, LEASE_MS, CLOCK_TOLERANCE_MS } from '../engine/rules.ts'
import { isOverslept } from '../engine/session-clock.ts'
import { upwards } from '../engine/time-line.ts'
import type { Backend } from '../ports/backend.ts'
import type { LockOutcome } from '../ports/exclusive-lock.ts'
import type { Ports } from '../ports/ports.ts'
import { ask } from './backend-calls.ts'
import type { KeptFacts } from './kept-facts.ts'

type RefreshCommand = Command & { readonly type: 'refresh' }

export type RefreshOutcome<U> =
  /** It turned out that another tab has refreshed, or that the session is over or another one now. `tooLate`: our own answer was live. */
  | { readonly how: 'joined'; readonly standing: Facts; readonly tooLate: boolean }
  /** Another tab has just failed: the pause is everybody's. */
  | { readonly how: 'held-back'; readonly untilAt: number; readonly notBeforeAt: number }
  | { readonly how: 'answered'; readonly answer: Answer<U>; readonly sentAt: number; readonly standing: Facts }

export interface RefreshSetting<U> {
  readonly backend: Backend<U>
  readonly ports: Ports
  readonly kept: KeptFacts
  /** What this tab knows by now: it may have heard of more while it waited for the lock. */
  readonly known: () => Facts | null
  /** Session time of this instant. */
  readonly now: () => number
  readonly mark: () => () => number
  /** Resolves when this tab learns of another revision. */
  readonly renewed: () => Promise<void>
  /** The pause that has just begun in this tab, because its attempt failed; null for none. */
  readonly cooling: () => Parameters<KeptFacts['release']>[0]
  /** How long to wait for the lock, and how that went. */
  readonly patience: LockPatience
  /** Hears what a look under the lock has shown. */
  readonly looked: (answer: Answer<U>, sentAt: number) => void
  /** Hears how it went while the lock is still held: what follows from it is in the store before the next tab reads there. */
  readonly done: (outcome: RefreshOutcome<U>) => void
}

/** A holder that stands still costs the lease once, not with every refresh. */
export interface LockPatience {
  waitMs: number
}

export const LOCK_PATIENCE: Readonly<LockPatience> = { waitMs: LEASE_MS }
const AFTER_A_LOST_LEASE_MS = 1000

/**
 * One refresh for all tabs: under the exclusive lock, after reading afresh what stands, committed by compare-and-set on the
 * revision. Whoever finds that the revision has moved on takes what is there and asks for nothing. Each attempt claims the revision
 * in the store first, so that a tab that cannot have the lock (none here, or its holder is frozen) never sends beside another one,
 * and looks once more at what stood there at the instant of its claim: it may have been held up since its first look.
 */
export async function refreshOnce<U>(setting: RefreshSetting<U>, command: RefreshCommand): Promise<void> {
  if (setting.backend.credentials === 'per-tab') return setting.done(await attempt(setting, command, command.from))
  const { patience, ports } = setting
  const waitMs = patience.waitMs
  const beganAt = setting.now()
  return ports.lock.run(waitMs, (lock) => {
    // The machine slept, and whoever holds the lock with it: they have had no time to be done.
    if (
      lock === 'without' &&
      ports.lock.kind !== 'none' &&
      isOverslept(setting.now(), beganAt + waitMs * ports.clock.rate, ports.clock.rate)
    )
      return refreshOnce(setting, command)
    patience.waitMs = lock === 'held' ? LEASE_MS : AFTER_A_LOST_LEASE_MS
    return refreshExclusively(setting, command, lock)
  })
}

async function refreshExclusively<U>(setting: RefreshSetting<U>, command: RefreshCommand, lock: LockOutcome): Promise<void> {
  const { kept, ports, now, done } = setting
  const join = (standing: Facts) => done({ how: 'joined', standing, tooLate: false })
  for (;;) {
    const standing = allThatIsKnown(await kept.read(), setting.known())
    if (standing !== null && isPast(standing, command.from)) return join(standing)
    const from = standing === null ? command.from : mergeFacts(standing, command.from)
    const revision = from.renewal?.revision ?? 0
    const { wishedAt, presence } = command
    const { theirs, facts } = await kept.claim({ revision, leaseMs: LEASE_MS * ports.clock.rate, lock, wishedAt, presence })
    if (theirs !== null) {
      const { untilAt, failure } = theirs
      if (failure === null) {
        await untilTheyAreDone(setting, untilAt)
        if (isOverslept(now(), untilAt, ports.clock.rate)) await untilTheyAreDone(setting, now() + LEASE_MS * ports.clock.rate)
        continue
      }
      // A look may have shown meanwhile that their request has brought a new credential all the same.
      const known = setting.known()
      if (known !== null && isPast(known, command.from)) continue
      return done({ how: 'held-back', untilAt, notBeforeAt: failure.notBeforeAt })
    }
    try {
      const claimed = facts === null ? from : mergeFacts(facts, from)
      if (isPast(claimed, from)) return join(claimed)
      const seen = kept.kind === 'memory' ? await lookUnderLock(setting, command, from) : { from }
      if ('how' in seen) return done(seen)
      if (seen.from.end !== null || renewableUntil(seen.from) <= now()) return join(seen.from)
      return done(await attempt(setting, command, seen.from))
    } finally {
      await kept.release(setting.cooling())
    }
  }
}

function allThatIsKnown(stored: Facts | null, known: Facts | null): Facts | null {
  return stored === null || known === null ? (stored ?? known) : mergeFacts(stored, known)
}

/** Either they tell that they have refreshed, or their claim runs out. */
async function untilTheyAreDone<U>({ ports, now, renewed }: RefreshSetting<U>, untilAt: number): Promise<void> {
  let undo = () => {}
  const over = new Promise<void>((resolve) => {
    undo = ports.timer.set(Math.max(1, untilAt - now()), resolve)
  })
  await Promise.race([renewed(), over])
  undo()
}

async function attempt<U>(setting: RefreshSetting<U>, command: RefreshCommand, from: Facts): Promise<RefreshOutcome<U>> {
  const sent = setting.mark()
  const { presence, minValidityMs } = command
  const answer = await ask<U>(setting.ports, (signal) => setting.backend.refresh({ signal, presence, minValidityMs }))
  const sentAt = sent()
  if (answer.status !== 'live') return { how: 'answered', answer, sentAt, standing: from }
  const renewed = renew(from, answer, { sentAt, at: setting.now() }, { minValidityMs })
  if (setting.backend.credentials === 'per-tab') return { how: 'answered', answer, sentAt, standing: renewed }
  return commit(setting, { how: 'answered', answer, sentAt, standing: renewed }, from, renewed)
}

/** Compare-and-set: a result that comes after another tab's is dropped. */
async function commit<U>(
  { kept, ports: { clock } }: RefreshSetting<U>,
  answered: RefreshOutcome<U> & { readonly how: 'answered' },
  from: Facts,
  renewed: Facts,
): Promise<RefreshOutcome<U>> {
  const standing = await kept.update((stored) => {
    if (stored === null) return renewed
    if (isPast(stored, from)) return null
    // The clock may have been set back since it was asked for, or another tab may know more of it: one line for both.
    const byMs = Math.max(0, stored.offsetMs - renewed.offsetMs)
    return mergeFacts(stored, upwards(renewed, byMs, clock.now().at + stored.offsetMs, clock.rate))
  })
  if (standing === null) return answered
  const ours = compareSessions(standing, renewed) === 0 && standing.end === null && standing.renewal?.revision === renewed.renewal?.revision
  return ours ? { ...answered, standing: mergeFacts(standing, renewed) } : { how: 'joined', standing, tooLate: true }
}

/** Without a coherent store the backend itself is asked, under the lock, whether another tab was faster. */
async function lookUnderLock<U>(
  setting: RefreshSetting<U>,
  command: RefreshCommand,
  from: Facts,
): Promise<RefreshOutcome<U> | { readonly from: Facts }> {
  const { backend, ports } = setting
  if (command.presence || command.minValidityMs === ANY_LENGTH_MS || backend.peek === undefined) return { from }
  const sent = setting.mark()
  const answer = await ask<U>(ports, (signal) => backend.peek?.({ signal }) ?? Promise.reject(new Error('This backend cannot peek')))
  if (answer.status !== 'live') return { from }
  const sentAt = sent()
  const times = { sentAt, at: setting.now() }
  setting.looked(answer, sentAt)
  const left = answer.endsInMs['token-expired'] ?? 0
  if (left <= command.minValidityMs) {
    const known = setting.known()
    return { from: known?.key === from.key ? known : renew(from, answer, times, 'look') }
  }
  return { how: 'answered', answer, sentAt, standing: renew(from, answer, times, command) }
}

/** Whether what stands is ahead of what the refresh started from: renewed, refused, ended, or another session. */
function isPast(standing: Facts, from: Facts): boolean {
  const order = compareSessions(standing, from)
  if (order !== 0) return order > 0
  if (standing.end !== null) return true
  if (standing.offsetMs < from.offsetMs) return false
  if (standing.renewal?.extendable === false && from.renewal?.extendable !== false) return true
  const revised = (standing.renewal?.revision ?? 0) > (from.renewal?.revision ?? 0)
  // Backends that tell in whole seconds may give a new token an end that looks no later.
  return revised && (tokenEnd(standing)?.endsAt ?? Infinity) > (tokenEnd(from)?.endsAt ?? 0) - CLOCK_TOLERANCE_MS
}
