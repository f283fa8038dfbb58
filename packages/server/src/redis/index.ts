export type { RedisClient } from './client.ts'
export { redisStore, type RedisStore, type RedisStoreOptions } from './redis-store.ts'
