import type { Backend, User } from '@stillhere/core'
import { createAuthClient } from 'better-auth/client'
import { createAuthClient as createReactClient } from 'better-auth/react'
import { expectTypeOf, it } from 'vitest'
import { betterAuthBackend, stillhereClient } from './better-auth.ts'

it('takes the clients of better-auth as they are', () => {
  const options = { plugins: [stillhereClient()], sessionOptions: { refetchOnWindowFocus: false } }
  expectTypeOf(betterAuthBackend(createAuthClient(options))).toEqualTypeOf<Backend<User>>()
  expectTypeOf(betterAuthBackend(createReactClient(options))).toEqualTypeOf<Backend<User>>()
  expectTypeOf(betterAuthBackend(createAuthClient(), { parseUser: (user) => String(user) })).toEqualTypeOf<Backend<string>>()
})
