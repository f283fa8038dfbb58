import type { Answer } from '../engine/answer-reading.ts'
import type { Command } from '../engine/commands.ts'
import { type Facts, compareSessions } from '../engine/facts.ts'
import type { ExtendResult, RefreshResult, RestoreResult } from '../engine/results.ts'
import type { Backend } from '../ports/backend.ts'
import type { Ports } from '../ports/ports.ts'
import { ask } from './backend-calls.ts'
import type { Emitter } from './emitter.ts'
import type { Ending } from './ending.ts'
import type { KeptFacts } from './kept-facts.ts'
import type { Loop } from './loop.ts'
import type { Pending } from './pending.ts'
import { LOCK_PATIENCE, type RefreshOutcome, refreshOnce } from './refresh.ts'
import type { SessionEvents } from './session-types.ts'
import { tellBackend } from './sign-out.ts'

/** Others are told what this tab knows, and answer at once what they know more. */
const HEARSAY_MS = 200

/** What commands are carried out with. */
export interface PerformerSetting<U> {
  readonly backend: Backend<U>
  readonly ports: Ports
  readonly kept: KeptFacts
  readonly loop: Loop<U>
  readonly ending: Ending
  readonly emitter: Emitter<SessionEvents<U>>
  /** What the server said when it rendered the page; stands for the first restore. */
  readonly initial: Answer<U> | null
  readonly extending: Pending<ExtendResult>
  readonly refreshing: Pending<RefreshResult>
  readonly restoring: Pending<RestoreResult>
  /** Settled when this tab learns of another revision. */
  readonly renewed: Pending<void>
}

export interface Performer {
  (command: Command): void
  /** Asks the backend whether there is a session; `explicit` when the app wants to know. */
  restore(explicit: boolean): Promise<void>
  /** Tells the backend of an end that it has not confirmed, if there is one. */
  settleLastEnd(): Promise<void>
}

/** Carries out what the engine commands and feeds back what happened. */
export function createPerformer<U>(setting: PerformerSetting<U>): Performer {
  const { backend, ports, kept, loop, ending, emitter } = setting
  const patience = { ...LOCK_PATIENCE }
  let initial = setting.initial
  let peeking: 'no' | 'yes' | 'again' = 'no'
  let attempts = Promise.resolve()

  /** What every answer is told with: when and of which session it was asked. */
  function asking(): () => { readonly sentAt: number; readonly about: string | null } {
    const sent = loop.mark()
    const about = loop.state.facts?.key ?? null
    return () => ({ sentAt: sent(), about })
  }

  async function restore(explicit: boolean): Promise<void> {
    const asked = asking()
    if (initial !== null && !explicit) {
      const answer = initial
      initial = null
      loop.dispatch({ type: 'restore-answered', answer, ...asked(), random: ports.random(), explicit })
      // The page may have been rendered long ago.
      return loop.dispatch({ type: 'backend-changed' })
    }
    const answer = await ask<U>(ports, (signal) => backend.restore({ signal }))
    loop.dispatch({ type: 'restore-answered', answer, ...asked(), random: ports.random(), explicit })
  }

  /** One at a time; what is wished meanwhile is asked once more, because the answer under way may be older than the wish. */
  async function peek(): Promise<void> {
    if (backend.peek === undefined) return
    if (peeking !== 'no') {
      peeking = 'again'
      return
    }
    peeking = 'yes'
    const asked = asking()
    const answer = await ask<U>(ports, (signal) => backend.peek?.({ signal }) ?? Promise.reject(new Error('This backend cannot peek')))
    const again = isWishedAgain()
    peeking = 'no'
    loop.dispatch({ type: 'peek-answered', answer, ...asked(), random: ports.random() })
    if (again && loop.state.status === 'signed-in') await peek()
  }

  function isWishedAgain(): boolean {
    return peeking === 'again'
  }

  async function refresh(command: Command & { readonly type: 'refresh' }): Promise<void> {
    const done = (outcome: RefreshOutcome<U>) => refreshed(outcome, command.from.key)
    const looked = (answer: Answer<U>, sentAt: number) =>
      loop.dispatch({ type: 'peek-answered', answer, sentAt, about: command.from.key, random: ports.random() })
    await refreshOnce<U>(
      {
        looked,
        backend,
        ports,
        kept,
        patience,
        cooling,
        known: () => loop.state.facts,
        now: loop.now,
        mark: loop.mark,
        renewed: setting.renewed.wait,
        done,
      },
      command,
    )
  }

  function cooling(): Parameters<KeptFacts['release']>[0] {
    const { asking } = loop.state
    return asking.status === 'waiting' ? { at: loop.now(), untilAt: asking.nextAt, notBeforeAt: asking.notBeforeAt } : null
  }

  function refreshed(outcome: RefreshOutcome<U>, about: string): void {
    if (outcome.how === 'joined') {
      const { standing, tooLate } = outcome
      if (tooLate && standing.key === about) void dropLateResult(standing)
      return loop.dispatch({ type: 'refresh-joined', about, standing, tooLate })
    }
    if (outcome.how === 'held-back')
      return loop.dispatch({ type: 'refresh-held-back', about, untilAt: outcome.untilAt, notBeforeAt: outcome.notBeforeAt })
    const { answer, sentAt, standing } = outcome
    const { status, facts } = loop.state
    if (status !== 'signed-in' && answer.status === 'live' && facts?.key === about) return void dropLateResult(facts)
    loop.dispatch({ type: 'refresh-answered', answer, sentAt, about, standing, random: ports.random() })
  }

  /** New tokens for a session that has ended meanwhile must not live on. */
  async function dropLateResult(facts: Facts): Promise<void> {
    if (facts.end === null || facts.end.reason === 'replaced') return
    await tellBackend(backend, ports, kept, { type: 'tell-backend', reason: facts.end.reason, facts, anyway: true }, null)
  }

  async function readFacts(): Promise<void> {
    // Without a common store the other tabs are all there is to read; what they said while this one stood still arrives a moment later.
    const value = await kept.read()
    const others = (kept.kind === 'memory' || value === null) && ports.channel.kind !== 'none'
    if (others) await new Promise<void>((resolve) => ports.timer.setReal(HEARSAY_MS, resolve))
    loop.dispatch({ type: 'facts-read', value })
  }

  function share(facts: Facts): void {
    ports.channel.post(facts)
    void kept.merge(facts).then((standing) => {
      // The store knows of a newer session, or of more of this one: a tab whose first read came too late to be of use.
      if (standing !== null && compareSessions(standing, facts) > 0) loop.dispatch({ type: 'facts-read', value: standing })
    })
  }

  async function tell(command: Command & { readonly type: 'tell-backend' }): Promise<void> {
    const told = await tellBackend(backend, ports, kept, command, ending.returnTo)
    ending.told(told)
    if (told === null) return
    if (told.result.ok) loop.dispatch({ type: 'sign-out-confirmed' })
    else if (told.result.error !== null) void emitter.emit('problem', told.result.error)
  }

  async function settleLastEnd(): Promise<void> {
    const { facts } = loop.state
    if (facts?.end == null || facts.end.settled) return
    await tell({ type: 'tell-backend', reason: facts.end.reason, facts, anyway: true })
  }

  function perform(command: Command): void {
    switch (command.type) {
      case 'restore':
        return void restore(false)
      case 'peek':
        return void peek()
      case 'refresh':
        // One after the other: an attempt that was begun for an earlier session may still wait for the lock, and may answer this one too.
        return void (attempts = attempts.then(() => (loop.state.asking.status === 'running' ? refresh(command) : undefined)))
      case 'read-facts':
        return void readFacts()
      case 'share':
        return share(command.facts)
      case 'tell-backend':
        return void tell(command)
      case 'answer-extend':
        return setting.extending.settle(command.result)
      case 'answer-refresh':
        return setting.refreshing.settle(command.result)
      case 'answer-restore':
        return setting.restoring.settle(command.result)
      case 'announce-sign-in': {
        const { user } = loop.state
        return user === null ? undefined : void emitter.emit('signed-in', { user, sameUser: command.sameUser })
      }
      case 'report-problem':
        if (command.log) ports.log.error(command.error)
        return void emitter.emit('problem', command.error)
      default:
        command satisfies never
    }
  }

  return Object.assign(perform, { restore, settleLastEnd })
}
