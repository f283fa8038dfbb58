import { afterAll } from 'vitest'
import { memoryUnderTest } from './test-support/memory-under-test.ts'
import { hasRedis, redisServer } from './test-support/redis-server.ts'
import { redisUnderTest } from './test-support/redis-under-test.ts'
import { storeContract } from './test-support/store-contract.ts'

const redis = hasRedis() ? await redisServer() : null
afterAll(() => redis?.close())

if (!redis)
  console.warn('redis-server is not on this machine, so the Redis store was NOT tested. Debian, Ubuntu: apt-get install redis-server')

for (const store of [memoryUnderTest, ...(redis ? [redisUnderTest(() => redis)] : [])]) storeContract(store)
