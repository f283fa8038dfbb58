import { createClient } from 'redis'
import { readJson } from '../record.ts'
import type { SessionStore } from '../store.ts'
import { listenedTopics } from '../topics.ts'
import { ask, type RedisClient } from './client.ts'
import { DELETE, FIND, SET } from './scripts.ts'

export interface RedisStoreOptions {
  /** Where Redis is: `redis://` or, with TLS, `rediss://`, with user and password. Exactly one of `url` and `client` is given. */
  readonly url?: string
  /** A client of your own (node-redis from version 5 on), with a listener for its `error` event. It is yours to connect and to close. */
  readonly client?: RedisClient
  /** What every key and channel begins with. Default `'stillhere:'`. */
  readonly prefix?: string
  /** How long an operation may take, in milliseconds, before it rejects. Default 2000. */
  readonly timeoutMs?: number
}

export interface RedisStore extends SessionStore {
  /** Ends the connections that the store has opened. Safe to call twice. */
  close(): void
}

/** Keys of another format are other keys: processes of two versions do not misread each other. */
const FORMAT = 1
/** Redis refuses what overflows; nothing here lives longer than ten years. */
const LONGEST_MS = 315_360_000_000

/**
 * Sessions in Redis (5 or later, or what speaks like it), for any number of processes.
 *
 * Every operation is bounded: while Redis is away it rejects, the server answers 503 with `Retry-After`, and nobody is signed
 * out. When it is back everything goes on with what Redis still has. Values hold refresh tokens, so Redis must be private: own
 * network or TLS, a password, no other tenants; {@link encryptedStore} takes the tokens out of its reach. Let it evict nothing
 * (`maxmemory-policy noeviction`): each evicted entry is somebody signed out.
 *
 * @throws TypeError when not exactly one of `url` and `client` is given, or the URL cannot be read
 * @example
 * const store = redisStore({ url: 'rediss://sessions.internal:6379' })
 */
export function redisStore(options: RedisStoreOptions): RedisStore {
  const { prefix = 'stillhere:', timeoutMs = 2000 } = options
  const client = options.client ?? ownClient(options.url)
  if ((options.client === undefined) === (options.url === undefined))
    throw new TypeError('redisStore: give either url or client, and not both.')
  const base = `${prefix}${FORMAT}:`
  const entryOf = (key: string): string => `${base}entry:${key}`
  const tagBase = `${base}tag:`
  const channel = `${base}topics`
  const topics = listenedTopics()
  let listening: RedisClient | null = null
  let closed = false
  if (options.client === undefined) open(client).catch(() => {})

  const run = (operation: string, args: readonly string[]): Promise<unknown> => ask(client, operation, args, timeoutMs)

  return {
    get: async (key) => {
      const reply = await run('get', ['HMGET', entryOf(key), 'v', 'r'])
      const [value, revision] = Array.isArray(reply) ? reply : []
      return typeof value === 'string' && typeof revision === 'string' ? { value, revision: Number(revision) } : null
    },
    set: async (key, value, { ttlMs, revision, tags = [] }) => {
      const ttl = String(Math.ceil(Math.min(ttlMs, LONGEST_MS)))
      const args = [key, tagBase, revision === null ? '' : String(revision), value, ttl, JSON.stringify([...new Set(tags)])]
      return (await run('set', ['EVAL', SET, '2', entryOf(key), `${base}revision`, ...args])) === 1
    },
    delete: async (key) => (await run('delete', ['EVAL', DELETE, '1', entryOf(key), key, tagBase])) === 1,
    findByTag: async (tag) => {
      const reply = await run('findByTag', ['EVAL', FIND, '1', tagBase + tag])
      return Array.isArray(reply) ? reply.filter((key) => typeof key === 'string') : []
    },
    publish: async (topic, message) => void (await run('publish', ['PUBLISH', channel, JSON.stringify([topic, message])])),
    subscribe: (topic, listener) => {
      const stop = topics.add(topic, listener)
      if (!closed) listen()
      return stop
    },
    close: () => {
      if (closed) return
      closed = true
      if (listening) destroy(listening)
      if (options.client === undefined) destroy(client)
    },
  }

  /** One channel for all topics: whoever begins to listen has not to wait until Redis knows of it, except the very first. */
  function listen(): void {
    if (listening) return
    const one = client.duplicate()
    listening = one
    open(one)
      .then(() => one.subscribe(channel, hear))
      .catch(() => {
        // Only a client that has given up for good rejects: the next one who listens tries with another.
        if (!closed) destroy(one)
        listening = null
      })
  }

  function hear(text: string): void {
    const read = readJson(text)
    if (Array.isArray(read) && typeof read[0] === 'string' && typeof read[1] === 'string') topics.tell(read[0], read[1])
  }
}

/** Connects in the background and for ever again: what cannot be reached is told by the operations. */
async function open(client: RedisClient): Promise<void> {
  client.on('error', () => {})
  if (!client.isOpen) await client.connect()
}

function destroy(client: RedisClient): void {
  if (client.isOpen) client.destroy()
}

function ownClient(url: string | undefined): RedisClient {
  try {
    return clientFor(url)
  } catch {
    // The error of the URL parser repeats the whole address, password and all.
    throw new TypeError("redisStore: url cannot be read. Write it like 'rediss://user:password@host:6379/0', a password percent-encoded.")
  }
}

function clientFor(url: string | undefined): RedisClient {
  return createClient({
    ...(url === undefined ? {} : { url }),
    // A connection that died without a word is noticed by its silence.
    pingInterval: 5000,
    socket: { socketTimeout: 15_000, connectTimeout: 5000, reconnectStrategy: (tries) => Math.min(1000, 50 * 2 ** Math.min(tries, 5)) },
  })
}
