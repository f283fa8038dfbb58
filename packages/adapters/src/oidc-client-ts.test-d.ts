// The SDK's own classes fit, and the user that they bring is the session's.
import type { UserManager, UserProfile } from 'oidc-client-ts'
import { expectTypeOf } from 'vitest'
import { type OidcClientTsBackend, oidcClientTsBackend } from './oidc-client-ts.ts'

declare const manager: UserManager

expectTypeOf(oidcClientTsBackend(manager)).toEqualTypeOf<OidcClientTsBackend<UserProfile>>()
