import * as texts from '#texts'
import { type LiveAnswer, readAnswer, unreachable } from '../engine/answer-reading.ts'
import { parseDuration } from '../engine/duration.ts'
import { StillhereError } from '../engine/errors.ts'
import type { ReauthenticateResult, RestoreResult, SignInResult } from '../engine/results.ts'
import { CLOCK_TOLERANCE_MS } from '../engine/rules.ts'
import { subjectKey } from '../engine/subject-key.ts'
import type { Backend, SignInOutcome } from '../ports/backend.ts'
import type { Ports } from '../ports/ports.ts'
import type { Loop } from './loop.ts'
import type { Pending } from './pending.ts'
import { checkReturnTo } from './return-to.ts'
import type { ReauthenticateOptions } from './session-types.ts'

interface Setting<U> {
  readonly backend: Backend<U>
  readonly ports: Ports
  readonly loop: Loop<U>
  readonly restoring: Pending<RestoreResult>
  /** Tells the backend of an end that it has not confirmed: else its old session would pass for the new sign-in. */
  readonly settleLastEnd: () => Promise<void>
}

/** Signs in: by leaving for the provider, by popup, or, where the backend has no way of its own, by loading the page anew. */
export async function signIn<U>({ backend, ports, loop, settleLastEnd }: Setting<U>, path: string | undefined): Promise<SignInResult> {
  const returnTo = path === undefined ? ports.currentPath() : checkReturnTo(path)
  if (typeof returnTo !== 'string') return { ok: false, reason: 'unsupported', error: returnTo }
  await settleLastEnd()
  if (backend.signIn === undefined) {
    ports.navigate(path === undefined ? null : returnTo)
    return { ok: false, reason: 'leaving', error: null }
  }
  try {
    const answer = await backend.signIn({ signal: ports.cancellation().signal, returnTo, reauthenticate: null })
    if (isOutcome(answer)) {
      const { status, error = null } = answer
      return { ok: false, reason: status === 'different-user' || status === 'not-fresh' ? 'unavailable' : status, error }
    }
    const read = readAnswer<U>(answer)
    if (read.status !== 'live') return { ok: false, reason: 'unavailable', error: read.status === 'rejected' ? null : read.error }
    takeIn(loop, ports, read)
    const isIn = loop.state.status === 'signed-in' && loop.state.facts?.subject === subjectKey(read.userId)
    return isIn ? { ok: true, status: 'signed-in' } : { ok: false, reason: 'unavailable', error: null }
  } catch (cause) {
    return { ok: false, reason: 'unavailable', error: backendError(cause) }
  }
}

/** Proves that the user is there (OpenID Connect `max_age`, RFC 9470). Answers at once when the last proof is fresh enough. */
export async function reauthenticate<U>(
  { backend, ports, loop }: Setting<U>,
  options: ReauthenticateOptions,
): Promise<ReauthenticateResult> {
  const { facts, status } = loop.state
  if (status !== 'signed-in' || facts === null) return { ok: false, reason: 'not-signed-in', error: null }
  const maxAgeMs = options.maxAge === undefined ? null : parseDuration(options.maxAge)
  const acrValues = options.acrValues ?? []
  const { authenticatedAt } = facts
  if (maxAgeMs !== null && acrValues.length === 0 && authenticatedAt !== null && loop.now() - authenticatedAt <= maxAgeMs) {
    return { ok: true, authenticatedAt }
  }
  if (backend.signIn === undefined) {
    return { ok: false, reason: 'unsupported', error: new StillhereError('backend-sign-in-missing', texts.signInMissing()) }
  }
  const askedAt = loop.now()
  try {
    const call = { signal: ports.cancellation().signal, returnTo: ports.currentPath(), reauthenticate: { maxAgeMs, acrValues } }
    const answer = await backend.signIn(call)
    if (isOutcome(answer)) return { ok: false, reason: answer.status, error: answer.error ?? null }
    const read = readAnswer<U>(answer)
    if (read.status !== 'live') return { ok: false, reason: 'unavailable', error: read.status === 'rejected' ? null : read.error }
    if (subjectKey(read.userId) !== facts.subject) {
      // The credential is somebody else's now, so this session is over.
      takeIn(loop, ports, read)
      return { ok: false, reason: 'different-user', error: null }
    }
    // However long the form took: fresh is what was not too old when it was asked for.
    const oldestMs = (maxAgeMs ?? 0) + loop.now() - askedAt + CLOCK_TOLERANCE_MS * ports.clock.rate
    if (maxAgeMs !== null && (read.authAgeMs === null || read.authAgeMs > oldestMs)) return { ok: false, reason: 'not-fresh', error: null }
    takeIn(loop, ports, read)
    return { ok: true, authenticatedAt: loop.now() - (read.authAgeMs ?? 0) }
  } catch (cause) {
    return { ok: false, reason: 'unavailable', error: backendError(cause) }
  }
}

function takeIn<U>(loop: Loop<U>, ports: Ports, answer: LiveAnswer<U>): void {
  const about = loop.state.facts?.key ?? null
  loop.dispatch({ type: 'restore-answered', answer, sentAt: loop.now(), about, random: ports.random(), explicit: true })
}

function isOutcome(answer: { readonly status: string }): answer is SignInOutcome {
  return /^(leaving|cancelled|blocked|different-user|not-fresh)$/.test(answer.status)
}

function backendError(cause: unknown): StillhereError | null {
  const answer = unreachable(cause)
  return answer.status === 'unavailable' ? answer.error : null
}
