export { keycloakBackend, type KeycloakBackend, type KeycloakOptions } from './keycloak-js/backend.ts'
export type { KeycloakUser } from './keycloak-js/tokens.ts'
export type { KeycloakJs } from './keycloak-js/sdk.ts'
