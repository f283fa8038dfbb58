import type { User } from '@stillhere/core'
import { serverCookie } from './cookies.ts'
import { standing } from './lifetimes.ts'
import type { Configuration } from './options.ts'
import { readRecord, type SessionRecord } from './record.ts'
import { randomText, sha256 } from './secrets.ts'

/** A session in the store, as it was when it was read. */
export interface FoundSession {
  readonly storeKey: string
  readonly revision: number
  readonly record: SessionRecord
}

/** Sessions in the store, found by the browser's cookie. The store sees a hash of the cookie, never the cookie. */
export interface Sessions {
  readonly cookie: ReturnType<typeof serverCookie>
  find(headers: Headers): Promise<FoundSession | null>
  read(storeKey: string): Promise<FoundSession | null>
  /** Answers the value of the new cookie. */
  create(record: SessionRecord): Promise<string>
  /** Answers false, and writes nothing, when the session is gone or was changed since it was read. */
  replace(found: FoundSession, record: SessionRecord): Promise<boolean>
  remove(found: FoundSession): Promise<void>
}

export function storedSessions(config: Configuration): Sessions {
  const cookie = serverCookie(config.name, config.origin.startsWith('https:'))
  const ttlMs = (record: SessionRecord): number => standing(record, config.limits, config.now()).retainMs
  const read = async (storeKey: string): Promise<FoundSession | null> => {
    const entry = await config.store.get(storeKey)
    const record = entry && readRecord(entry.value)
    return entry && record ? { storeKey, revision: entry.revision, record } : null
  }
  return {
    cookie,
    read,
    find: async (headers) => {
      const value = cookie.read(headers)
      return value === null ? null : read(await storeKeyOf(value))
    },
    create: async (record) => {
      const value = randomText(32)
      await config.store.set(await storeKeyOf(value), JSON.stringify(record), { ttlMs: ttlMs(record), revision: null })
      return value
    },
    replace: (found, record) =>
      config.store.set(found.storeKey, JSON.stringify(record), { ttlMs: ttlMs(record), revision: found.revision }),
    remove: async (found) => {
      await config.store.delete(found.storeKey)
    },
  }

  async function storeKeyOf(value: string): Promise<string> {
    return `${config.name}:session:${await sha256(value)}`
  }
}

/** An opaque, stable name for a user of a provider: tells neither. */
export function userIdOf(issuer: string, user: User): Promise<string> {
  return sha256(`${issuer}\n${user.sub}`)
}
