import type { BackendAnswer } from '../engine/answer.ts'
import type { LimitReason } from '../engine/words.ts'
import type { Backend } from '../ports/backend.ts'
import type { CancelSignal } from '../ports/cancel-signal.ts'
import type { ActiveFault, Faults, RequestKind } from './faults.ts'
import type { Cookie, Judgment, VirtualServer } from './test-server.ts'
import type { VirtualCancellations } from './virtual-cancellation.ts'
import type { TaskOwner, VirtualClock } from './virtual-clock.ts'

/** What lies between the tabs and the server, one for the world. */
export interface VirtualNetwork<U> {
  readonly clock: VirtualClock
  readonly server: VirtualServer<U>
  readonly faults: Faults
  readonly cancellations: VirtualCancellations
  /** The browser's one cookie jar. */
  readonly jar: { cookie: Cookie }
  readonly enforces: readonly LimitReason[]
  /** Every request that was sent, lost ones included. */
  readonly sent: RequestKind[]
}

/** What one page brings along. */
export interface BackendPage {
  readonly owner: TaskOwner
  readonly trace: (text: string) => void
  /** The server's own news (back-channel logout). */
  readonly onNews: (heard: () => void) => () => void
}

/** The backend as one page has it: a cookie session. Requests take no time unless a fault says so; no answer holds a token. */
export function createTestBackend<U>(network: VirtualNetwork<U>, page: BackendPage): Backend<U> {
  const { server } = network
  let named: string | null = null

  /** A request names the session that the page means when it sends it, whatever the page has learnt when it arrives. */
  async function ask(
    kind: RequestKind,
    signal: CancelSignal,
    judge: (cookie: Cookie, name: string | null) => Judgment<U>,
  ): Promise<BackendAnswer<U>> {
    const name = named
    const answer = await send(network, page, kind, signal, (cookie) => judge(cookie, name))
    if (answer.status === 'live') named = answer.sessionKey ?? null
    return answer
  }

  return {
    credentials: 'shared',
    enforces: network.enforces,
    restore: (call) => ask('restore', call.signal, (cookie) => server.look(cookie, null)),
    peek: (call) => ask('peek', call.signal, (cookie, name) => server.look(cookie, name)),
    refresh: (call) => ask('refresh', call.signal, (cookie, name) => server.refresh(cookie, name, call.presence)),
    async signOut(call) {
      await send(network, page, 'sign-out', call.signal, (cookie) => ({ answer: { status: 'rejected' }, cookie: server.signOut(cookie) }))
    },
    async signIn() {
      page.trace('leaves for the sign-in page')
      return { status: 'leaving' }
    },
    subscribe: (changed) => page.onNews(changed),
  }
}

/** The cookie goes along as it is at the moment of sending, and is replaced when an answer arrives, whether or not the page is awake. */
function send<U>(
  network: VirtualNetwork<U>,
  page: BackendPage,
  kind: RequestKind,
  signal: CancelSignal,
  judge: (cookie: Cookie) => Judgment<U>,
): Promise<BackendAnswer<U>> {
  const { clock, jar } = network
  const cookie = jar.cookie
  const fault = page.owner.isGone() ? null : network.faults.take(kind)
  if (!page.owner.isGone()) network.sent.push(kind)
  const delayMs = fault?.delayMs ?? 0
  const [wayThereMs, wayBackMs] = fault?.on === 'answer' ? [0, delayMs] : [delayMs, 0]
  if (fault !== null && (delayMs > 0 || fault.fault === 'timeout')) page.trace(`${kind} sent (${fault.fault})`)

  return new Promise((resolve, reject) => {
    const undos = new Set<() => void>()
    const after = (kindOfTask: 'wire' | 'callback', afterMs: number, run: () => void) => {
      undos.add(clock.schedule({ kind: kindOfTask, afterMs, owner: page.owner, run }))
    }
    const settle = (text: string, act: () => void) => {
      after('callback', 0, () => {
        forget()
        page.trace(`${kind} → ${text}`)
        act()
      })
    }
    const forget = network.cancellations.onCancel(signal, () => {
      for (const undo of undos) undo()
      settle('cancelled', () => reject(cancelled()))
    })
    const lose = () => settle('network error', () => reject(new TypeError('Failed to fetch')))
    const arrive = () => {
      if (fault?.fault === 'network') return after('wire', wayBackMs, lose)
      const unprocessed = statusAnswer<U>(fault)
      if (unprocessed !== null) return after('wire', wayBackMs, () => settle(String(fault?.fault), () => resolve(unprocessed)))
      const judged = judge(cookie)
      if (fault?.fault === 'lost-answer') return after('wire', wayBackMs, lose)
      after('wire', wayBackMs, () => {
        if (judged.cookie !== undefined) jar.cookie = judged.cookie
        settle(describeAnswer(kind, judged.answer), () => resolve(judged.answer))
      })
    }
    if (signal.aborted) settle('cancelled', () => reject(cancelled()))
    else if (fault?.fault !== 'timeout') after('wire', wayThereMs, arrive)
  })
}

function statusAnswer<U>(fault: ActiveFault | null): BackendAnswer<U> | null {
  if (typeof fault?.fault !== 'number') return null
  return fault.retryAfter === null ? { status: 'unavailable' } : { status: 'unavailable', retryAfter: fault.retryAfter }
}

function describeAnswer(kind: RequestKind, answer: BackendAnswer<unknown>): string {
  if (answer.status === 'live' || kind === 'sign-out') return 'ok'
  if (answer.status === 'rejected' && answer.reason !== undefined) return `rejected (${answer.reason})`
  return answer.status
}

function cancelled(): Error {
  const error = new Error('The request was cancelled.')
  error.name = 'AbortError'
  return error
}
