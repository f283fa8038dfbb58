export { nextAuthBackend, type NextAuthBackendOptions } from './next-auth/backend.ts'
export { type NextAuthFunctions, quietSessionProvider } from './next-auth/client.ts'
