export { type AttachOptions, attachSession } from './attach-session.ts'
export type { PersistedCache } from './persisted-cache.ts'
