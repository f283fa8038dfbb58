export { betterAuthBackend, type BetterAuthBackendOptions } from './better-auth/backend.ts'
export type { BetterAuthClient, BetterAuthFetchOptions } from './better-auth/client.ts'
export { type BetterAuthSessionOptions, stillhereClient, type StillhereClientPlugin } from './better-auth/plugin.ts'
