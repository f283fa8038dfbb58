import type { EndReason, LimitReason, SentRequest, Session, SessionEnd } from '../../product.ts'
import { type Deed, lengthMs } from './deeds.ts'

/** Something that happened at an instant. */
export type Happening = { readonly at: number } & (
  | { readonly kind: 'activity' | 'signed-in' | 'refreshed' | 'refresh-failed' | 'refresh-refused' }
  | { readonly kind: 'ended'; readonly reason: EndReason }
  | { readonly kind: 'deed'; readonly deed: Deed }
)

/** Something that lasted, or lasts still while `until` is null. */
export type Span = { readonly from: number; readonly until: number | null } & (
  | { readonly kind: 'warning'; readonly cause: LimitReason }
  | { readonly kind: 'signed-in' | 'reconnecting' | 'failing' | 'offline' | 'asleep' }
  | { readonly kind: 'tab'; readonly tab: number }
)

/** What was seen of a life so far: sessions are watched, requests read, deeds noted. Nothing is guessed. */
export interface Chronicle {
  readonly happenings: readonly Happening[]
  readonly spans: readonly Span[]
  follow(tab: number, session: Session): void
  lose(tab: number): void
  note(deed: Deed, from: number): void
  readRequests(): void
}

interface Seen {
  readonly signedIn: boolean
  readonly cause: LimitReason | null
  readonly checking: boolean
  readonly end: SessionEnd | null
}

/** `now`: the world's clock. `requests`: all that were ever sent, growing. */
export function createChronicle(now: () => number, requests: readonly SentRequest[]): Chronicle {
  const happenings: Happening[] = []
  const open = new Map<string, Span>()
  const closed: Span[] = []
  const seen = new Map<number, Seen>()
  const undos = new Map<number, () => void>()
  let pending: readonly SentRequest[] = []
  let read = 0

  function begin(key: string, span: Span): void {
    if (open.has(key)) return
    // Gone and back within a moment is one thing to those who look on.
    const last = closed.findLastIndex((other) => keyOf(other) === keyOf(span))
    const former = closed[last]
    if (former === undefined || former.until === null || span.from - former.until > BLINK_MS) return void open.set(key, span)
    closed.splice(last, 1)
    open.set(key, { ...span, from: former.from })
  }
  function finish(key: string): void {
    const span = open.get(key)
    if (span === undefined) return
    open.delete(key)
    closed.push({ ...span, until: now() })
  }
  function keep(key: string, holds: boolean, span: Span): void {
    if (holds) begin(key, span)
    else finish(key)
  }

  /** All tabs together: a warning that is open in one of them is open. */
  function compare(): void {
    const all = [...seen.values()]
    const from = now()
    const signedIn = all.some((one) => one.signedIn)
    if (signedIn && !open.has('signed-in')) happenings.push({ kind: 'signed-in', at: from })
    keep('signed-in', signedIn, { kind: 'signed-in', from, until: null })
    keep(
      'reconnecting',
      all.some(({ checking }) => checking),
      { kind: 'reconnecting', from, until: null },
    )
    for (const cause of CAUSES) {
      keep(
        `warning ${cause}`,
        all.some((one) => one.cause === cause),
        { kind: 'warning', cause, from, until: null },
      )
    }
    for (const { end } of all) if (end !== null) noteEnd(end)
  }
  function noteEnd({ reason, endedAt }: SessionEnd): void {
    const known = happenings.some(({ kind, at }) => kind === 'ended' && Math.abs(at - endedAt) < 5000)
    if (!known) happenings.push({ kind: 'ended', at: endedAt, reason })
  }

  return {
    happenings,
    get spans() {
      return [...closed, ...open.values()]
    },
    follow(tab, session) {
      undos.get(tab)?.()
      const look = () => {
        const { status, warning, checking, end } = session.getState()
        seen.set(tab, { signedIn: status === 'signed-in', cause: warning?.cause ?? null, checking: checking !== null, end })
        compare()
      }
      undos.set(tab, session.subscribe(look))
      begin(`tab ${tab}`, { kind: 'tab', tab, from: now(), until: null })
      look()
    },
    lose(tab) {
      undos.get(tab)?.()
      seen.delete(tab)
      finish(`tab ${tab}`)
      compare()
    },
    note(deed, from) {
      if (deed.type === 'activity') happenings.push({ kind: 'activity', at: from })
      else happenings.push({ kind: 'deed', deed, at: from })
      if (deed.type === 'sleep') {
        closed.push({ kind: 'asleep', from, until: from + lengthMs(deed) })
        happenings.push({ kind: 'activity', at: now() })
      }
      if (deed.type !== 'fail' && deed.type !== 'offline' && deed.type !== 'heal') return
      finish('trouble')
      if (deed.type === 'fail') begin('trouble', { kind: 'failing', from, until: null })
      if (deed.type === 'offline') begin('trouble', { kind: 'offline', from, until: null })
    },
    readRequests() {
      const asked = [...pending, ...requests.slice(read)].filter(({ kind }) => kind === 'refresh')
      read = requests.length
      for (const { settled } of asked) if (settled !== null) happenings.push({ kind: outcome(settled.answer), at: settled.at })
      pending = asked.filter(({ settled }) => settled === null)
    },
  }
}

const BLINK_MS = 2000

function keyOf(span: Span): string {
  return span.kind === 'warning' ? `warning ${span.cause}` : span.kind === 'tab' ? `tab ${span.tab}` : span.kind
}

const CAUSES: readonly LimitReason[] = ['token-expired', 'refresh-expired', 'inactive', 'server-idle', 'max-lifetime']

function outcome(answer: NonNullable<SentRequest['settled']>['answer']): 'refreshed' | 'refresh-failed' | 'refresh-refused' {
  if (typeof answer === 'string') return 'refresh-failed'
  return answer.status === 'live' ? 'refreshed' : answer.status === 'rejected' ? 'refresh-refused' : 'refresh-failed'
}
