import type { EndReason, User } from '@stillhere/core'
import { serverCookie } from './cookies.ts'
import { RETAIN_AFTER_END_MS, type Standing, standing } from './lifetimes.ts'
import { limitsOf } from './limits.ts'
import type { Configuration } from './options.ts'
import { type EndedRecord, readRecord, type SessionRecord } from './record.ts'
import { randomText, sha256 } from './secrets.ts'
import type { StoreWrite } from './store.ts'
import { unsavedRecords } from './unsaved-records.ts'

/** A session in the store, as it was when it was read. Whether a limit has ended it is `standingOf`'s business. */
export interface FoundSession {
  readonly status: 'kept'
  readonly storeKey: string
  readonly revision: number
  readonly record: SessionRecord
  /** The store has failed to take this record: it is kept in this process alone. */
  readonly unsaved: boolean
}

/** What is still told of one that is over. */
export interface EndedSession extends Pick<EndedRecord, 'ended' | 'sessionKey' | 'succeeded'> {
  readonly status: 'ended'
}

/** Why a session is over. `succeeded`: it gave way to a new sign-in of the same user. */
export interface Ending {
  readonly reason: EndReason
  readonly succeeded?: boolean
}

/** Sessions in the store, found by the browser's cookie. The store sees a hash of the cookie, never the cookie. */
export interface Sessions {
  readonly cookie: ReturnType<typeof serverCookie>
  find(headers: Headers): Promise<FoundSession | EndedSession | null>
  read(storeKey: string): Promise<FoundSession | EndedSession | null>
  /** All sessions of a user (`sub`: {@link userIdOf}) or of a session at the provider (`sid`: {@link providerSessionOf}). */
  withTag(kind: 'sub' | 'sid', name: string): Promise<readonly FoundSession[]>
  /** How it stands at this instant. */
  standingOf(record: SessionRecord): Standing
  /** Answers the value of the new cookie. */
  create(record: SessionRecord): Promise<string>
  /**
   * Writes what `change` makes of the record as it stands, and does so anew when somebody else has written in between; null from `change`
   * leaves it. Answers the record that stands then, or null when the session is over. A store that fails is asked thrice; if it fails for good this
   * rejects, and the record is answered from here instead of the stored one until it is saved.
   */
  update(found: FoundSession, change: (present: SessionRecord) => SessionRecord | null): Promise<SessionRecord | null>
  /**
   * Ends the session, whatever was written since it was read, and keeps the reason for an hour. Answers it as it stood last; null when
   * it was over already.
   */
  end(found: FoundSession, ending: Ending): Promise<FoundSession | null>
}

export function storedSessions(config: Configuration): Sessions {
  const { store, limits, now, outlivesTokens } = config
  const cookie = serverCookie(config.name, config.origin.startsWith('https:'))
  const unsaved = unsavedRecords(now)
  const standingOf = (record: SessionRecord): Standing => standing(record, { limits: limitsOf(limits, record), outlivesTokens }, now())
  const storeKeyOf = async (value: string): Promise<string> => `${config.name}:session:${await sha256(value)}`

  const read = async (storeKey: string): Promise<FoundSession | EndedSession | null> => {
    const entry = await store.get(storeKey)
    const stored = entry && readRecord(entry.value)
    if (!entry || !stored) return null
    if ('ended' in stored) return { ...stored, status: 'ended' }
    return newest({ status: 'kept', storeKey, revision: entry.revision, record: stored, unsaved: false })
  }

  const replace = async ({ storeKey, revision }: FoundSession, record: SessionRecord): Promise<boolean> => {
    const write = { ...keeping(record), revision }
    return unsaved.until(() => store.set(storeKey, JSON.stringify(record), write), { storeKey, ...write, record })
  }

  return {
    cookie,
    read,
    standingOf,
    find: async (headers) => {
      const value = cookie.read(headers)
      return value === null ? null : read(await storeKeyOf(value))
    },
    create: async (record) => {
      const value = randomText(32)
      const isWritten = await store.set(await storeKeyOf(value), JSON.stringify(record), { ...keeping(record), revision: null })
      if (!isWritten) throw new Error('The store has not taken a new session.')
      return value
    },
    update: async (found, change) => {
      for (let present = newest(found); present; present = newest(await read(present.storeKey))) {
        const changed = change(present.record)
        if (changed === null && !present.unsaved) return present.record
        if (await replace(present, changed ?? present.record)) return changed ?? present.record
      }
      return null
    },
    withTag: async (kind, name) => {
      const keys = await store.findByTag(tag(kind, name))
      const found = await Promise.all(keys.map(read))
      return found.filter((session) => session?.status === 'kept')
    },
    // Overwritten rather than deleted: only a write tells that no refresh has come in between, and the reason is asked for later.
    end: async (found, { reason, succeeded = false }) => {
      for (let present = newest(found); present; present = newest(await read(present.storeKey))) {
        const { storeKey, revision, record } = present
        const ended: EndedRecord = { format: 2, ended: reason, sessionKey: record.sessionKey, succeeded }
        if (!(await store.set(storeKey, JSON.stringify(ended), { ttlMs: RETAIN_AFTER_END_MS, revision, expendable: true }))) continue
        // Streams of all processes hear of it. One that does not looks by itself, so a message that fails fails nothing.
        await store.publish(storeKey, 'ended').catch(() => {})
        return present
      }
      return null
    },
  }

  /** How long the store is to keep it, and by which names it is found. */
  function keeping(record: SessionRecord): Required<Pick<StoreWrite, 'ttlMs' | 'tags'>> {
    const { userId, providerSession } = record
    const tags = [tag('sub', userId), ...(providerSession === null ? [] : [tag('sid', providerSession)])]
    return { ttlMs: standingOf(record).retainMs, tags }
  }

  function tag(kind: 'sub' | 'sid', name: string): string {
    return `${config.name}:${kind}:${name}`
  }

  /** With what the store has not taken yet; null when it is over. */
  function newest(session: FoundSession | EndedSession | null): FoundSession | null {
    if (session?.status !== 'kept') return null
    const record = unsaved.of(session.storeKey, session.revision)
    return record === null ? session : { ...session, record, unsaved: true }
  }
}

/** An opaque, stable name for a user of a provider: tells neither. */
export function userIdOf(issuer: string, user: Pick<User, 'sub'>): Promise<string> {
  return sha256(`${issuer}\n${user.sub}`)
}

/** An opaque name for a session at the provider. */
export function providerSessionOf(issuer: string, sid: string): Promise<string> {
  return sha256(`${issuer}\nsid\n${sid}`)
}
