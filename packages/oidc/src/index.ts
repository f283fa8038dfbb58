export { type OidcBackend, oidcBackend } from './oidc-backend.ts'
export type { OidcOptions, TokenStore } from './options.ts'
