import type { BackendAnswer, Duration, LimitReason, User, WireAnswer } from '@stillhere/core'
import type { Standing } from './lifetimes.ts'
import type { SessionRecord } from './record.ts'

type Live = Extract<WireAnswer, { status: 'live' }>

/** How a session stands, as the browser is told: durations from now, and nothing secret. */
export function liveAnswer(record: SessionRecord, stands: Standing, now: number): Live {
  const { endsInMs, extendable } = stands
  return {
    status: 'live',
    userId: record.userId,
    user: record.user,
    endsInSeconds: mapped(endsInMs, (ms) => ms / 1000),
    extendable,
    ...(record.authenticatedAt === null ? {} : { authAgeSeconds: secondsSince(record.authenticatedAt, now) }),
    sessionAgeSeconds: secondsSince(record.createdAt, now),
    sessionKey: record.sessionKey,
    ...(record.remembered ? { remembered: true } : {}),
  }
}

/** The same for server rendering, as `initial` of a session takes it. */
export function liveBackendAnswer(record: SessionRecord, stands: Standing, now: number): BackendAnswer<User> {
  const { endsInMs, extendable } = stands
  return {
    status: 'live',
    userId: record.userId,
    user: record.user,
    endsIn: mapped(endsInMs, duration),
    extendable,
    ...(record.authenticatedAt === null ? {} : { authAge: duration(Math.max(0, now - record.authenticatedAt)) }),
    sessionAge: duration(Math.max(0, now - record.createdAt)),
    sessionKey: record.sessionKey,
    ...(record.remembered ? { remembered: true } : {}),
  }
}

function mapped<T>(endsInMs: Readonly<Partial<Record<LimitReason, number>>>, write: (ms: number) => T): Partial<Record<LimitReason, T>> {
  return Object.fromEntries(Object.entries(endsInMs).map(([reason, ms]) => [reason, write(ms)]))
}

function secondsSince(at: number, now: number): number {
  return Math.max(0, now - at) / 1000
}

function duration(ms: number): Duration {
  return `${Math.round(ms)}ms`
}
