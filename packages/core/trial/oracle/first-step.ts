import type { SentRequest } from '../../src/testing/sent-request.ts'
import type { Ledger } from './ledger.ts'
import { isUncovered, type State, type WatchedTab } from './watched-tab.ts'

/** Shorter sleep than this is nobody's business. */
const SLEEP_MS = 15_000
/** What follows from an answer has been seen by then. */
const SETTLED_MS = 1000

/**
 * The first step after a sleep, and every return from the back/forward cache, hides what is private before anything else: noted for the
 * next judgment.
 */
export function expectCover(ledger: Ledger, tab: WatchedTab, before: State, sightingsBefore: number, asleepMs: number): void {
  if (!isUncovered(before) || asleepMs < SLEEP_MS) return
  const covered = tab.sightings.slice(sightingsBefore).some(({ state }) => !isUncovered(state))
  if (!covered && !(asleepMs < Infinity && isProven(ledger, tab))) ledger.uncoveredOnWaking ??= tab.name
}

/**
 * Another tab has a new credential from after the sleep, and said so: with the message comes the proof. It has to be of the very instant in
 * which the message was the first thing that was heard, so the answer took no time.
 */
function isProven({ requests, wokeAt, hasChannel }: Ledger, { owner, about }: WatchedTab): boolean {
  return requests.some(
    ({ kind, owner: other, sentAt, settled }) =>
      hasChannel &&
      other !== owner &&
      sentAt >= wokeAt &&
      settled?.at === sentAt &&
      typeof settled.answer === 'object' &&
      settled.answer.status === 'live' &&
      (kind === 'refresh' || (kind === 'restore' && settled.answer.sessionKey !== about?.key)),
  )
}

/** The same where nobody is at the page, and an answer from before the sleep is what it hears first. */
export function judgeLateAnswers(ledger: Ledger, request: SentRequest, tab: WatchedTab | undefined, now: number): string | null {
  if (tab === undefined || tab.gone || tab.still !== null || !tab.uncoveredAtSleep || ledger.monotonicRuns || ledger.clockSet) return null
  const { settled, sentAt } = request
  const ofThisSleep = settled !== null && sentAt < ledger.wokeAt - ledger.sleptMs && settled.at >= ledger.wokeAt
  if (!ofThisSleep || ledger.sleptMs < SLEEP_MS || typeof settled.answer === 'string' || now - settled.at < SETTLED_MS) return null
  const covered = tab.sightings.some(({ at, state }) => at >= ledger.wokeAt && !isUncovered(state))
  return covered ? null : `3 a waking tab is covered at its first step: ${tab.name} was not`
}
