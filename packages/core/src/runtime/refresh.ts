import type { Answer } from '../engine/answer-reading.ts'
import type { Command } from '../engine/commands.ts'
import { type Facts, compareSessions, mergeFacts } from '../engine/facts.ts'
import { tokenEnd } from '../engine/deadlines.ts'
import { renew } from '../engine/renewing.ts'
import type { Backend } from '../ports/backend.ts'
import type { LockOutcome } from '../ports/exclusive-lock.ts'
import type { Ports } from '../ports/ports.ts'
import { ask } from './backend-calls.ts'
import type { ClaimOutcome, KeptFacts } from './kept-facts.ts'

type RefreshCommand = Command & { readonly type: 'refresh' }

/** Longer than an attempt may take, so that a running holder's own limit comes first. Real time. */
const LEASE_MS = 35_000

export type RefreshOutcome<U> =
  /** It turned out that another tab has refreshed, or that the session is over or another one now. `tooLate`: our own answer was live. */
  | { readonly how: 'joined'; readonly standing: Facts; readonly tooLate: boolean }
  | { readonly how: 'answered'; readonly answer: Answer<U>; readonly sentAt: number; readonly standing: Facts | null }

export interface RefreshSetting<U> {
  readonly backend: Backend<U>
  readonly ports: Ports
  readonly kept: KeptFacts
  /** Session time of this instant. */
  readonly now: () => number
  /** Resolves when this tab learns of another revision. */
  readonly renewed: () => Promise<void>
  /** Hears how it went while the lock is still held: what follows from it is in the store before the next tab reads there. */
  readonly done: (outcome: RefreshOutcome<U>) => void
}

/**
 * One refresh for all tabs: under the exclusive lock, after reading afresh what stands, committed by compare-and-set on the
 * revision. Whoever finds that the revision has moved on takes what is there and asks for nothing. Each attempt claims the revision
 * in the store first, so that a tab that cannot have the lock (none here, or its holder is frozen) never sends beside another one.
 */
export async function refreshOnce<U>(setting: RefreshSetting<U>, command: RefreshCommand): Promise<void> {
  if (setting.backend.credentials === 'per-tab') return setting.done(await attempt(setting, command, command.from))
  return setting.ports.lock.run(LEASE_MS, (lock) => refreshExclusively(setting, command, lock))
}

async function refreshExclusively<U>(setting: RefreshSetting<U>, command: RefreshCommand, lock: LockOutcome): Promise<void> {
  const { kept, ports, now, done } = setting
  for (;;) {
    const standing = await kept.read()
    if (standing !== null && isPast(standing, command.from)) return done({ how: 'joined', standing, tooLate: false })
    const from = standing === null || compareSessions(standing, command.from) !== 0 ? command.from : mergeFacts(standing, command.from)
    const revision = from.renewal?.revision ?? 0
    const turn = await kept.claim(revision, now() + LEASE_MS * ports.clock.rate, lock)
    if (turn.status === 'theirs') {
      await untilTheyAreDone(setting, turn)
      continue
    }
    try {
      const elsewhere = kept.kind === 'memory' ? await renewedUnseen(setting, command, from) : null
      return done(elsewhere ?? (await attempt(setting, command, from)))
    } finally {
      await kept.release()
    }
  }
}

/** Either they tell that they have refreshed, or their claim runs out. */
async function untilTheyAreDone<U>(
  { ports, now, renewed }: RefreshSetting<U>,
  claim: ClaimOutcome & { readonly status: 'theirs' },
): Promise<void> {
  let undo = () => {}
  const over = new Promise<void>((resolve) => {
    undo = ports.timer.set(Math.max(1, claim.untilAt - now()), resolve)
  })
  await Promise.race([renewed(), over])
  undo()
}

async function attempt<U>(setting: RefreshSetting<U>, command: RefreshCommand, from: Facts): Promise<RefreshOutcome<U>> {
  const sentAt = setting.now()
  const { presence, minValidityMs } = command
  const answer = await ask<U>(setting.ports, (signal) => setting.backend.refresh({ signal, presence, minValidityMs }))
  if (answer.status !== 'live') return { how: 'answered', answer, sentAt, standing: null }
  const renewed = renew(from, answer, sentAt, { minValidityMs })
  if (setting.backend.credentials === 'per-tab') return { how: 'answered', answer, sentAt, standing: renewed }
  return commit(setting, { how: 'answered', answer, sentAt, standing: renewed }, from, renewed)
}

/** Compare-and-set: a result that comes after another tab's is dropped. */
async function commit<U>(
  { kept }: RefreshSetting<U>,
  answered: RefreshOutcome<U> & { readonly how: 'answered' },
  from: Facts,
  renewed: Facts,
): Promise<RefreshOutcome<U>> {
  const standing = await kept.update((stored) => {
    if (stored === null) return renewed
    return isPast(stored, from) ? null : mergeFacts(stored, renewed)
  })
  if (standing === null) return answered
  const ours = compareSessions(standing, renewed) === 0 && standing.end === null && standing.renewal?.revision === renewed.renewal?.revision
  return ours ? { ...answered, standing: mergeFacts(standing, renewed) } : { how: 'joined', standing, tooLate: true }
}

/** Without a coherent store the backend itself is asked, under the lock, whether another tab was faster. */
async function renewedUnseen<U>(setting: RefreshSetting<U>, command: RefreshCommand, from: Facts): Promise<RefreshOutcome<U> | null> {
  const { backend, ports } = setting
  if (backend.peek === undefined) return null
  const sentAt = setting.now()
  const answer = await ask<U>(ports, (signal) => backend.peek?.({ signal }) ?? Promise.reject(new Error('This backend cannot peek')))
  if (answer.status !== 'live') return null
  const left = answer.endsInMs['token-expired'] ?? 0
  return left <= command.minValidityMs ? null : { how: 'answered', answer, sentAt, standing: renew(from, answer, sentAt, command) }
}

/** Whether what stands is ahead of what the refresh started from: renewed, refused, ended, or another session. */
function isPast(standing: Facts, from: Facts): boolean {
  const order = compareSessions(standing, from)
  if (order !== 0) return order > 0
  if (standing.end !== null) return true
  if (standing.offsetMs < from.offsetMs) return false
  if (standing.renewal?.extendable === false && from.renewal?.extendable !== false) return true
  const revised = (standing.renewal?.revision ?? 0) > (from.renewal?.revision ?? 0)
  return revised && (tokenEnd(standing)?.endsAt ?? Infinity) > (tokenEnd(from)?.endsAt ?? 0)
}
