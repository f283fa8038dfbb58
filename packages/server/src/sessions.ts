import type { User } from '@stillhere/core'
import { serverCookie } from './cookies.ts'
import { standing } from './lifetimes.ts'
import type { Configuration } from './options.ts'
import { readRecord, type SessionRecord } from './record.ts'
import { randomText, sha256 } from './secrets.ts'
import { unsavedRecords } from './unsaved-records.ts'

/** A session in the store, as it was when it was read. */
export interface FoundSession {
  readonly storeKey: string
  readonly revision: number
  readonly record: SessionRecord
  /** The store has failed to take this record: it is kept in this process alone. */
  readonly unsaved: boolean
}

/** `succeeded`: it gave way to a new sign-in of the same user. */
export type Removal = 'ended' | 'succeeded'

/** Sessions in the store, found by the browser's cookie. The store sees a hash of the cookie, never the cookie. */
export interface Sessions {
  readonly cookie: ReturnType<typeof serverCookie>
  find(headers: Headers): Promise<FoundSession | null>
  read(storeKey: string): Promise<FoundSession | null>
  /** Answers the value of the new cookie. */
  create(record: SessionRecord): Promise<string>
  /**
   * Answers false, and writes nothing, when the session is gone or was changed since it was read. A store that fails is asked
   * thrice; if it fails for good this rejects, and the record is answered from here instead of the stored one until it is saved.
   */
  replace(found: FoundSession, record: SessionRecord): Promise<boolean>
  /** Removes the session, whatever was written since it was read. Answers it as it stood last; null when it was gone already. */
  remove(found: FoundSession, removal: Removal): Promise<FoundSession | null>
  /** Told for two minutes, longer than a refresh takes. */
  wasSucceeded(storeKey: string): Promise<boolean>
}

const TOLD_MS = 120_000

export function storedSessions(config: Configuration): Sessions {
  const { store, limits, now } = config
  const cookie = serverCookie(config.name, config.origin.startsWith('https:'))
  const unsaved = unsavedRecords(now)
  const ttlMs = (record: SessionRecord): number => standing(record, limits, now()).retainMs
  const storeKeyOf = async (value: string): Promise<string> => `${config.name}:session:${await sha256(value)}`

  const read = async (storeKey: string): Promise<FoundSession | null> => {
    const entry = await store.get(storeKey)
    const stored = entry && readRecord(entry.value)
    if (!entry || !stored) return null
    const kept = unsaved.of(storeKey, entry.revision)
    return { storeKey, revision: entry.revision, record: kept ?? stored, unsaved: kept !== null }
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
      await store.set(await storeKeyOf(value), JSON.stringify(record), { ttlMs: ttlMs(record), revision: null })
      return value
    },
    replace: ({ storeKey, revision }, record) => {
      const write = { ttlMs: ttlMs(record), revision }
      return unsaved.until(() => store.set(storeKey, JSON.stringify(record), write), { storeKey, ...write, record })
    },
    // Overwritten rather than deleted: only a write tells that no refresh has come in between.
    remove: async (found, removal) => {
      for (let present: FoundSession | null = found; present; present = await read(found.storeKey)) {
        const { storeKey, revision } = present
        if (await store.set(storeKey, removal, { ttlMs: TOLD_MS, revision }))
          return { ...present, record: unsaved.of(storeKey, revision) ?? present.record }
      }
      return null
    },
    wasSucceeded: async (storeKey) => (await store.get(storeKey))?.value === ('succeeded' satisfies Removal),
  }
}

/** An opaque, stable name for a user of a provider: tells neither. */
export function userIdOf(issuer: string, user: User): Promise<string> {
  return sha256(`${issuer}\n${user.sub}`)
}
