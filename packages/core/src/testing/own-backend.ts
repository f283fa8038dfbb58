import type { BackendAnswer } from '../engine/answer.ts'
import type { Backend } from '../ports/backend.ts'
import type { CancelSignal } from '../ports/cancel-signal.ts'
import { type ActiveFault, type RequestKind, unprocessed } from './faults.ts'
import { cancelled, openRecord } from './sent-request.ts'
import type { BackendPage, VirtualNetwork } from './test-backend.ts'

interface Call<T> {
  readonly kind: RequestKind
  readonly signal: CancelSignal
  readonly presence?: boolean
  readonly ask: () => Promise<T>
  /** What an HTTP status in place of an answer comes to. */
  readonly refused: (fault: ActiveFault) => T
}

/**
 * A backend of the app's own as one page has it: the world's faults lie between the two, its requests are counted, and the world waits
 * for what takes real time in it.
 */
export function behindNetwork<U>(backend: Backend<U>, network: VirtualNetwork<U>, page: BackendPage): Backend<U> {
  const send = <T>(call: Call<T>) => sendTo(network, page, call)
  const asked = (call: Pick<Call<BackendAnswer<U>>, 'kind' | 'signal' | 'presence' | 'ask'>) => send({ ...call, refused: unprocessed })
  const { peek, signIn, subscribe } = backend
  return {
    ...(backend.credentials && { credentials: backend.credentials }),
    ...(backend.enforces && { enforces: backend.enforces }),
    restore: (call) => asked({ kind: 'restore', signal: call.signal, ask: () => backend.restore(call) }),
    refresh: (call) => asked({ kind: 'refresh', signal: call.signal, presence: call.presence, ask: () => backend.refresh(call) }),
    signOut: (call) => send({ kind: 'sign-out', signal: call.signal, ask: () => backend.signOut(call), refused }),
    ...(peek && { peek: (call) => asked({ kind: 'peek', signal: call.signal, ask: () => peek.call(backend, call) }) }),
    ...(signIn && { signIn: (call) => network.clock.waitFor(signIn.call(backend, call)) }),
    ...(subscribe && { subscribe: (changed) => subscribe.call(backend, changed) }),
  }
}

async function sendTo<U, T>(network: VirtualNetwork<U>, page: BackendPage, call: Call<T>): Promise<T> {
  const { clock } = network
  if (page.owner.isGone()) return call.ask()
  const fault = network.faults.take(call.kind)
  const { kind, presence = false } = call
  const record = openRecord({ kind, owner: page.owner, sentAt: clock.trueAt(), presence, cookie: null })
  network.requests.push(record)
  network.sent.push(call.kind)
  const settle = (answer: BackendAnswer<unknown> | 'lost' | 'cancelled') => {
    record.settled = { at: clock.trueAt(), answer }
    page.trace(`${call.kind} → ${typeof answer === 'string' ? answer : call.kind === 'sign-out' ? 'ok' : answer.status}`)
  }
  const lose = () => {
    settle('lost')
    return new TypeError('Failed to fetch')
  }
  const pass = (delayMs: number) =>
    new Promise<void>((resolve, reject) => {
      const forget = network.cancellations.onCancel(call.signal, () => {
        undo()
        settle('cancelled')
        reject(cancelled())
      })
      const arrive = () => {
        forget()
        resolve()
      }
      const undo =
        delayMs === Number.POSITIVE_INFINITY
          ? () => undefined
          : clock.schedule({ kind: 'wire', afterMs: delayMs, owner: page.owner, run: arrive })
    })

  if (fault?.fault === 'timeout') await pass(Number.POSITIVE_INFINITY)
  if (fault !== null && fault.delayMs > 0 && fault.on === 'request') await pass(fault.delayMs)
  if (fault?.fault === 'network') throw lose()
  if (typeof fault?.fault === 'number') {
    settle({ status: 'unavailable' })
    return call.refused(fault)
  }
  let answer: T
  try {
    answer = await clock.waitFor(call.ask())
  } catch (error) {
    if (record.settled === null) settle('lost')
    throw error
  }
  record.judgedAt = clock.trueAt()
  record.judged = isAnswer(answer) ? answer : null
  if (fault !== null && fault.delayMs > 0 && fault.on === 'answer') await pass(fault.delayMs)
  if (fault?.fault === 'lost-answer') throw lose()
  settle(record.judged ?? { status: 'rejected' })
  return answer
}

function refused({ fault }: ActiveFault): never {
  throw new Error(`Answered with ${fault}.`)
}

function isAnswer(value: unknown): value is BackendAnswer<unknown> {
  return typeof value === 'object' && value !== null && 'status' in value
}
