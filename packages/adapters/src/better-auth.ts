export {
  betterAuthBackend,
  type BetterAuthBackendOptions,
  type BetterAuthClient,
  type BetterAuthFetchOptions,
  type BetterAuthResult,
  type BetterAuthSessionOptions,
  stillhereClient,
  type StillhereClientPlugin,
} from './better-auth/backend.ts'
