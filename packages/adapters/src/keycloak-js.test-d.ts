// The SDK's own class fits, and the session's user has the claims of the ID token.
import type Keycloak from 'keycloak-js'
import { expectTypeOf } from 'vitest'
import { keycloakBackend, type KeycloakBackend } from './keycloak-js.ts'

declare const keycloak: Keycloak

expectTypeOf(keycloakBackend(keycloak)).toEqualTypeOf<KeycloakBackend>()
