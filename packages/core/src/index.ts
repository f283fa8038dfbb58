export type { BackendAnswer } from './engine/answer.ts'
export type { Deadline } from './engine/deadline.ts'
export { type Duration, parseDuration } from './engine/duration.ts'
export { type ErrorCode, StillhereError } from './engine/errors.ts'
export type { Limits, PolicyClause, ResolvedPolicy, SessionPolicy } from './engine/policy-types.ts'
export { LIMIT_KEYS, resolvePolicy } from './engine/policy.ts'
export type { ExtendResult, ReauthenticateResult, RefreshResult, RestoreResult, SignInResult, SignOutResult } from './engine/results.ts'
export type { Checking, ExtendState, RefreshState, SessionEnd, SessionState, SettledState, Warning } from './engine/state.ts'
export type { WireAnswer, WireLogout, WireLogoutAnswer, WireRefresh } from './engine/wire.ts'
export { BACKGROUND_HEADER, ENDS_HEADER, REQUEST_HEADER, SESSION_HEADER } from './engine/wire.ts'
export type { EndReason, LimitReason, User } from './engine/words.ts'
export type { Activity } from './ports/activity.ts'
export type { Backend, BackendCall, RefreshCall, ReturnTo, SignInCall, SignInOutcome, SignOutCall } from './ports/backend.ts'
export type { Cancellation, CancelSignal } from './ports/cancel-signal.ts'
export type { Clock, ClockReading } from './ports/clock.ts'
export type { ExclusiveLock, LockOutcome } from './ports/exclusive-lock.ts'
export type { FactsStorage } from './ports/facts-storage.ts'
export type { Lifecycle, LifecycleEvent } from './ports/lifecycle.ts'
export type { Log } from './ports/log.ts'
export type { Ports } from './ports/ports.ts'
export type { Random } from './ports/random.ts'
export type { TabsChannel } from './ports/tabs-channel.ts'
export type { Timer } from './ports/timer.ts'
export type {
  Capabilities,
  ReauthenticateOptions,
  Session,
  SessionEvents,
  SessionOptions,
  UnauthorizedAnswer,
} from './runtime/session-types.ts'
export { createSession } from './runtime/session.ts'
