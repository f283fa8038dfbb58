import type { EndReason, User } from '@stillhere/core'

/** One session as the store holds it. The only place where tokens are kept. */
export interface SessionRecord {
  readonly format: 2
  /** The opaque, non-secret name that browsers know; not the cookie's value. */
  readonly sessionKey: string
  readonly userId: string
  readonly user: User
  readonly createdAt: number
  /** The user asked to be remembered at sign-in. */
  readonly remembered: boolean
  /** When somebody was last known to be there. */
  readonly presentAt: number
  /** `auth_time`, when the provider tells it. */
  readonly authenticatedAt: number | null
  readonly refreshedAt: number
  readonly accessToken: string
  /** null: the provider named no life. */
  readonly accessTokenExpiresAt: number | null
  readonly refreshToken: string | null
  readonly idToken: string
  /** An opaque name for the provider's own session (`sid`), by which it may end this one; null when it names none. */
  readonly providerSession: string | null
}

/** What stays of a session that is over: why, and no token. */
export interface EndedRecord {
  readonly format: 2
  readonly ended: EndReason
  readonly sessionKey: string
  /** It gave way to a new sign-in of the same user, whose tokens may stand under the same grant. */
  readonly succeeded: boolean
}

/** The record in a store's text, or null when it is of another format or damaged. */
export function readRecord(text: string): SessionRecord | EndedRecord | null {
  const value = readJson(text)
  return isSessionRecord(value) || isEndedRecord(value) ? value : null
}

/** JSON to a value, `undefined` when it is none. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

// A record rather than a list, so that a reason added to the vocabulary is missed by the compiler.
const REASONS: Readonly<Record<EndReason, true>> = {
  'token-expired': true,
  'refresh-expired': true,
  'refresh-rejected': true,
  inactive: true,
  'server-idle': true,
  'max-lifetime': true,
  'signed-out': true,
  revoked: true,
  replaced: true,
}

export function isEndReason(value: unknown): value is EndReason {
  return typeof value === 'string' && Object.hasOwn(REASONS, value)
}

function isEndedRecord(value: unknown): value is EndedRecord {
  return (
    isObject(value) &&
    value['format'] === 2 &&
    isEndReason(value['ended']) &&
    typeof value['sessionKey'] === 'string' &&
    typeof value['succeeded'] === 'boolean'
  )
}

function isSessionRecord(value: unknown): value is SessionRecord {
  return (
    isObject(value) &&
    value['format'] === 2 &&
    [value['sessionKey'], value['userId'], value['accessToken'], value['idToken']].every((text) => typeof text === 'string') &&
    [value['createdAt'], value['refreshedAt'], value['presentAt']].every(Number.isFinite) &&
    [value['authenticatedAt'], value['accessTokenExpiresAt']].every((at) => at === null || Number.isFinite(at)) &&
    [value['refreshToken'], value['providerSession']].every((text) => text === null || typeof text === 'string') &&
    typeof value['remembered'] === 'boolean' &&
    isObject(value['user']) &&
    typeof value['user']['sub'] === 'string'
  )
}
