import type { User } from '@stillhere/core'
import { Auth0Client } from '@auth0/auth0-spa-js'
import { expectTypeOf, it } from 'vitest'
import { type Auth0Backend, auth0Backend } from './auth0-spa-js.ts'

it('takes the SDK’s client as it is', () => {
  const client = new Auth0Client({ domain: 'tenant.example', clientId: 'cases' })
  expectTypeOf(auth0Backend(client)).toEqualTypeOf<Auth0Backend<User>>()
  expectTypeOf(auth0Backend(client, { parseUser: (claims) => String(claims) })).toEqualTypeOf<Auth0Backend<string>>()
})
