import type { User } from '@stillhere/core'

/** One session as the store holds it. The only place where tokens are kept. */
export interface SessionRecord {
  readonly format: 1
  /** The opaque, non-secret name that browsers know; not the cookie's value. */
  readonly sessionKey: string
  readonly userId: string
  readonly user: User
  readonly createdAt: number
  /** `auth_time`, when the provider tells it. */
  readonly authenticatedAt: number | null
  readonly refreshedAt: number
  readonly accessToken: string
  /** null: the provider named no life. */
  readonly accessTokenExpiresAt: number | null
  readonly refreshToken: string | null
  readonly idToken: string
}

/** The record in a store's text, or null when it is of another format or damaged. */
export function readRecord(text: string): SessionRecord | null {
  const value = readJson(text)
  return isSessionRecord(value) ? value : null
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

function isSessionRecord(value: unknown): value is SessionRecord {
  return (
    isObject(value) &&
    value['format'] === 1 &&
    [value['sessionKey'], value['userId'], value['accessToken'], value['idToken']].every((text) => typeof text === 'string') &&
    [value['createdAt'], value['refreshedAt']].every(Number.isFinite) &&
    [value['authenticatedAt'], value['accessTokenExpiresAt']].every((at) => at === null || Number.isFinite(at)) &&
    (value['refreshToken'] === null || typeof value['refreshToken'] === 'string') &&
    isObject(value['user']) &&
    typeof value['user']['sub'] === 'string'
  )
}
