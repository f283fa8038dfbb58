import { redisStore } from '../redis/index.ts'
import { eventually } from './waiting.ts'
import type { RedisServer } from './redis-server.ts'
import type { StoreUnderTest } from './store-contract.ts'

/** Each process has its own connections to one Redis. Its clock cannot be moved, so it is watched. */
export function redisUnderTest(server: () => RedisServer): StoreUnderTest {
  return {
    name: 'Redis',
    open: async (processes) => {
      await server().command('FLUSHALL')
      const first = redisStore({ url: server().url })
      const others = Array.from({ length: processes - 1 }, () => redisStore({ url: server().url }))
      return {
        stores: [first, ...others],
        pass: async (ms) => {
          const from = await timeOf(server())
          await eventually(async () => (await timeOf(server())) > from + ms)
        },
        close: async () => {
          for (const store of [first, ...others]) store.close()
        },
      }
    },
  }
}

async function timeOf(server: RedisServer): Promise<number> {
  const reply = await server.command('TIME')
  const [seconds, micros] = Array.isArray(reply) ? reply.map(Number) : []
  return (seconds ?? 0) * 1000 + Math.floor((micros ?? 0) / 1000)
}
