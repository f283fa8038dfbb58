import type { Deadline, ExtendResult, Session, SessionEnd, SessionEvents, SessionState, SignInResult, User, Warning } from '@stillhere/core'
import { createFixedSession } from '@stillhere/core/testing'

export const ADA: User = { sub: 'ada', name: 'Ada' }
/** A Thursday at 14:33 in UTC. */
export const START_AT: number = Date.UTC(2026, 0, 15, 14, 33)

const EMPTY = { user: null, signedInAt: null, warning: null, checking: null, end: null, refresh: { status: 'idle' } } as const
export const RESTORING: SessionState = { ...EMPTY, status: 'restoring' }
export const SIGNED_OUT: SessionState = { ...EMPTY, status: 'signed-out' }

export function signedIn(more: Partial<Extract<SessionState, { status: 'signed-in' }>> = {}): SessionState {
  return { ...EMPTY, status: 'signed-in', user: ADA, signedInAt: START_AT, ...more }
}

export function ended(end: Partial<SessionEnd> = {}): SessionState {
  return { ...EMPTY, status: 'ended', end: { reason: 'inactive', here: true, endedAt: START_AT, limitMs: 900_000, ...end } }
}

export function warningOf(cause: Warning['cause'], lengthMs = 120_000, openedAt = START_AT): Extract<Warning, { extendable: true }> {
  return { cause, openedAt, endsAt: openedAt + lengthMs, extendable: true, extend: { status: 'idle' } }
}

export function finalWarning(lengthMs = 120_000, openedAt = START_AT): Warning {
  return { cause: 'max-lifetime', openedAt, endsAt: openedAt + lengthMs, extendable: false, extend: null }
}

/** A session that does what the test says, on a clock that the test moves. */
export interface SessionDouble {
  readonly session: Session
  readonly calls: string[]
  /** Attached at the moment, and how often it has been attached. */
  readonly started: { now: number; attached: number }
  readonly listeners: () => number
  readonly timers: () => number
  set(state: SessionState): void
  emit<Event extends keyof SessionEvents>(event: Event, detail: SessionEvents[Event]): void
  setDeadlines(deadlines: readonly Deadline[]): void
  /** What `extend` answers; by default it never does. */
  answerExtend(result: ExtendResult): void
  /** What `signIn` answers; by default that the page is being left. */
  answerSignIn(result: SignInResult): void
  advance(ms: number): void
}

export function createSessionDouble(initial: SessionState = signedIn()): SessionDouble {
  let state = initial
  let now = START_AT
  let deadlines: readonly Deadline[] = []
  let extendAnswer: ExtendResult | null = null
  let signInAnswer: SignInResult = { ok: false, reason: 'leaving', error: null }
  const calls: string[] = []
  const listeners = new Set<() => void>()
  const events = new Map<string, Set<(detail: never) => void | Promise<void>>>()
  const timers = new Set<{ readonly at: number; readonly wake: () => void }>()
  const started = { now: 0, attached: 0 }

  const session: Session = {
    ...createFixedSession<User>({ status: 'restoring' }),
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    on(event, listener) {
      const set = events.get(event) ?? new Set()
      events.set(event, set.add(listener))
      return () => void set.delete(listener)
    },
    deadlines: () => deadlines,
    now: () => now,
    after(delayMs, wake) {
      const timer = { at: now + delayMs, wake }
      timers.add(timer)
      return () => void timers.delete(timer)
    },
    start() {
      if (started.now++ === 0) started.attached++
      let done = false
      return () => {
        if (!done) started.now--
        done = true
      }
    },
    extend() {
      calls.push('extend')
      return extendAnswer ? Promise.resolve(extendAnswer) : new Promise(() => {})
    },
    async signIn() {
      calls.push('signIn')
      return signInAnswer
    },
    async signOut(options) {
      calls.push(options?.returnTo ? `signOut ${options.returnTo}` : 'signOut')
      return { ok: true }
    },
  }

  return {
    session,
    calls,
    started,
    listeners: () => listeners.size,
    timers: () => timers.size,
    set(next) {
      state = next
      for (const listener of [...listeners]) listener()
    },
    emit(event, detail) {
      for (const listener of events.get(event) ?? []) void listener(detail as never)
    },
    setDeadlines(next) {
      deadlines = next
    },
    answerExtend(result) {
      extendAnswer = result
    },
    answerSignIn(result) {
      signInAnswer = result
    },
    advance(ms) {
      const until = now + ms
      for (;;) {
        const [next] = [...timers].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)
        if (!next) break
        timers.delete(next)
        now = Math.max(now, next.at)
        next.wake()
      }
      now = until
    },
  }
}
