export { oidcClientTsBackend, type OidcClientTsBackend, type OidcClientTsOptions } from './oidc-client-ts/backend.ts'
export type { OidcClientTs, OidcClientTsUser } from './oidc-client-ts/sdk.ts'
