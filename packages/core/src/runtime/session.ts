import { overInspection, showInspection } from '#inspection'
import * as texts from '#texts'
import { readAnswer } from '../engine/answer-reading.ts'
import { parseDuration } from '../engine/duration.ts'
import type { EngineState, Need } from '../engine/engine-state.ts'
import { StillhereError } from '../engine/errors.ts'
import { failing } from '../engine/failing.ts'
import { deadlines } from '../engine/deadlines.ts'
import { resolvePolicy } from '../engine/policy.ts'
import { project } from '../engine/project.ts'
import type { ExtendResult, RefreshResult, RestoreResult } from '../engine/results.ts'
import type { Rules } from '../engine/rules.ts'
import type { SessionState, SettledState } from '../engine/state.ts'
import { ENDS_HEADER } from '../engine/wire.ts'
import type { User } from '../engine/words.ts'
import type { Ports } from '../ports/ports.ts'
import { attachPlatform } from './attach.ts'
import { createEmitter } from './emitter.ts'
import { createEnding } from './ending.ts'
import { keepFacts } from './kept-facts.ts'
import { createLoop, type Loop } from './loop.ts'
import { createPending } from './pending.ts'
import { createPerformer } from './perform.ts'
import { reauthenticate, signIn } from './sign-in.ts'
import type { Session, SessionEvents, SessionOptions } from './session-types.ts'
import { createStore } from './store.ts'
import { LOOKS_APART_MS, tellsOfLess } from './told-ends.ts'

/** The error code that a 401 carries when it asks for a fresher sign-in (RFC 9470 §3). */
const STEP_UP = 'insufficient_user_authentication'

/**
 * A session over ports of your own; in a browser use `createBrowserSession`. Inert until `start`.
 *
 * @throws StillhereError for a policy that cannot work: `policy-key-unknown`, `duration-invalid`, `policy-limit-too-short`,
 * `policy-warning-too-short`, `policy-limits-conflict`.
 */
export function createSession<U = User>(options: SessionOptions<U> & { readonly ports: Ports }): Session<U> {
  const { backend, ports, name = 'session' } = overInspection(options)
  const policy = resolvePolicy(options.policy)
  const rules: Rules = {
    policy,
    credentials: backend.credentials ?? 'shared',
    enforces: backend.enforces ?? [],
    canPeek: backend.peek !== undefined,
    get hears() {
      return ports.channel.kind !== 'none'
    },
    clockRate: ports.clock.rate,
  }
  const initial = options.initial === undefined ? null : readAnswer<U>(options.initial)
  const known = stateBeforeStart<U>(initial)
  const store = createStore<SessionState<U>>(known)
  const emitter = createEmitter<SessionEvents<U>>()
  const extending = createPending<ExtendResult>()
  const refreshing = createPending<RefreshResult>()
  const restoring = createPending<RestoreResult>()
  const renewed = createPending<void>()
  const kept = keepFacts(ports, () => loop.now())
  const ending = createEnding({ ports, emitter, now: () => loop.now() })

  const loop = createLoop<U>(ports, rules, {
    changed(before, after) {
      const ended = before.status === 'signed-in' && after.status === 'ended' ? after.end : null
      if (ended !== null) ending.beforeEnd(ended.reason)
      const waiting = after.status === 'new' || after.status === 'restoring'
      store.set(waiting ? known : project(after, store.get()))
      if (after.warning !== null && before.warning?.cause !== after.warning.cause) void emitter.emit('warning', after.warning)
      if (ended !== null) ending.ended(ended)
      if (before.facts?.renewal !== after.facts?.renewal) renewed.settle()
    },
    perform: (command) => perform(command),
  })
  const perform = createPerformer<U>({ backend, ports, kept, loop, ending, emitter, initial, extending, refreshing, restoring, renewed })

  showInspection(store, ports, loop, rules)

  let untold = policy.loosened
  let starts = 0
  let detach = () => {}
  function start(): () => void {
    starts += 1
    if (starts === 1) detach = attachPlatform({ backend, ports, kept, loop })
    texts.toDevelopers(() => {
      for (const clause of untold) ports.log.error(new StillhereError('policy-loosened', texts.clauseLoosened(clause, options.policy)))
      untold = []
    })
    let undone = false
    return () => {
      if (undone) return
      undone = true
      starts -= 1
      if (starts === 0) detach()
    }
  }

  function settled(): Promise<SettledState<U>> {
    return new Promise((resolve) => {
      const unsubscribe = store.subscribe(check)
      function check(): boolean {
        const state = store.get()
        if (state.status === 'restoring' || state.checking !== null || isNeeded(loop.state)) return false
        unsubscribe()
        resolve(state)
        return true
      }
      check()
    })
  }

  function signedIn(): boolean {
    return loop.state.status === 'signed-in'
  }

  const signingIn = { backend, ports, loop, restoring, settleLastEnd: perform.settleLastEnd }
  let leases = 0
  let nextLookAt = 0
  return {
    name,
    policy,
    capabilities: {
      get lock() {
        return ports.lock.kind
      },
      get channel() {
        return ports.channel.kind
      },
      get facts() {
        return ports.facts.kind
      },
      peek: backend.peek !== undefined,
      signIn: backend.signIn !== undefined,
    },
    getState: store.get,
    subscribe: store.subscribe,
    userId: () => (signedIn() ? loop.state.userId : null),
    on: emitter.on,
    deadlines() {
      const { facts } = loop.state
      if (facts === null || !signedIn()) return []
      const activityAt = Math.max(facts.activityAt, activityThatCounts(loop))
      const fine = !failing(loop.state.asking, loop.now())
      return deadlines({ ...facts, activityAt }, rules).map((one) => ({
        reason: one.reason,
        sinceAt: one.sinceAt,
        endsAt: one.endsAt,
        extendable: one.extendable,
        warnAt: one.warnsOnlyAfterFailure && fine ? null : one.warnAt,
        refreshAt: one.refreshAt,
        from: one.from,
      }))
    },
    now: loop.now,
    after: (delayMs, wake) =>
      ports.timer.set(delayMs, () => {
        // On waking timers come in the order in which they were due, and nobody may act on what was before the sleep.
        loop.dispatch({ type: 'timer-fired' })
        wake()
      }),
    settled,
    start,
    restore() {
      const result = restoring.wait()
      void perform.restore(true)
      return result
    },
    signIn: (given) => signIn(signingIn, given?.returnTo),
    reauthenticate: (given) => reauthenticate(signingIn, given),
    extend() {
      const result = extending.wait()
      loop.dispatch({ type: 'extend-requested' })
      return result
    },
    refreshNow() {
      const result = refreshing.wait()
      loop.dispatch({ type: 'refresh-requested', because: 'asked' })
      return result
    },
    async reportUnauthorized(response, { handedOn = false } = {}) {
      if (handedOn) {
        if (response) void emitter.emit('unauthorized', response)
        return { ok: false, reason: 'rejected', error: null }
      }
      if (response?.headers.get('www-authenticate')?.includes(STEP_UP)) return { ok: false, reason: 'rejected', error: null }
      const result = refreshing.wait()
      loop.dispatch({ type: 'refresh-requested', because: 'unauthorized' })
      return result
    },
    reportAnswer(response, sentAt) {
      const { facts } = loop.state
      const header = response.headers.get(ENDS_HEADER)
      if (header === null || facts === null || sentAt < nextLookAt || !tellsOfLess(header, facts, sentAt, ports.clock.rate)) return
      nextLookAt = loop.now() + LOOKS_APART_MS * ports.clock.rate
      loop.dispatch({ type: 'backend-changed' })
    },
    reportActivity: loop.activity,
    holdActivity(label, { max }) {
      const id = (leases += 1)
      loop.dispatch({ type: 'lease-taken', id, label, maxMs: parseDuration(max) })
      return () => loop.dispatch({ type: 'lease-released', id })
    },
    async signOut(given) {
      const returnTo = ending.checkReturnTo(given?.returnTo)
      if (!signedIn()) return { ok: false, reason: 'not-signed-in', error: null }
      const told = ending.waitUntilTold(returnTo)
      loop.dispatch({ type: 'sign-out-requested' })
      return told
    },
  }
}

/** What is known before the first start: what the server said, else nothing. No instant crosses server rendering. */
function stateBeforeStart<U>(initial: ReturnType<typeof readAnswer<U>> | null): SessionState<U> {
  const nothing = { signedInAt: null, warning: null, checking: null, end: null, refresh: { status: 'idle' } } as const
  if (initial?.status === 'live') return { status: 'signed-in', user: initial.user, ...nothing }
  if (initial?.status === 'rejected') return { status: 'signed-out', user: null, ...nothing }
  return { status: 'restoring', user: null, ...nothing }
}

function isNeeded<U>({ asking }: EngineState<U>): Need {
  return asking.status === 'running' && asking.needed
}

/** Input that the engine has not heard of yet, and a lease since its last step, count where they would count. */
function activityThatCounts<U>(loop: Pick<Loop<U>, 'state' | 'lastActivityAt' | 'now'>): number {
  const { checking, warning, leases } = loop.state
  const leased = leases.some((lease) => lease.untilAt > loop.now())
  return checking === null && warning === null ? (leased ? loop.now() : (loop.lastActivityAt() ?? 0)) : 0
}
