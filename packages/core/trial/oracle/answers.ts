import type { SentRequest } from '../../src/testing/sent-request.ts'
import { figure } from './figures.ts'
import { aheadAt, type Ledger } from './ledger.ts'
import type { WatchedTab } from './watched-tab.ts'

export type Limit = 'token-expired' | 'refresh-expired' | 'inactive' | 'server-idle' | 'max-lifetime'

type Live = Extract<NonNullable<SentRequest['judged']>, { status: 'live' }>

/** A live answer that reached a page. */
export interface Delivered {
  readonly request: SentRequest
  readonly live: Live
  readonly arrivedAt: number
}

/** Live answers about one session that had arrived by `until`, the one that the server gave last being the last. */
export function delivered(ledger: Ledger, key: string | null, until: number, owner: object | null): readonly Delivered[] {
  const found: Delivered[] = []
  for (const request of ledger.requests) {
    const { settled } = request
    if (settled === null || settled.at > until || typeof settled.answer === 'string' || settled.answer.status !== 'live') continue
    if ((key !== null && settled.answer.sessionKey !== key) || (owner !== null && request.owner !== owner)) continue
    found.push({ request, live: settled.answer, arrivedAt: settled.at })
  }
  return found.sort((a, b) => (a.request.judgedAt ?? 0) - (b.request.judgedAt ?? 0))
}

/** Where the answers count that a tab has to know of: its own, or everybody's. */
export function whoseAnswers(ledger: Ledger, tab: WatchedTab, until: number): object | null {
  const told = ledger.coherent || (ledger.hasChannel && ledger.messagesFineSince < tab.openedAt && !tab.missedMessages)
  return ledger.perTab || !told || ledger.storageCleared || until < tab.openedAt ? tab.owner : null
}

/**
 * When this limit ends by the last answer, in true time: durations count from the instant the request was sent, and a clock that was
 * set forward brings it nearer. null where no answer names it.
 */
export function toldEnd(ledger: Ledger, answers: readonly Delivered[], limit: Limit, now: number): number | null {
  const last = answers.findLast(({ live }) => live.endsIn[limit] !== undefined)
  if (last === undefined) return null
  const { sentAt } = last.request
  return sentAt + figure(last.live.endsIn[limit]) - (aheadAt(ledger, now) - aheadAt(ledger, sentAt - 1))
}

/** The latest end that any answer has told of: nobody may live beyond it. */
export function latestTold(answers: readonly Delivered[], limit: Limit): number | null {
  let latest: number | null = null
  for (const { request, live } of answers) {
    const duration = live.endsIn[limit]
    if (duration !== undefined) latest = Math.max(latest ?? 0, request.sentAt + figure(duration))
  }
  return latest
}

/** Whether a server's no with this reason (null for none) had arrived at anybody by then. */
export function wasRefused(ledger: Ledger, until: number, reasons: readonly (string | null)[]): boolean {
  return ledger.requests.some(({ kind, settled }) => {
    if (kind === 'sign-out' || settled === null || settled.at > until || typeof settled.answer === 'string') return false
    return settled.answer.status === 'rejected' && reasons.includes(settled.answer.reason ?? null)
  })
}
