import type { Answer } from '../engine/answer-reading.ts'
import type { Command } from '../engine/commands.ts'
import { type Facts, compareSessions, mergeFacts, readFacts } from '../engine/facts.ts'
import { tokenEnd } from '../engine/lifetimes.ts'
import { renew } from '../engine/renewing.ts'
import { CLOCK_TOLERANCE_MS } from '../engine/rules.ts'
import type { Backend } from '../ports/backend.ts'
import type { Ports } from '../ports/ports.ts'
import { ask } from './backend-calls.ts'

type RefreshCommand = Command & { readonly type: 'refresh' }

/** Longer than an attempt may take, so that a running holder's own limit comes first. After it, waiters go by compare-and-set. */
const LEASE_MS = 35_000

export type RefreshOutcome<U> =
  /** Under the lock it turned out that another tab has refreshed, or that the session is another one now. */
  | { readonly how: 'joined'; readonly standing: unknown }
  | { readonly how: 'answered'; readonly answer: Answer<U>; readonly standing: Facts | null }

export interface RefreshSetting<U> {
  readonly backend: Backend<U>
  readonly ports: Ports
  /** Session time of this instant. */
  readonly now: () => number
}

/**
 * One refresh for all tabs: under the exclusive lock, after reading afresh what stands, committed by compare-and-set on the
 * revision. Whoever finds that the revision has moved on takes what is there and asks for nothing.
 */
export async function refreshOnce<U>(setting: RefreshSetting<U>, command: RefreshCommand): Promise<RefreshOutcome<U>> {
  const { backend, ports } = setting
  if (backend.credentials === 'per-tab') return attempt(setting, command, command.from)
  return ports.lock.run(LEASE_MS, async () => {
    const stored = await ports.facts.read()
    const standing = trusted(setting, stored)
    if (standing !== null && isPast(standing, command.from)) return { how: 'joined', standing: stored }
    const from = standing === null || compareSessions(standing, command.from) !== 0 ? command.from : mergeFacts(standing, command.from)
    const elsewhere = ports.facts.kind === 'memory' ? await renewedUnseen(setting, command, from) : null
    return elsewhere ?? attempt(setting, command, from)
  })
}

async function attempt<U>(setting: RefreshSetting<U>, command: RefreshCommand, from: Facts): Promise<RefreshOutcome<U>> {
  const sentAt = setting.now()
  const { presence, minValidityMs } = command
  const answer = await ask<U>(setting.ports, (signal) => setting.backend.refresh({ signal, presence, minValidityMs }))
  if (answer.status !== 'live') return { how: 'answered', answer, standing: null }
  const renewed = renew(from, answer, sentAt, 'refresh')
  if (setting.backend.credentials === 'per-tab') return { how: 'answered', answer, standing: renewed }
  return commit(setting, answer, from, renewed)
}

/** Compare-and-set: a result that comes after another tab's is dropped. */
async function commit<U>(setting: RefreshSetting<U>, answer: Answer<U>, from: Facts, renewed: Facts): Promise<RefreshOutcome<U>> {
  const after = await setting.ports.facts.update((stored) => {
    const standing = trusted(setting, stored)
    if (standing === null) return renewed
    if (isPast(standing, from) || compareSessions(standing, from) > 0) return null
    return mergeFacts(standing, renewed)
  })
  const standing = trusted(setting, after)
  const ours = standing === null || (compareSessions(standing, renewed) === 0 && standing.renewal?.revision === renewed.renewal?.revision)
  return ours ? { how: 'answered', answer, standing: standing === null ? renewed : mergeFacts(standing, renewed) } : { how: 'joined', standing: after }
}

/** Without a coherent store the backend itself is asked, under the lock, whether another tab was faster. */
async function renewedUnseen<U>(setting: RefreshSetting<U>, command: RefreshCommand, from: Facts): Promise<RefreshOutcome<U> | null> {
  const { backend, ports } = setting
  if (backend.peek === undefined) return null
  const sentAt = setting.now()
  const answer = await ask<U>(ports, (signal) => backend.peek?.({ signal }) ?? Promise.reject(new Error('no peek')))
  if (answer.status !== 'live') return null
  const left = answer.endsInMs['token-expired'] ?? 0
  if (left <= command.minValidityMs) return null
  return { how: 'answered', answer, standing: renew(from, answer, sentAt, 'refresh') }
}

/** Whether what stands is ahead of what the refresh started from: renewed, ended, or another session. */
function isPast(standing: Facts, from: Facts): boolean {
  const order = compareSessions(standing, from)
  if (order !== 0) return order > 0
  if (standing.end !== null) return true
  return (standing.renewal?.revision ?? 0) > (from.renewal?.revision ?? 0) && (tokenEnd(standing)?.endsAt ?? Infinity) > (tokenEnd(from)?.endsAt ?? 0)
}

function trusted<U>({ ports, now }: RefreshSetting<U>, stored: unknown): Facts | null {
  return readFacts(stored, now(), CLOCK_TOLERANCE_MS * ports.clock.rate)
}
