import type { BackendAnswer } from '../engine/answer.ts'
import type { LimitReason } from '../engine/words.ts'
import type { Random } from '../ports/random.ts'
import type { Backend } from '../ports/backend.ts'
import type { CancelSignal } from '../ports/cancel-signal.ts'
import { type ActiveFault, type Faults, type RequestKind, unprocessed } from './faults.ts'
import { cancelled, openRecord, type SentRequest } from './sent-request.ts'
import type { Cookie, Judgment, VirtualServer } from './test-server.ts'
import type { VirtualCancellations } from './virtual-cancellation.ts'
import type { TaskOwner, VirtualClock } from './virtual-clock.ts'
import type { SignInAnswer } from './world-types.ts'

/** What lies between the tabs and the server, one for the world. */
export interface VirtualNetwork<U> {
  readonly clock: VirtualClock
  readonly server: VirtualServer<U>
  readonly faults: Faults
  readonly cancellations: VirtualCancellations
  /** The browser's one cookie jar; with credentials per tab it holds the sign-on session, from which each tab gets its own. */
  readonly jar: { cookie: Cookie }
  readonly credentials: 'shared' | 'per-tab'
  readonly enforces: readonly LimitReason[]
  /** Longest time that a request is under way, each way half of it; how long exactly is drawn. */
  readonly latencyMs: number
  readonly random: Random
  /** Every request that was sent, lost ones included, in order. */
  readonly requests: SentRequest[]
  /** The same, only what was asked. */
  readonly sent: RequestKind[]
  /** What a sign-in from a page comes to. */
  readonly signInAnswer: { current: SignInAnswer<U> }
  userIdOf(user: U): string
}

/** What one page brings along. */
export interface BackendPage {
  readonly owner: TaskOwner
  readonly trace: (text: string) => void
  /** The server's own news (back-channel logout). */
  readonly onNews: (heard: () => void) => () => void
}

interface Question<U> {
  readonly kind: RequestKind
  readonly signal: CancelSignal
  readonly presence?: boolean
  readonly jar: { cookie: Cookie }
  readonly judge: (cookie: Cookie) => Judgment<U>
}

/** The backend as one page has it. Requests take no time unless the world or a fault says so; no answer holds a token. */
export function createTestBackend<U>(network: VirtualNetwork<U>, page: BackendPage): Backend<U> {
  const { server } = network
  const perTab = network.credentials === 'per-tab'
  const jar = perTab ? { cookie: null as Cookie } : network.jar
  let named: string | null = null

  /** A request names the session that the page means when it sends it, whatever the page has learnt when it arrives. */
  async function ask(
    question: Omit<Question<U>, 'judge' | 'jar'> & { readonly judge: (cookie: Cookie, name: string | null) => Judgment<U> },
  ): Promise<BackendAnswer<U>> {
    const name = named
    const answer = await send(network, page, { ...question, jar, judge: (cookie) => question.judge(cookie, name) })
    if (answer.status === 'live') named = answer.sessionKey ?? null
    return answer
  }

  /** With credentials per tab a page without one gets it from the sign-on session, as by `prompt=none`. */
  function restored(cookie: Cookie): Judgment<U> {
    if (!perTab || server.isFresh(cookie)) return server.look(cookie, null)
    const granted = server.grant(network.jar.cookie)
    return { ...server.look(granted, null), cookie: granted }
  }

  return {
    credentials: network.credentials,
    enforces: network.enforces,
    restore: ({ signal }) => ask({ kind: 'restore', signal, judge: restored }),
    peek: ({ signal }) => ask({ kind: 'peek', signal, judge: (cookie, name) => server.look(cookie, name) }),
    refresh: (call) =>
      ask({ kind: 'refresh', signal: call.signal, presence: call.presence, judge: (cookie, name) => server.refresh(cookie, name, call) }),
    async signOut({ signal }) {
      await send(network, page, {
        kind: 'sign-out',
        signal,
        jar,
        judge(cookie) {
          if (perTab) network.jar.cookie = null
          return { answer: { status: 'rejected' }, cookie: server.signOut(cookie) }
        },
      })
    },
    async signIn({ reauthenticate }) {
      const outcome = network.signInAnswer.current
      if (typeof outcome === 'string') {
        page.trace(outcome === 'leaving' ? 'leaves for the sign-in page' : `sign-in ${outcome}`)
        return { status: outcome }
      }
      const { user } = outcome
      const userId = network.userIdOf(user)
      page.trace(`${userId} signs in, in place`)
      const proven = reauthenticate === null ? null : server.reauthenticate(jar.cookie, userId)
      jar.cookie = proven ?? server.signIn(user, userId)
      if (perTab) network.jar.cookie = jar.cookie
      const { answer } = server.look(jar.cookie, null)
      if (answer.status === 'live') named = answer.sessionKey ?? null
      return answer
    },
    subscribe: (changed) => page.onNews(changed),
  }
}

/** The cookie goes along as it is at the moment of sending, and is replaced when an answer arrives, whether or not the page is awake. */
function send<U>(network: VirtualNetwork<U>, page: BackendPage, question: Question<U>): Promise<BackendAnswer<U>> {
  const { clock } = network
  const { kind, signal, jar } = question
  const cookie = jar.cookie
  const gone = page.owner.isGone()
  const fault = gone ? null : network.faults.take(kind)
  const record = openRecord({ kind, owner: page.owner, sentAt: clock.trueAt(), presence: question.presence ?? false, cookie })
  if (!gone) {
    network.requests.push(record)
    network.sent.push(kind)
  }
  const delayMs = fault?.delayMs ?? 0
  const leg = () => (network.latencyMs === 0 ? 0 : Math.round((network.random() * network.latencyMs) / 2))
  const [wayThereMs, wayBackMs] = [leg() + (fault?.on === 'answer' ? 0 : delayMs), leg() + (fault?.on === 'answer' ? delayMs : 0)]
  if (fault !== null && (delayMs > 0 || fault.fault === 'timeout')) page.trace(`${kind} sent (${fault.fault})`)

  return new Promise((resolve, reject) => {
    const undos = new Set<() => void>()
    const after = (kindOfTask: 'wire' | 'callback', afterMs: number, run: () => void) => {
      undos.add(clock.schedule({ kind: kindOfTask, afterMs, owner: page.owner, run }))
    }
    const settle = (answer: BackendAnswer<U> | 'lost' | 'cancelled', text: string, act: () => void) => {
      after('callback', 0, () => {
        forget()
        record.settled = { at: clock.trueAt(), answer }
        page.trace(`${kind} → ${text}`)
        act()
      })
    }
    const forget = network.cancellations.onCancel(signal, () => {
      for (const undo of undos) undo()
      settle('cancelled', 'cancelled', () => reject(cancelled()))
    })
    const lose = () => settle('lost', 'network error', () => reject(new TypeError('Failed to fetch')))
    const arrive = () => {
      if (fault?.fault === 'network') return after('wire', wayBackMs, lose)
      const refusal = hasStatus(fault) ? unprocessed(fault) : null
      if (refusal !== null) return after('wire', wayBackMs, () => settle(refusal, String(fault?.fault), () => resolve(refusal)))
      const judged = question.judge(cookie)
      record.judgedAt = clock.trueAt()
      record.judged = judged.answer
      if (fault?.fault === 'lost-answer') return after('wire', wayBackMs, lose)
      after('wire', wayBackMs, () => {
        if (judged.cookie !== undefined) jar.cookie = judged.cookie
        settle(judged.answer, describeAnswer(kind, judged.answer), () => resolve(judged.answer))
      })
    }
    if (signal.aborted) settle('cancelled', 'cancelled', () => reject(cancelled()))
    else if (fault?.fault !== 'timeout') after('wire', wayThereMs, arrive)
  })
}

function hasStatus(fault: ActiveFault | null): fault is ActiveFault {
  return typeof fault?.fault === 'number'
}

function describeAnswer(kind: RequestKind, answer: BackendAnswer<unknown>): string {
  if (answer.status === 'live' || kind === 'sign-out') return 'ok'
  if (answer.status === 'rejected' && answer.reason !== undefined) return `rejected (${answer.reason})`
  return answer.status
}
