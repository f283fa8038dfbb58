import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { redisStore, type RedisStore } from './redis/index.ts'
import { memoryUnderTest } from './test-support/memory-under-test.ts'
import { type ProcessWorld, processWorld } from './test-support/processes.ts'
import { hasRedis, type RedisServer, redisServer } from './test-support/redis-server.ts'
import { redisUnderTest } from './test-support/redis-under-test.ts'
import type { OpenStores } from './test-support/store-contract.ts'
import { eventually, until } from './test-support/waiting.ts'
import { sendLogoutTokens, peek, serverWorld } from './test-support/world.ts'

const NOW = { minValiditySeconds: 3600 }
const AT_EXPIRY = { minValiditySeconds: 60 }
/** Processes start slowly on a machine that is busy. */
const PROCESSES_MS = 30_000
const refreshes = (types: readonly string[]): number => types.filter((type) => type === 'refresh_token').length

const available = hasRedis() ? [await redisServer({ disk: true })] : []
afterAll(async () => {
  for (const redis of available) await redis.close()
})

const toClose: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of toClose.splice(0)) await one.close()
})

const kinds = [memoryUnderTest, ...available.map((redis) => redisUnderTest(() => redis))]

describe.each(kinds)('two session servers over one $name store', ({ open }) => {
  const opened = async (): Promise<OpenStores> => {
    const stores = await open(2)
    toClose.push(stores)
    return stores
  }

  test('P-4 send one refresh for 200 requests at the moment of expiry', async () => {
    const { stores } = await opened()
    const { browser, server, provider, advance, anotherProcess } = serverWorld({ store: stores[0] })
    const servers = [server, anotherProcess(stores[1])]
    await browser.signIn()
    advance(300_000)
    const asked = Array.from({ length: 200 }, (_, at) => browser.post('/refresh', AT_EXPIRY, undefined, servers[at % 2]))
    const answers = await Promise.all((await Promise.all(asked)).map((answer) => answer.json()))
    expect(answers).toEqual(Array(200).fill(expect.objectContaining({ status: 'live' })))
    expect([refreshes(provider.tokenRequests), provider.reuses()]).toEqual([1, 0])
  })

  test('refresh one after the other what is asked of both in any case, each with the newest token', async () => {
    const { stores } = await opened()
    const { browser, server, provider, anotherProcess } = serverWorld({ store: stores[0] })
    const servers = [server, anotherProcess(stores[1])]
    await browser.signIn()
    for (let round = 0; round < 10; round += 1) {
      const answers = await Promise.all(servers.map((one) => browser.post('/refresh', NOW, undefined, one)))
      expect(answers.map((answer) => answer.status)).toEqual([200, 200])
    }
    expect([refreshes(provider.tokenRequests) >= 10, provider.reuses()]).toEqual([true, 0])
  })

  test('end a session for both when it ends at one', async () => {
    const { stores } = await opened()
    const { browser, provider, anotherProcess } = serverWorld({ store: stores[0] })
    const other = anotherProcess(stores[1])
    await browser.signIn()
    const cookie = browser.cookieHeader()
    const release = provider.hold()
    const late = browser.post('/refresh', NOW, undefined, other)
    await until(() => refreshes(provider.tokenRequests) === 1)
    await browser.post('/logout', { reason: 'signed-out', returnTo: null })
    release()
    expect((await late).status).toBe(401)
    expect(await other.peek(new Headers({ cookie }))).toEqual({ status: 'rejected', reason: 'signed-out' })
    expect(provider.revoked).toHaveLength(2)
  })

  test('IAS-8 tell a page at one of a back-channel logout at the other, and take a logout token once between them', async () => {
    const { stores } = await opened()
    const { browser, server, provider, anotherProcess } = serverWorld({ store: stores[0] })
    const other = anotherProcess(stores[1])
    provider.sid = 'sid-1'
    await browser.signIn()
    const { body } = await browser.send('/events', {}, other)
    const reader = body?.pipeThrough(new TextDecoderStream()).getReader()
    expect((await reader?.read())?.value).toBe(':\n\n')
    const token = await provider.logoutToken({ sid: 'sid-1' })
    const statuses = await Promise.all([server, other, server, other].map(async (to) => (await sendLogoutTokens(to, token)).status))
    expect(statuses.toSorted((a, b) => a - b)).toEqual([200, 400, 400, 400])
    expect(await reader?.read()).toEqual({ done: false, value: 'data: changed\n\n' })
    expect(await reader?.read()).toMatchObject({ done: true })
    expect(await peek(browser, other)).toEqual({ status: 'rejected', reason: 'revoked' })
  })

  test('keep presence that one notes while the other asks the provider, and the new tokens', async () => {
    const { stores } = await opened()
    const { browser, provider, advance, anotherProcess } = serverWorld({ store: stores[0], limits: { inactivity: '15m' } })
    const other = anotherProcess(stores[1])
    provider.expiresIn = 3600
    await browser.signIn()
    const release = provider.hold()
    const renewing = browser.post('/refresh', { minValiditySeconds: 7200 }, undefined, other)
    await until(() => refreshes(provider.tokenRequests) === 1)
    advance(600_000)
    const extended = await browser.post('/extend', { minValiditySeconds: 0 })
    expect(await extended.json()).toMatchObject({ endsInSeconds: { inactive: 900 } })
    release()
    expect(await (await renewing).json()).toMatchObject({ status: 'live', endsInSeconds: { inactive: 900 } })
    expect((await browser.post('/refresh', { minValiditySeconds: 7200 })).status).toBe(200)
    expect(provider.reuses()).toBe(0)
  })
})

for (const redis of available) overRedis(redis)

function overRedis(redis: RedisServer): void {
  const world = async (): Promise<ProcessWorld> => {
    await redis.command('FLUSHALL')
    const made = await processWorld(redis.url)
    toClose.push(made)
    return made
  }

  describe('two processes over one Redis', { timeout: PROCESSES_MS }, () => {
    test('P-4 send one refresh for 200 requests at the moment of expiry', async () => {
      const { browser, provider, processes, advance } = await world()
      await browser.signIn()
      await advance(300_000)
      const cookie = browser.cookieHeader()
      const asked = Array.from({ length: 200 }, async (_, at) => {
        const request = new Request('https://app.example/session/refresh', {
          method: 'POST',
          headers: { cookie, 'stillhere-request': '1' },
          body: JSON.stringify(AT_EXPIRY),
        })
        return (await (at % 2 === 0 ? processes[0] : processes[1]).handle(request)).json()
      })
      expect(await Promise.all(asked)).toEqual(Array(200).fill(expect.objectContaining({ status: 'live' })))
      expect([refreshes(provider.tokenRequests), provider.reuses()]).toEqual([1, 0])
    })

    test('P-6 let the other take over when one is killed while it refreshes, after its lease and not before', async () => {
      const { browser, provider, processes, advance, holdTokenRequests, held } = await world()
      await browser.signIn()
      await advance(300_000)
      const [dying, surviving] = processes
      const refresh = (server: typeof dying): Promise<Response> =>
        server.handle(
          new Request('https://app.example/session/refresh', {
            method: 'POST',
            headers: { cookie: browser.cookieHeader(), 'stillhere-request': '1' },
            body: JSON.stringify(AT_EXPIRY),
          }),
        )
      const release = holdTokenRequests()
      const lost = refresh(dying).catch(() => 'no answer')
      await eventually(() => held() === 1)
      await dying.kill()
      await eventually(() => held() === 0)
      release()
      expect(await lost).toBe('no answer')
      const [lease = ''] = namesOf(await redis.command('KEYS', '*:refreshing'))
      const leftMs = Number(await redis.command('PTTL', lease))
      expect(leftMs > 0 && leftMs <= 60_000).toBe(true)
      const taken = refresh(surviving)
      // It listens for the release that will never be told: so it waits.
      await eventually(async () => Number(namesOf(await redis.command('PUBSUB', 'NUMSUB', 'stillhere:1:topics'))[1]) === 1)
      expect(refreshes(provider.tokenRequests)).toBe(0)
      await redis.command('PEXPIRE', lease, '1')
      expect((await taken).status).toBe(200)
      expect([refreshes(provider.tokenRequests), provider.reuses()]).toEqual([1, 0])
    })
  })

  describe('a Redis that is killed while the provider renews', { timeout: PROCESSES_MS }, () => {
    test('costs an answer and not the session: what was renewed is kept, and written when Redis is back', async () => {
      await redis.command('FLUSHALL')
      const stores: [RedisStore, RedisStore] = [
        redisStore({ url: redis.url, timeoutMs: 500 }),
        redisStore({ url: redis.url, timeoutMs: 500 }),
      ]
      toClose.push(...stores)
      const { browser, provider, anotherProcess, advance } = serverWorld({ store: stores[0] })
      const other = anotherProcess(stores[1])
      await browser.signIn()
      advance(240_000)
      const release = provider.hold()
      const interrupted = browser.post('/refresh', NOW)
      await until(() => refreshes(provider.tokenRequests) === 1)
      await redis.kill()
      release()
      const answer = await interrupted
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '2'])
      await redis.start()
      await eventually(async () => (await browser.send('/peek')).status === 200)
      expect(await peek(browser)).toMatchObject({ status: 'live', endsInSeconds: { 'token-expired': 300 } })
      await eventually(async () => (await browser.post('/refresh', AT_EXPIRY)).status === 200)
      await eventually(async () => (await browser.post('/refresh', AT_EXPIRY, undefined, other)).status === 200)
      expect([refreshes(provider.tokenRequests), provider.reuses()]).toEqual([1, 0])
    })
  })
}

function namesOf(reply: unknown): string[] {
  return Array.isArray(reply) ? reply.map(String) : []
}
