import { inspect } from 'node:util'
import { createClient } from 'redis'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { clusterStore } from '../../examples/redis-cluster.ts'
import { eventually } from '../test-support/waiting.ts'
import { MARKER } from '../test-support/fake-provider.ts'
import { hasRedis, redisServer, type RedisServer } from '../test-support/redis-server.ts'
import { serverWorld } from '../test-support/world.ts'
import { redisStore, type RedisStore, type RedisStoreOptions } from './index.ts'

const LONG = { ttlMs: 3_600_000, revision: null }
const NOW = { minValiditySeconds: 3600 }
/** Long enough for a Redis that is there on a machine that is busy. */
const PATIENCE_MS = 300

test('a Redis store wants to know where Redis is, once', () => {
  expect(() => redisStore({})).toThrow('either url or client')
  expect(() => redisStore({ url: 'redis://127.0.0.1:1', client: createClient() })).toThrow('either url or client')
  expect(() => redisStore({ url: 'http://user:sekret@127.0.0.1' })).toThrow(TypeError)
})

test.each(['redis://ada:sekret@no port:port', 'http://ada:sekret@127.0.0.1', 'redis://ada:sekret@127.0.0.1/first'])(
  'a Redis store that cannot read its address does not tell the password in it (%#)',
  (url) => {
    let failure: unknown
    try {
      redisStore({ url })
    } catch (error) {
      failure = error
    }
    expect(failure).toBeInstanceOf(TypeError)
    expect(inspect(failure)).toContain('redisStore: url')
    expect(inspect(failure)).not.toContain('sekret')
  },
)

const available = hasRedis() ? [await redisServer()] : []
afterAll(async () => {
  for (const server of available) await server.close()
})

for (const server of available) whereRedisIs(server)

function whereRedisIs(redis: RedisServer): void {
  const open: RedisStore[] = []
  const store = (options: RedisStoreOptions = {}): RedisStore => {
    const one = redisStore({ ...(options.client ? {} : { url: redis.url }), ...options })
    open.push(one)
    return one
  }
  beforeEach(() => redis.command('FLUSHALL'))
  afterEach(() => {
    for (const one of open.splice(0)) one.close()
  })

  const numberOf = async (...args: string[]): Promise<number> => Number(await redis.command(...args))

  describe('what the Redis store keeps', () => {
    test('is under its prefix and format, and ends by itself', async () => {
      await store({ prefix: 'shop:' }).set('a', '1', { ttlMs: 60_000, revision: null, tags: ['sub:ada'] })
      expect(await redis.command('KEYS', '*')).toEqual(expect.arrayContaining(['shop:1:entry:a', 'shop:1:tag:sub:ada', 'shop:1:revision']))
      expect(await redis.command('DBSIZE')).toBe(3)
      for (const key of ['shop:1:entry:a', 'shop:1:tag:sub:ada']) {
        const left = await numberOf('PTTL', key)
        expect(left > 0 && left <= 60_000).toBe(true)
      }
    })

    test('is not seen under another prefix', async () => {
      await store({ prefix: 'one:' }).set('a', '1', { ...LONG, tags: ['x'] })
      const other = store({ prefix: 'two:' })
      expect([await other.get('a'), await other.findByTag('x'), await other.delete('a')]).toEqual([null, [], false])
    })

    test('leaves no tag behind: not when the entry goes, nor when it runs out while others of the tag live', async () => {
      const one = store()
      await one.set('a', '1', { ...LONG, tags: ['x', 'y'] })
      await one.set('short', '1', { ttlMs: 1, revision: null, tags: ['x'] })
      await eventually(async () => (await one.get('short')) === null)
      await one.set('b', '1', { ...LONG, tags: ['x'] })
      expect(await redis.command('ZRANGE', 'stillhere:1:tag:x', '0', '-1')).toEqual(['a', 'b'])
      await one.delete('a')
      await one.delete('b')
      expect(await redis.command('KEYS', '*')).toEqual(['stillhere:1:revision'])
    })

    test('lives on for as long as the longest of a tag, whatever is written after it', async () => {
      const one = store()
      await one.set('long', '1', { ...LONG, tags: ['x'] })
      await one.set('short', '1', { ttlMs: 60_000, revision: null, tags: ['x'] })
      expect(await numberOf('PTTL', 'stillhere:1:tag:x')).toBeGreaterThan(60_000)
    })

    test('never has a revision again that was seen before Redis lost everything', async () => {
      const one = store()
      await one.set('a', '1', LONG)
      const before = (await one.get('a'))?.revision ?? 0
      await redis.command('FLUSHALL')
      await one.set('a', '1', LONG)
      expect((await one.get('a'))?.revision).toBeGreaterThan(before)
    })

    test('may be meant for ever', async () => {
      const one = store()
      expect(await one.set('a', '1', { ttlMs: Number.MAX_VALUE, revision: null })).toBe(true)
      expect(await one.set('b', '1', { ttlMs: 0.4, revision: null })).toBe(true)
      expect((await one.get('a'))?.value).toBe('1')
    })
  })

  describe('a client of one’s own', () => {
    test('is used, and is left open', async () => {
      const client = createClient({ url: redis.url })
      client.on('error', () => {})
      await client.connect()
      const one = store({ client })
      const heard: string[] = []
      one.subscribe('t', (message) => heard.push(message))
      await one.set('a', '1', LONG)
      await eventually(async () => (await one.publish('t', 'x'), heard.length > 0))
      one.close()
      one.close()
      expect(await client.get('stillhere:1:revision')).not.toBeNull()
      client.destroy()
    })
  })

  describe('a cluster', { timeout: 30_000 }, () => {
    test('takes everything in one slot, through a client as the documentation writes it, and nothing else', async () => {
      const cluster = await redisServer({ cluster: true })
      const plain = redisStore({ url: cluster.url })
      const one = await clusterStore([cluster.url])
      const heard: string[] = []
      one.subscribe('t', (message) => heard.push(message))
      await expect(plain.set('a', '1', { ...LONG, tags: ['x', 'y'] })).rejects.toThrow('CROSSSLOT')
      expect(await one.set('a', '1', { ...LONG, tags: ['x', 'y'] })).toBe(true)
      expect([(await one.get('a'))?.value, await one.findByTag('x'), await one.delete('a'), await one.findByTag('x')]).toEqual([
        '1',
        ['a'],
        true,
        [],
      ])
      await eventually(async () => (await one.publish('t', 'x'), heard.length > 0))
      for (const each of [plain, one]) each.close()
      await cluster.close()
    })
  })

  describe('a Redis that is in trouble', { timeout: 30_000 }, () => {
    afterEach(async () => {
      redis.thaw()
      await redis.kill()
      await redis.start()
    })

    test.each([
      ['away', () => redis.kill()],
      ['silent', async () => redis.freeze()],
    ])('is waited for only so long when it is %s; nobody is signed out, and all goes on when it is back', async (how, strike) => {
      const { browser, provider, problems, server } = serverWorld({ store: store({ timeoutMs: PATIENCE_MS }) })
      await browser.signIn()
      await strike()
      for (const answer of [await browser.send('/peek'), await browser.post('/refresh', NOW), await browser.send('/login')])
        expect([answer.status, answer.headers.get('retry-after'), answer.headers.getSetCookie()]).toEqual([503, '2', []])
      expect(await server.peek(new Headers({ cookie: browser.cookieHeader() }))).toEqual({ status: 'unavailable' })
      expect(problems.join()).toContain('backend-unavailable')
      if (how === 'away') {
        await redis.start()
        // It keeps nothing on disk here, so this is a new start; with a disk or a second Redis the session would be there.
        await eventually(async () => (await browser.signIn()).status === 303)
      } else redis.thaw()
      await eventually(async () => (await browser.post('/refresh', NOW)).status === 200)
      expect(await (await browser.send('/peek')).json()).toMatchObject({ status: 'live' })
      expect(provider.reuses()).toBe(0)
    })

    test('keeps what it has when it is full', async () => {
      const one = store()
      await one.set('a', '1', { ...LONG, tags: ['x'] })
      await redis.command('CONFIG', 'SET', 'maxmemory', '1')
      const write = { ttlMs: 3_600_000, revision: (await one.get('a'))?.revision ?? null, tags: ['x'] }
      await expect(one.set('a', '2', write)).rejects.toThrow('OOM')
      expect([(await one.get('a'))?.value, await one.findByTag('x')]).toEqual(['1', ['a']])
      expect(await one.set('a', '', { ...write, ttlMs: 0 })).toBe(true)
      await redis.command('CONFIG', 'SET', 'maxmemory', '0')
    })

    test('is reported without a token, key or password in the words', async () => {
      const failures: unknown[] = []
      const fails = (store: RedisStore): Promise<unknown> => store.set(MARKER, MARKER, LONG).catch((error: unknown) => failures.push(error))
      const one = store({ timeoutMs: PATIENCE_MS })
      await one.get('a')
      await redis.command('CONFIG', 'SET', 'maxmemory', '1')
      await fails(one)
      await redis.command('CONFIG', 'SET', 'requirepass', MARKER)
      await store()
        .get('a')
        .catch((error: unknown) => failures.push(error))
      await redis.kill()
      await fails(one)
      const told = failures.map((error) => (error instanceof Error ? `${error.message} ${error.stack} ${String(error.cause)}` : ''))
      expect(told).toHaveLength(3)
      expect(told[0]).toContain('Redis could not do "set": OOM.')
      expect(told[1]).toContain('Redis could not do "get": NOAUTH.')
      expect(told[2]).toContain('Redis has not answered "set" within 300 ms.')
      expect(told.join()).not.toContain(MARKER)
    })

    test('is listened to again when it is back', async () => {
      const [one, two] = [store(), store()]
      const heard: string[] = []
      two.subscribe('t', (message) => heard.push(message))
      await eventually(async () => (await one.publish('t', 'before'), heard.includes('before')))
      await redis.kill()
      await redis.start()
      await eventually(async () => (await one.publish('t', 'after').catch(() => {}), heard.includes('after')))
      expect(heard).toContain('after')
    })

    test('need not be there at the start', async () => {
      await redis.kill()
      const one = store({ timeoutMs: PATIENCE_MS })
      const heard: string[] = []
      one.subscribe('t', (message) => heard.push(message))
      await expect(one.get('a')).rejects.toThrow('Redis has not answered "get" within 300 ms')
      await redis.start()
      await eventually(() => answers(one))
      await eventually(async () => (await one.publish('t', 'x').catch(() => {}), heard.length > 0))
      expect(heard).toContain('x')
    })

    test('gets nothing late that was given up before it could be sent', async () => {
      await redis.kill()
      const one = store({ timeoutMs: PATIENCE_MS })
      await expect(one.set('a', 'late', LONG)).rejects.toThrow('within 300 ms')
      await redis.start()
      await eventually(() => answers(one))
      expect(await redis.command('KEYS', '*')).toEqual([])
    })
  })
}

function answers(store: RedisStore): Promise<boolean> {
  return store.get('anything').then(
    () => true,
    () => false,
  )
}
