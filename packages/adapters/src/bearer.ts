export { bearerBackend, type BearerBackend, type BearerOptions } from './bearer/backend.ts'
export type { BearerStore, BearerTokens } from './bearer/kept-tokens.ts'
